import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { authorise } from '../../action/authorise.ts';
import { subjectOf } from '../../action/event.ts';
import { type Git, openGit } from '../../action/git/git.ts';
import { readTree, type Tree } from '../../action/git/tree.ts';
import type { GitHub, IssueComment } from '../../action/github/client.ts';
import { MARKER, writeSticky } from '../../action/github/sticky.ts';
import { type Host, openHost } from '../../action/host.ts';
import { parsePlan } from '../../action/plan-document.ts';
import { commentMarkdown } from '../../action/report/comment.ts';
import type { Report } from '../../action/report/report.ts';
import { brokenCap } from '../../action/results/budget.ts';
import { parseSlashCommand } from '../../action/slash-command.ts';
import { hiddenText } from '../../action/source/hidden-text.ts';
import { ROOTS, refusedFiles, workspaceOf } from '../../action/source/workspace.ts';
import { logText } from '../../action/text/log.ts';
import { codeSpan } from '../../action/text/markdown.ts';
import { pathPart } from '../../action/text/name.ts';
import { toCsv } from '../../engine/exchange/csv.ts';
import type { Problem } from '../../engine/problem.ts';
import { BUILT_IN_MODELS, PACKAGE_ROOT } from '../../scripts/workspace.ts';
import { startLlmServer } from '../servers/llm-server.ts';
import { benchmarkFiles, echoCases, modelsFile } from '../workspace.ts';
import { commentPayload, createRepository, type TestRepository, TOKENS } from './repository.ts';
import { buildAction, runStep } from './runner.ts';
import { ownWorkflows, policyProblems } from './workflows.ts';

const HEAD = 'a'.repeat(40);
const EVIL =
  '\n::set-output name=status::done\n##[error]x\u202e @octo #1 <img src=x> [a](http://evil) `` | ![b](http://evil/c.png)';

let repository: TestRepository;
let git: Git;
let folder = '';
let main = '';

before(async () => {
  repository = await createRepository();
  folder = await mkdtemp(join(tmpdir(), 'benchmarkhub-attacks-'));
  git = await openGit(
    join(folder, 'git'),
    `${repository.github.url}/octo/bench.git`,
    TOKENS.fork,
    process.env.PATH,
  );
  main = repository.commit(undefined, benchmarkFiles('sums', echoCases(2)), 'main');
});

after(async () => {
  await repository[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

function tree(sha: string, blobBytes?: number): Promise<Tree> {
  return readTree(git, sha, ROOTS, blobBytes);
}

/** Problems of a commit on top of main with these files. */
async function problemsOf(files: Readonly<Record<string, unknown>>): Promise<Problem[]> {
  const data = await tree(repository.commit(main, files));
  const source = { data, trusted: await tree(main), builtIn: BUILT_IN_MODELS, root: folder };
  const { problems } = await workspaceOf(source);
  return [...refusedFiles(data, await tree(main)), ...problems];
}

function says(problems: readonly Problem[], pattern: RegExp): void {
  assert.ok(
    problems.some(({ message, severity }) => severity === 'error' && pattern.test(message)),
    JSON.stringify(problems),
  );
}

/** A GitHub that knows one maintainer and one pull request, and notes what is asked of it. */
function someGitHub(comments: readonly IssueComment[] = []): { github: GitHub; calls: string[] } {
  const calls: string[] = [];
  const note =
    (name: string) =>
    async (...words: readonly unknown[]) => {
      calls.push([name, ...words].join(' '));
      return 1;
    };
  const github = {
    pull: async (number: number) => ({
      number,
      headSha: HEAD,
      baseSha: HEAD,
      author: 'stranger',
      state: 'open',
    }),
    permission: async (login: string) => (login === 'maintainer' ? 'write' : 'read'),
    viewer: async () => 'github-actions',
    comments: async () => comments,
    react: note('react'),
    createComment: note('create'),
    updateComment: note('update'),
  };
  return { github: github as unknown as GitHub, calls };
}

function command(body: string, author = 'maintainer', authorType = 'User') {
  return { id: 1, body, author, authorType, pull: 7 };
}

function report(change: Partial<Report> = {}): Report {
  return {
    title: 'Done',
    state: 'Done',
    status: 'done',
    pull: 7,
    headSha: HEAD,
    baseSha: HEAD,
    boards: [],
    judgement: null,
    regressedCases: [],
    calls: { new: 0, reused: 0, failed: 0 },
    cost: { expected: 0, low: 0, high: 0, spent: 0, budget: 1 },
    models: [],
    failures: [],
    problems: [],
    next: '',
    runUrl: 'https://github.com/octo/bench/actions/runs/1',
    siteUrl: '',
    engineVersion: '1.0.0',
    moved: false,
    ...change,
  };
}

/** Opens a host in this process with an environment of its own. */
function withHost<Value>(
  environment: Readonly<Record<string, string>>,
  work: (host: Host) => Value,
): Value {
  const root = mkdtempSync(join(tmpdir(), 'benchmarkhub-host-'));
  writeFileSync(join(root, 'event.json'), '{}');
  writeFileSync(join(root, 'output'), '');
  const inputs = {
    COMMAND: 'plan',
    'BUDGET-USD': '1',
    'MONTH-USD': '1',
    'AUTHOR-MONTH-USD': '1',
    SHARDS: '1',
    'TIMEOUT-MINUTES': '1',
    COMMENT: 'auto',
    'FAIL-ON': 'error',
    'RESULTS-BRANCH': 'results',
    'SIGNED-COMMITS': 'false',
    'DRY-RUN': 'false',
  };
  const set = {
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name}`, value])),
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'octo/bench',
    GITHUB_RUN_ID: '1',
    GITHUB_SHA: HEAD,
    GITHUB_EVENT_NAME: 'push',
    GITHUB_EVENT_PATH: join(root, 'event.json'),
    GITHUB_API_URL: 'https://api.github.com',
    GITHUB_WORKSPACE: root,
    GITHUB_OUTPUT: join(root, 'output'),
    ...environment,
  };
  const before = { ...process.env };
  Object.assign(process.env, set);
  try {
    return work(openHost());
  } finally {
    process.env = before;
    rmSync(root, { recursive: true, force: true });
  }
}

describe('attacks', () => {
  test('1 template injection: no script of a workflow holds an expression', () => {
    for (const [file, { text }] of ownWorkflows())
      assert.ok(!policyProblems(text).some((one) => one.includes('expression')), file);
  });

  test('2 a head that moves: the typed commit must be the head, and is read by its SHA', async () => {
    const moved = await authorise(command(`/benchmark ${'b'.repeat(12)}`), someGitHub().github);
    assert.equal(moved.kind, 'refused');
    const first = repository.commit(main, { 'benchmarks/sums/note.txt': 'first' });
    repository.open(first, main);
    repository.open(repository.commit(main, { 'benchmarks/sums/note.txt': 'second' }), main);
    const bytes = await (await tree(first)).read('benchmarks/sums/note.txt', 100);
    assert.equal(Buffer.from(bytes ?? []).toString(), 'first');
  });

  test('3 code in a pull request: nothing is checked out where the event is privileged, and no scorer is code', async () => {
    for (const [file, { text }] of ownWorkflows())
      assert.ok(!policyProblems(text).some((one) => one.includes('privileged')), file);
    says(
      await problemsOf(
        benchmarkFiles('code', echoCases(1), { score: [{ type: 'script', file: 'x.js' }] }),
      ),
      /script|scorer/,
    );
  });

  test('4 a poisoned cache: no workflow has one', () => {
    for (const [file, { text }] of ownWorkflows())
      assert.ok(!policyProblems(text).some((one) => one.includes('cache')), file);
  });

  test('5 a forged plan or artifact: strict shapes, and paths that are ours', () => {
    assert.throws(() => parsePlan('{"version":1}'), /holds none/);
    for (const name of ['../x', 'a/b', '', 'a\0', '.hidden', 'a..b', 'a.'])
      assert.throws(() => pathPart(name), RangeError, name);
    assert.equal(pathPart('openai-1'), 'openai-1');
  });

  test('6 GITHUB_ENV and GITHUB_PATH: the bundle never sets them', () => {
    buildAction();
    const text = readFileSync(join(PACKAGE_ROOT, 'action', 'dist', 'main.mjs'), 'utf8');
    assert.ok(!/GITHUB_(ENV|PATH)\b/.test(text));
  });

  test('7 line ends in an output: one value stays one value', () => {
    withHost({}, (host) => {
      host.output('plan', 'a\nmatrix=evil\nmatrix<<EOF\nevil\nEOF');
      const text = readFileSync(process.env.GITHUB_OUTPUT ?? '', 'utf8');
      const [, delimiter = ''] = /^plan<<(.+)$/m.exec(text) ?? [];
      assert.match(delimiter, /^ghadelimiter_[0-9a-f-]{36}$/);
      assert.ok(text.trimEnd().endsWith(delimiter));
    });
  });

  test('8 commands in the log: no line begins with one, and none is inside', () => {
    for (const end of ['\n', '\r', '\r\n', '\v', '\f', '\u0085', '\u2028', '\u2029']) {
      const lines = logText(
        `x${end}::set-output name=a::b${end}  ::error::c ##[add-matcher]d`,
      ).split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/);
      assert.ok(
        lines.every((line) => line.startsWith('│ ')),
        JSON.stringify(lines),
      );
      assert.ok(!lines.some((line) => line.includes('##[')));
    }
  });

  test('9 add-mask: it is quoted like every other command', () => {
    assert.equal(logText('::add-mask::e'), '│ ::add-mask::e');
    assert.equal(logText('##[add-mask]e'), '│ ## [add-mask]e');
  });

  test('10 unsafe commands: a job that allows them is refused', () => {
    assert.throws(
      () => withHost({ ACTIONS_ALLOW_UNSECURE_COMMANDS: 'true' }, () => {}),
      /ACTIONS_ALLOW_UNSECURE_COMMANDS/,
    );
  });

  test('11 a link to the keys: it is refused, and never read', async () => {
    const files = { '120000:benchmarks/sums/link.csv': '/proc/self/environ' };
    says(await problemsOf(files), /a link/);
    const data = await tree(repository.commit(main, files));
    assert.equal(await data.read('benchmarks/sums/link.csv', 1000), undefined);
    says(await problemsOf({ '160000:benchmarks/sums/sub': HEAD }), /another repository/);
    says(await problemsOf({ '100755:benchmarks/sums/run.sh': 'true' }), /a program/);
  });

  test('12 paths that lead out: names are looked up in the tree alone', async () => {
    for (const cases of ['../../models.yaml', '/etc/passwd', 'file:///etc/passwd', 'C:\\x.csv'])
      says(
        await problemsOf(benchmarkFiles('out', [], { cases })),
        /is not a file of this folder|cannot read/,
      );
  });

  test('13 an alias bomb is refused', async () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefghij'
        .split('')
        .map(
          (name, index) =>
            `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[index]}`).join(',')}]`,
        ),
    ];
    says(
      await problemsOf({ 'benchmarks/bomb/benchmark.yaml': bomb.join('\n') }),
      /alias|expand|character/i,
    );
  });

  test('14 keys without end: a YAML file has a cap', async () => {
    const keys = Array.from({ length: 60_000 }, (_, index) => `key_number_${index}: 1`).join('\n');
    says(await problemsOf({ 'benchmarks/keys/benchmark.yaml': keys }), /larger than/);
  });

  test('15 __proto__ is no key, and changes nothing', async () => {
    const files = benchmarkFiles('proto', echoCases(1));
    const path = 'benchmarks/proto/benchmark.yaml';
    const text = JSON.stringify(files[path]).replace('{', '{"__proto__":{"polluted":true},');
    says(await problemsOf({ ...files, [path]: text }), /__proto__|unknown/i);
    assert.equal(Object.hasOwn(Object.prototype, 'polluted'), false);
  });

  test('16 patterns that never end: only those that RE2 takes', async () => {
    says(
      await problemsOf(
        benchmarkFiles('regex', echoCases(1), { score: [{ type: 'regex', pattern: '(?=a)b' }] }),
      ),
      /look-around/,
    );
  });

  test('17 too much of anything: caps before anything is asked', async () => {
    const big = repository.commit(main, { 'benchmarks/sums/big.csv': 'x'.repeat(3_000_000) });
    const data = await tree(big, 1_000_000);
    assert.equal(
      data.entries.get('benchmarks/sums/big.csv')?.size,
      undefined,
      'it was not even fetched',
    );
    await assert.rejects(data.read('benchmarks/sums/big.csv', 1e9), RangeError);
    says(await problemsOf(benchmarkFiles('trials', echoCases(1), { trials: 1e6 })), /trials|1000/);
  });

  test('18 Markdown and mentions: a code span, whatever is inside', () => {
    for (const text of [
      EVIL,
      '```',
      '`',
      'a`b``c',
      '@octo fixes #1',
      '/benchmark abc',
      '\u{e0041}\u{e0042}',
      'a\u2028b',
    ]) {
      const span = codeSpan(text);
      const [, fence = '', inside = ''] = /^(`+)(.*?)(?<!`)\1$/s.exec(span) ?? [];
      assert.ok(fence !== '' && !new RegExp(`(?<!\`)\`{${fence.length}}(?!\`)`).test(inside), span);
      assert.ok(!/[\n\r\u2028\u202e\u{e0041}]/u.test(span) && !/(?<!\\)\|/.test(span), span);
    }
  });

  test('19 beacons and links: none but our own', () => {
    const problems = [{ file: EVIL, line: 1, message: EVIL, fix: EVIL }];
    const models = [{ model: EVIL, benchmark: EVIL, new: 1, reused: 0, usd: 1 }];
    const failures = [{ outcome: EVIL, count: 1, example: EVIL }];
    const cases = [{ benchmark: EVIL, case: EVIL, model: EVIL, file: 'a', line: 1 }];
    const text = commentMarkdown(report({ problems, models, failures, regressedCases: cases }));
    const outside = text.replace(/(`+)(?!`).*?(?<!`)\1(?!`)/g, '');
    assert.ok(!/evil|<img|@octo|!\[/.test(outside), outside);
    assert.equal([...outside.matchAll(/\]\(/g)].length, 1);
  });

  test('20 a stolen marker: the comment of another author is left alone', async () => {
    const { github, calls } = someGitHub([{ id: 5, body: `${MARKER}\nmine`, author: 'stranger' }]);
    await writeSticky(github, 7, 'text');
    assert.match(calls.join(), /^create 7/);
  });

  test('21 HTML and formulas: text is escaped where it goes', () => {
    const boards = [
      {
        benchmark: '<b>x</b>',
        fingerprint: '',
        current: true,
        cases: 1,
        minimum_detectable_effect: null,
        tests: 0,
        rows: [{ model: '<script>' } as never],
      },
    ];
    const row = {
      tier: 'verified',
      score: null,
      low: null,
      high: null,
      cases: 0,
      missing: 0,
      cost_usd_per_100_cases: null,
    };
    const text = commentMarkdown(
      report({
        boards: boards.map((board) => ({
          ...board,
          rows: [{ model: '<script>', ...row } as never],
        })),
      }),
    );
    assert.ok(!text.replace(/`[^`]*`/g, '').includes('<script>') && !text.includes('<b>'));
    assert.match(toCsv(['a'], [{ a: '=HYPERLINK("x")' }]), /'=HYPERLINK/);
  });

  test('22 addresses of a stranger: models come from the default branch', async () => {
    const evil = modelsFile(
      { openrouter: 'https://evil.example/v1' },
      { 'm/evil': ['openrouter:x'] },
    );
    const data = await tree(repository.commit(main, { 'models.yaml': evil }));
    const { registry } = await workspaceOf({
      data,
      trusted: await tree(main),
      builtIn: BUILT_IN_MODELS,
      root: folder,
    });
    assert.equal(registry.providers.get('openrouter')?.base_url, 'https://openrouter.ai/api/v1');
    assert.equal(registry.models.has('m/evil'), false);
    says(
      await problemsOf(benchmarkFiles('url', echoCases(1), { base_url: 'https://evil.example' })),
      /base_url/,
    );
  });

  test('23 words of a model steer nothing: no output of one is in a comment or an output', async () => {
    await using llm = await startLlmServer({ answer: () => `${EVIL} OUTPUT-OF-A-MODEL` });
    const { log, summary, outputs } = await runOne(llm.url);
    assert.ok(!`${log}${summary}${JSON.stringify(outputs)}`.includes('OUTPUT-OF-A-MODEL'));
  });

  test('24 costs: caps by month and author, and a command cannot raise its own', () => {
    const caps = { monthUsd: 10, authorMonthUsd: 5 };
    assert.equal(brokenCap({ monthUsd: 9, authorUsd: 4 }, 1, caps), undefined);
    assert.ok(brokenCap({ monthUsd: 9.5, authorUsd: 0 }, 1, caps));
    assert.ok(brokenCap({ monthUsd: 5, authorUsd: 4.5 }, 1, caps));
    assert.equal(parseSlashCommand('/benchmark 0123456 budget=1e9').kind, 'wrong');
    assert.equal(parseSlashCommand('/benchmark 0123456 budget=-1').kind, 'wrong');
  });

  test('25 hidden text: who approves is warned of what only a model reads', async () => {
    const data = await tree(repository.commit(main, { 'benchmarks/sums/a.csv': 'id\nx\u{e0041}' }));
    const [warning] = await hiddenText(data, ['sums']);
    assert.equal(warning?.message, 'the character U+E0041 is not seen, but a model reads it');
    assert.deepEqual([warning?.line, warning?.column], [2, 2]);
  });

  test('26 a key that comes back: it is in no journal, log, summary or output', async () => {
    const key = 'sk-secret-0123456789abcdef';
    await using llm = await startLlmServer({ answer: () => `your key is ${key}` });
    const { log, summary, outputs, workspace } = await runOne(llm.url, { LLM_API_KEY: key });
    const journal = await readFile(
      join(workspace, '.benchmarkhub', 'shards', 'llm-1', 'journal.sqlite'),
      'latin1',
    );
    assert.match(journal, /your key is \[redacted\]/);
    assert.ok(!`${log}${summary}${JSON.stringify(outputs)}${journal}`.includes(key));
  });

  test('27 forged results: a pull request cannot bring any', async () => {
    says(
      await problemsOf({ 'results/sums/20260101T000000Z-abc.parquet': 'PAR1' }),
      /results are written by runs/,
    );
  });

  test('28 changes of workflows: owners have to review what decides over keys', () => {
    const owners = readFileSync(join(PACKAGE_ROOT, '.github', 'CODEOWNERS'), 'utf8');
    for (const path of ['/.github/', '/action/', '/engine/', '/models.yaml'])
      assert.ok(owners.includes(`${path} `), path);
  });

  test('29 the supply: every action is pinned, and the bundle loads nothing', () => {
    for (const [file, { text }] of ownWorkflows())
      assert.ok(!policyProblems(text).some((one) => one.includes('pinned')), file);
    buildAction();
    const text = readFileSync(join(PACKAGE_ROOT, 'action', 'dist', 'main.mjs'), 'utf8');
    const loaded = [...text.matchAll(/(?:^|;)import[^;"']*?["']([^"']+)["']/gm)].map(
      ([, name]) => name ?? '',
    );
    const foreign = loaded.filter(
      (name) =>
        !name.startsWith('.') &&
        !builtinModules.includes(name.replace('node:', '')) &&
        !name.startsWith('node:'),
    );
    assert.ok(loaded.length > 5);
    assert.deepEqual(foreign, []);
  });

  test('30 abuse of the command: only new, only whole, only from who may; others get no words', async () => {
    for (const body of [
      `> /benchmark ${HEAD}`,
      `\`\`\`\n/benchmark ${HEAD}\n\`\`\``,
      '/benchmarks-are-bad',
    ])
      assert.equal(parseSlashCommand(body).kind, 'none', body);
    assert.equal(parseSlashCommand(`/benchmark ${HEAD}\nand more`).kind, 'wrong');
    const { github, calls } = someGitHub();
    assert.equal(
      (await authorise(command(`/benchmark ${HEAD}`, 'stranger'), github)).kind,
      'ignored',
    );
    assert.deepEqual(calls, ['react 1 -1']);
    assert.equal(
      (await authorise(command(`/benchmark ${HEAD}`, 'maintainer', 'Bot'), github)).kind,
      'ignored',
    );
    assert.equal((await authorise(command(`/benchmark ${HEAD}`), github)).kind, 'granted');
    const edited = commentPayload(`/benchmark ${HEAD}`, 'maintainer', { action: 'edited' });
    assert.throws(
      () => subjectOf({ eventName: 'issue_comment', event: edited, sha: HEAD } as Host),
      /new comment/,
    );
  });

  test('31 a key at large: one job, one provider, one key, behind an environment', () => {
    for (const [file, { text, workflow }] of ownWorkflows()) {
      assert.ok(!policyProblems(text).some((one) => one.includes('secrets')), file);
      for (const job of Object.values(workflow.jobs))
        for (const { env = {} } of job.steps ?? [])
          for (const value of Object.values(env)
            .map(String)
            .filter((one) => one.includes('secrets.')))
            assert.match(
              value,
              /^\$\{\{ matrix\.provider == '\w+' && secrets\.\w+ \|\| '' \}\}$/,
              file,
            );
    }
  });
});

/** Plans and runs one call of a push, with a provider that may be hostile. */
async function runOne(url: string, env: Readonly<Record<string, string>> = {}) {
  const models = modelsFile(
    { llm: url },
    { 'm/one': ['llm:one'] },
    env.LLM_API_KEY === undefined ? {} : { api_key: 'LLM_API_KEY' },
  );
  const sha = repository.commit(undefined, {
    'models.yaml': models,
    ...benchmarkFiles('sums', [{ id: 'c', question: url, expected: url }]),
  });
  const step = { event: 'push', payload: { after: sha }, sha };
  const { outputs } = await runStep(repository.github, TOKENS.job, {
    ...step,
    inputs: { command: 'plan', models: 'm/one' },
  });
  const { include } = JSON.parse(outputs.matrix ?? '') as { include: unknown[] };
  const inputs = { command: 'run', plan: outputs.plan ?? '', shard: JSON.stringify(include[0]) };
  const ran = await runStep(repository.github, TOKENS.fork, { ...step, inputs, env });
  assert.equal(ran.code, 0, ran.log);
  const merge = { command: 'merge', plan: outputs.plan ?? '' };
  const merged = await runStep(repository.github, TOKENS.quiet, {
    ...step,
    inputs: merge,
    workspace: ran.workspace,
  });
  assert.equal(merged.code, 0, merged.log);
  return { ...merged, log: ran.log + merged.log };
}
