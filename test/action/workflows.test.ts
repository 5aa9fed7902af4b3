// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of GitHub are what this is about
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import { build } from 'esbuild';
import { parse } from 'yaml';
import { INPUT_NAMES } from '../../action/inputs.ts';
import { PACKAGE_ROOT } from '../../scripts/workspace.ts';
import { commentPayload } from './repository.ts';
import { ownWorkflows, policyProblems } from './workflows.ts';

const TEMPLATES = globSync('action/templates/*.yml', { cwd: PACKAGE_ROOT }).sort();

/** GitHub's own checks, as its editor extension makes them. */
type Lint = (file: string, text: string) => Promise<string[]>;

describe('the workflows', () => {
  let folder = '';
  let lint: Lint;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'benchmarkhub-lint-'));
    lint = await openLint(folder);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  for (const [file, { text }] of ownWorkflows()) {
    test(`${file} keeps our rules and GitHub's`, async () => {
      assert.deepEqual(policyProblems(text), []);
      assert.deepEqual(await lint(file, text), []);
    });
  }

  for (const file of TEMPLATES) {
    test(`${file} is valid, and short`, async () => {
      const text = readFileSync(join(PACKAGE_ROOT, file), 'utf8');
      assert.deepEqual(await lint(file, text), []);
      const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
      assert.ok(lines.length <= 12, `${lines.length} lines`);
    });
  }

  test('the lint finds what is wrong', async () => {
    const text =
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    needs: b\n    steps: [{ run: a }]\n';
    assert.ok((await lint('a.yml', text)).length > 0);
  });
});

async function openLint(folder: string): Promise<Lint> {
  // The package imports JSON without saying so, which Node refuses and a bundler does not.
  await build({
    stdin: {
      contents: `export { validate } from '@actions/languageservice/validate';
        export { TextDocument } from 'vscode-languageserver-textdocument';`,
      resolveDir: join(PACKAGE_ROOT, 'node_modules', '@actions', 'languageservice'),
    },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    logLevel: 'error',
    outfile: join(folder, 'lint.cjs'),
  });
  const service = await import(join(folder, 'lint.cjs'));
  return async (file, text) => {
    const document = service.TextDocument.create(`file:///${file}`, 'yaml', 0, text);
    const found: { message: string; range: { start: { line: number } } }[] =
      await service.validate(document);
    return found.map(({ message, range }) => `${file}:${range.start.line + 1} ${message}`);
  };
}

/** The value of an `if:` for an event, by GitHub's own evaluator. */
function gate(expression: string, event: unknown): boolean {
  const text = expression.replace(/\s+/g, ' ');
  const { tokens } = new Lexer(text).lex();
  const tree = new Parser(tokens, ['github'], []).parse();
  const context = JSON.parse(JSON.stringify({ github: { event } }), data.reviver);
  return new Evaluator(tree, context).evaluate().coerceString() === 'true';
}

describe('the gate of the command', () => {
  const workflow = ownWorkflows().get('.github/workflows/benchmark-command.yml')?.workflow;
  const condition = workflow?.jobs.plan?.if ?? '';
  const open = (payload: Record<string, unknown>) => {
    const issue = { ...(payload.issue as object), state: 'open' };
    return { ...payload, issue };
  };

  test('opens for a command on an open pull request', () => {
    assert.equal(gate(condition, open(commentPayload('/benchmark 0123456 m/one'))), true);
  });

  test('stays shut for other words, bots, and plain issues', () => {
    assert.equal(gate(condition, open(commentPayload('/benchmarks-are-bad'))), false);
    assert.equal(gate(condition, open(commentPayload('see /benchmark 0123456'))), false);
    const { comment, ...payload } = open(commentPayload('/benchmark 0123456')) as Record<
      string,
      unknown
    >;
    const bot = { ...(comment as object), user: { login: 'a[bot]', type: 'Bot' } };
    assert.equal(gate(condition, { ...payload, comment: bot }), false);
    const issue = { number: 7, state: 'open' };
    assert.equal(
      gate(condition, commentPayload('/benchmark 0123456', 'maintainer', { issue })),
      false,
    );
  });
});

describe('the rules', () => {
  const job = 'runs-on: ubuntu-24.04, timeout-minutes: 5, permissions: {}';
  const workflow = (steps: string, on = 'push', more = '') =>
    `on: ${on}\npermissions: {}\njobs: { a: { ${job}, ${more} steps: [${steps}] } }`;
  const broken: readonly (readonly [string, string])[] = [
    ['permissions at the top', `on: push\njobs: { a: { ${job}, steps: [] } }`],
    ['an expression in run', workflow("{ run: 'echo ${{ github.event.pull_request.title }}' }")],
    [
      'is not pinned',
      workflow('{ uses: actions/checkout@v7, with: { persist-credentials: false } }'),
    ],
    ['credentials persist', workflow(`{ uses: actions/checkout@${'a'.repeat(40)} }`)],
    [
      'a checkout where',
      workflow(
        `{ uses: actions/checkout@${'a'.repeat(40)}, with: { persist-credentials: false } }`,
        'issue_comment',
      ),
    ],
    ['secrets outside', workflow("{ run: a, env: { K: '${{ secrets.K }}' } }")],
    [
      'an identity outside',
      `on: push\npermissions: {}\njobs: { a: { ${job.replace('{}', '{ id-token: write }')}, steps: [{ run: a }] } }`,
    ],
    ['a cache', workflow(`{ uses: actions/cache@${'a'.repeat(40)} }`)],
    ['setup with a cache', workflow(`{ uses: actions/setup-node@${'a'.repeat(40)} }`)],
    ['GITHUB_ENV', workflow("{ run: 'echo a >> $GITHUB_ENV' }")],
    ['an unsafe checkout', workflow('{ run: a, with: { allow-unsafe-pr-checkout: true } }')],
  ];
  for (const [problem, text] of broken)
    test(`find: ${problem}`, () => {
      assert.ok(
        policyProblems(text).some((found) => found.includes(problem)),
        String(policyProblems(text)),
      );
    });
});

test('action.yml has the inputs that are read, each explained', () => {
  const text = readFileSync(join(PACKAGE_ROOT, 'action', 'action.yml'), 'utf8');
  const { inputs } = parse(text) as { inputs: Record<string, { description: string }> };
  assert.deepEqual(Object.keys(inputs).sort(), [...INPUT_NAMES].sort());
  for (const [name, { description }] of Object.entries(inputs))
    assert.ok(description.length > 30, name);
});
