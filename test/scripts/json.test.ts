import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type LlmServer, startLlmServer } from '../servers/llm-server.ts';
import {
  benchmarkFiles,
  command,
  createWorkspace,
  echoCases,
  execute,
  modelsFile,
  startCommand,
  type TestWorkspace,
} from '../workspace.ts';
import { CONTRACTS } from './contracts.ts';
import { mismatches, type Shape } from './shape.ts';

describe('--json', () => {
  let server: LlmServer;
  let workspace: TestWorkspace;

  before(async () => {
    // The second model is wrong on every case whose number ends in 3.
    server = await startLlmServer({
      answer: ({ question, body }) =>
        body.model === 'two' && question.endsWith('3') ? 'wrong' : question,
    });
    workspace = await createWorkspace({
      ...benchmarkFiles('echo', echoCases(40)),
      'models.yaml': modelsFile(
        { acme: server.url },
        { 'acme/one': ['acme:one'], 'acme/two': ['acme:two'] },
      ),
    });
    await execute(workspace.root, ['acme/one', 'acme/two']);
  });
  after(async () => {
    await server.close();
    await workspace[Symbol.asyncDispose]();
  });

  const lines: readonly (readonly [string, Shape, ...string[]])[] = [
    ['validate', CONTRACTS.validate],
    ['plan', CONTRACTS.plan, '--models', 'acme/one,acme/two,baseline'],
    ['run', CONTRACTS.run, '--models', 'acme/one'],
    ['score', CONTRACTS.score],
    ['report', CONTRACTS.report],
    ['compare', CONTRACTS.compare, 'acme/two', 'acme/one'],
    ['models', { models: [{ id: 'string', title: 'string', usable: 'boolean' }] }],
    ['doctor', { checks: [{ name: 'string', fine: 'boolean', found: 'string', fix: 'string' }] }],
    [
      'query',
      [{ model: 'string', calls: 'number' }],
      'SELECT model, count(*) calls FROM latest GROUP BY 1',
    ],
  ];
  for (const [name, shape, ...words] of lines) {
    test(`${name} prints one document of the agreed shape`, async () => {
      const { code, out, log } = await command(workspace.root, name, ...words, '--json');
      assert.equal(code, 0, log);
      assert.deepEqual(mismatches(JSON.parse(out), shape), []);
    });
  }

  test('a process prints nothing else on standard output', async () => {
    const words = ['run', '--models', 'acme/one', '--root', workspace.root, '--json'];
    const { code, out, log } = await startCommand(words, { OPENAI_LOG: 'debug' }).ended;
    assert.equal(code, 0, log);
    assert.deepEqual(mismatches(JSON.parse(out), CONTRACTS.run), []);
    assert.match(log, /40 calls, 0 new, 40 reused/);
  });

  test('numbers are numbers of the unit that the field names', async () => {
    const { out } = await command(workspace.root, 'report', '--json');
    const { boards, comparisons } = JSON.parse(out);
    const rows: Record<string, unknown>[] = boards[0].rows;
    const [first, second] = ['acme/one', 'acme/two'].map((id) =>
      rows.find(({ model }) => model === id),
    );
    assert.deepEqual([first?.score, second?.score], [1, 0.9]);
    assert.deepEqual([first?.cases, first?.missing, first?.trials], [40, 0, 1]);
    assert.deepEqual(
      [comparisons[0].a, comparisons[0].b, comparisons[0].only_b, comparisons[0].both],
      ['acme/two', 'acme/one', 4, 36],
    );
    assert.ok(Math.abs(comparisons[0].difference - 0.1) < 1e-12);
  });

  test('two runs can be compared like two models', async () => {
    const { out } = await command(
      workspace.root,
      'query',
      'SELECT DISTINCT run_id FROM results',
      '--json',
    );
    const [a, b] = JSON.parse(out).map(({ run_id }: { run_id: string }) => run_id);
    const compared = await command(workspace.root, 'compare', a, b, '--json');
    assert.equal(compared.code, 0, compared.log);
    assert.deepEqual(mismatches(JSON.parse(compared.out), CONTRACTS.compare), []);
    assert.equal(JSON.parse(compared.out).difference, 0);
  });

  test('validate tells what is wrong, where, and how to put it right', async () => {
    await using broken = await createWorkspace({
      ...benchmarkFiles('fine', echoCases(2)),
      'benchmarks/broken/benchmark.yaml': 'titel: 50% off: a, b\nprompt: x\n',
    });
    const { code, out } = await command(broken.root, 'validate', '--json');
    assert.equal(code, 1);
    const document = JSON.parse(out);
    assert.deepEqual(mismatches(document, CONTRACTS.validate), []);
    assert.equal(document.valid, false);
    const [problem] = document.problems;
    assert.deepEqual([problem.file, problem.line], ['benchmarks/broken/benchmark.yaml', 1]);

    const github = await command(broken.root, 'validate', '--format', 'github');
    assert.equal(github.code, 1);
    const [line = ''] = github.out.split('\n');
    assert.match(
      line,
      /^::error file=benchmarks\/broken\/benchmark\.yaml,line=\d+,col=\d+::[^\n]+$/,
    );
    assert.equal(github.out.split('\n').length, document.problems.length);

    const one = await command(broken.root, 'validate', 'benchmarks/fine/');
    assert.equal(one.code, 0);
  });
});
