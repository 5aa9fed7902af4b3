import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Board } from '../../engine/analysis/board.ts';
import { startLlmServer } from '../servers/llm-server.ts';
import {
  benchmarkFiles,
  createWorkspace,
  echoCases,
  modelsFile,
  startCommand,
} from '../workspace.ts';
import { keepPart } from './documentation.ts';
import {
  commentPayload,
  createRepository,
  pullPayload,
  type TestRepository,
  TOKENS,
} from './repository.ts';
import { runStep } from './runner.ts';

const KEY = 'sk-test-0123456789abcdef';

test('a stranger adds a benchmark: preview, command, run, comment, merge, publish, site', async () => {
  await using llm = await startLlmServer({ apiKey: KEY });
  await using repository = await createRepository();
  const { github, commit } = repository;
  const { state } = github;
  const models = modelsFile({ llm: llm.url }, { 'm/one': ['llm:one'] }, { api_key: 'LLM_API_KEY' });
  const main = commit(
    undefined,
    { 'models.yaml': models, ...benchmarkFiles('sums', echoCases(4)) },
    'main',
  );
  const head = commit(main, benchmarkFiles('words', echoCases(12)));
  repository.open(head, main);

  // The pull request itself: a read-only token, no secret.
  const checked = await runStep(github, TOKENS.fork, {
    inputs: { command: 'validate' },
    event: 'pull_request',
    payload: pullPayload(head, main),
    sha: head,
  });
  assert.equal(checked.code, 0, checked.log);
  assert.match(checked.summary, /1 benchmark is valid/);
  assert.equal(state.comments.length + state.checks.length, 0);
  assert.match(checked.log, /by design/);

  // The preview, with a token that may comment and nothing else.
  const target = {
    inputs: { command: 'plan', models: 'm/one' },
    event: 'pull_request_target',
    payload: pullPayload(head, main),
    sha: main,
  };
  const preview = await runStep(github, TOKENS.job, target);
  assert.equal(preview.code, 0, preview.log);
  assert.deepEqual(JSON.parse(preview.outputs.matrix ?? ''), { include: [] });
  assert.equal(state.comments.length, 1);
  assert.match(state.comments[0]?.body ?? '', /12 calls to ask/);
  assert.match(state.comments[0]?.body ?? '', new RegExp(`/benchmark ${head.slice(0, 12)} m/one`));
  assert.equal(llm.counts.requests, 0);

  // A stranger's own command gets a thumb down and nothing else.
  const command = `/benchmark ${head.slice(0, 12)} m/one budget=1.50`;
  const asked = (author: string, body = command) =>
    runStep(github, TOKENS.job, {
      inputs: { command: 'plan' },
      event: 'issue_comment',
      payload: commentPayload(body, author),
      sha: main,
    });
  const ignored = await asked('stranger');
  assert.equal(ignored.outputs.matrix, '{"include":[]}');
  assert.deepEqual(
    state.reactions.map(({ content }) => content),
    ['-1'],
  );
  assert.equal(state.comments[0]?.edits, 0);

  const granted = await asked('maintainer');
  assert.equal(granted.code, 0, granted.log);
  const { include } = JSON.parse(granted.outputs.matrix ?? '') as { include: unknown[] };
  assert.equal(include.length, 1);
  assert.match(
    repository.git('ls-tree', '-r', '--name-only', 'results'),
    /^budget\/.*-reserve\.json$/,
  );

  // The only job with a key; it may write nothing.
  const plan = granted.outputs.plan ?? '';
  const ran = await runStep(github, TOKENS.fork, {
    inputs: { command: 'run', plan, shard: JSON.stringify(include[0]) },
    event: 'issue_comment',
    payload: commentPayload(command),
    sha: main,
    env: { LLM_API_KEY: KEY },
  });
  assert.equal(ran.code, 0, ran.log);
  assert.equal(ran.outputs.status, 'done');
  assert.equal(llm.counts.requests, 12);
  assert.ok(!ran.log.includes(KEY));

  const merged = await runStep(github, TOKENS.job, {
    inputs: { command: 'merge', plan },
    event: 'issue_comment',
    payload: commentPayload(command),
    sha: main,
    workspace: ran.workspace,
  });
  assert.equal(merged.code, 0, merged.log);
  assert.equal(state.comments.length, 1, 'the comment is edited in place');
  const text = state.comments[0]?.body ?? '';
  assert.match(text, /First results of a benchmark/);
  assert.match(text, /12 new calls, 0 reused/);
  assert.match(text, /`m\/one`/);
  assert.equal(state.checks[0]?.conclusion, 'success');
  assert.equal(state.checks[0]?.head_sha, head);
  assert.match(
    repository.git('ls-tree', '-r', '--name-only', 'results'),
    new RegExp(`candidates/7/${head}/words/.*\\.parquet`),
  );
  keepPart('comment', asDocumented(text));

  // Merged: the results become the repository's own without a single new call.
  const landed = commit(main, benchmarkFiles('words', echoCases(12)), 'main');
  const published = await runStep(github, TOKENS.job, {
    inputs: { command: 'publish' },
    event: 'push',
    payload: { before: main, after: landed },
    sha: landed,
  });
  assert.equal(published.code, 0, published.log);
  assert.match(
    repository.git('ls-tree', '-r', '--name-only', 'results'),
    /^results\/words\/.*parquet$/m,
  );
  const again = await runStep(github, TOKENS.job, {
    inputs: { command: 'publish' },
    event: 'push',
    payload: { before: main, after: landed },
    sha: landed,
  });
  assert.match(again.summary, /Nothing new to publish/);
  assert.equal(llm.counts.requests, 12);
  assert.deepEqual(state.violations, []);

  const { page, boards } = await builtSite(repository);
  assert.equal(boards.length, 1);
  assert.deepEqual(
    boards[0]?.rows.map(({ model, score, cases }) => [model, score, cases]),
    [['m/one', 1, 12]],
  );
  for (const shown of ['m/one', '100.0', '77.9'])
    assert.ok(page.includes(shown), `${shown} on the page`);
});

interface BuiltBenchmark {
  /** Text of its page. */
  readonly page: string;
  readonly boards: readonly Board[];
}

/** What the workflow `site` makes of the two branches: the page of the merged benchmark and its board. */
async function builtSite({ git }: TestRepository): Promise<BuiltBenchmark> {
  await using folder = await createWorkspace();
  for (const branch of ['main', 'results']) {
    const archive = `${join(folder.root, branch)}.tar`;
    git('archive', `--output=${archive}`, branch);
    await mkdir(join(folder.root, branch));
    execFileSync('tar', ['-xf', archive, '-C', join(folder.root, branch)]);
  }
  const root = join(folder.root, 'main');
  const results = join(folder.root, 'results', 'results');
  const out = join(folder.root, 'site');
  const words = ['build', '--root', root, '--results', results, '--out', out, '--base', '/bench/'];
  const built = await startCommand(words).ended;
  assert.equal(built.code, 0, built.log);
  const html = await readFile(join(out, 'b', 'words', 'index.html'), 'utf8');
  const json = await readFile(join(out, 'b', 'words.json'), 'utf8');
  return { page: html.replace(/<[^>]*>/g, ' '), boards: JSON.parse(json).boards };
}

/** The comment as the documentation shows it: what differs from run to run is left out. */
function asDocumented(text: string): string {
  return text
    .replace('<!-- benchmarkhub -->\n', '')
    .replace(/`[0-9a-f]{12}`/g, '`0123456789ab`')
    .replace(/http:\/\/127\.0\.0\.1:\d+/, 'https://github.com')
    .replace(/runs\/\d+/, 'runs/1')
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
}
