import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeRefusal } from '../../engine/node/sandbox/secrets.ts';
import { benchmarkFiles, command, createWorkspace, execute, startCommand } from '../workspace.ts';

const SOLUTION = 'function twice(x) { return 2 * x; }';
const CASES = [
  { id: 'a', task: 'Write twice(x).', call: 'twice', tests: [[[2], 4]], expected: SOLUTION },
];
const FIELDS = { prompt: '{{task}}', score: [{ type: 'javascript' }] };

test('a run scores code, and scoring again runs nothing', async () => {
  await using workspace = await createWorkspace(benchmarkFiles('code', CASES, FIELDS));
  const { root } = workspace;
  let programs = 0;
  const onExecuted = () => void programs++;
  const models = ['baseline/majority', 'baseline/echo'];
  const first = await execute(root, models, { onExecuted });
  const scores = first.results.map(({ model, score, failure }) => [model, score, failure]);
  assert.deepEqual(scores.sort(), [
    ['baseline/echo', 0, 'wrong_answer'],
    ['baseline/majority', 1, null],
  ]);
  assert.equal(programs, 2);
  const again = await execute(root, models, { onExecuted });
  assert.deepEqual(
    again.results.map(({ score }) => score),
    first.results.map(({ score }) => score),
  );
  assert.equal(programs, 2);
});

test('where no code is run, replies are stored and unscored, and scored later', async () => {
  await using workspace = await createWorkspace(benchmarkFiles('code', CASES, FIELDS));
  const { root } = workspace;
  const models = ['baseline/majority'];
  const { results } = await execute(root, models, { codeRefused: 'the environment has A_KEY' });
  assert.deepEqual(
    results.map(({ score, failure, scores }) => [score, failure, scores[0]?.reason]),
    [[null, 'unscored', 'the sandbox failed: the environment has A_KEY']],
  );
  const later = await execute(root, models);
  assert.equal(later.results[0]?.score, 1);
});

test('scoring in a job with a secret is refused, and says what to do', async () => {
  await using workspace = await createWorkspace(benchmarkFiles('code', CASES, FIELDS));
  const { root } = workspace;
  const secret = { CI: 'true', SOME_API_KEY: 'x1234567' };
  const words = ['--models', 'baseline/majority', '--root', root];
  const ran = await startCommand(['run', ...words], secret).ended;
  assert.equal(ran.code, 0, ran.log);
  assert.match(ran.log, /stay unscored .*SOME_API_KEY.*benchmarkhub score/);
  const refused = await startCommand(['score', '--root', root], secret).ended;
  assert.equal(refused.code, 1);
  assert.match(refused.log, /code is not run where secrets are.*SOME_API_KEY/);
  assert.match(refused.log, /env -u SOME_API_KEY benchmarkhub score/);
  assert.doesNotMatch(`${ran.log}${refused.log}${ran.out}`, /x1234567/);
});

test('validate runs no solution in a job with a secret, and one in a job without', async () => {
  const wrong = { ...CASES[0], expected: 'function twice(x) { return x; }' };
  await using workspace = await createWorkspace(benchmarkFiles('code', [wrong], FIELDS));
  const words = ['validate', '--root', workspace.root];
  const secret = { CI: 'true', GITHUB_TOKEN: 'x1234567' };
  const unrun = await startCommand(words, secret).ended;
  assert.equal(unrun.code, 0, unrun.out);
  assert.match(unrun.log, /the expected solutions were not run: .*GITHUB_TOKEN/);
  assert.doesNotMatch(`${unrun.log}${unrun.out}`, /x1234567/);
  const run = await startCommand(words, { CI: 'true' }).ended;
  assert.equal(run.code, 1);
  assert.match(run.out, /the expected solution of the case "a" does not pass/);
});

test('only a job of continuous integration with secrets runs no code', () => {
  assert.equal(codeRefusal({ SOME_TOKEN: 'x' }), undefined);
  assert.equal(codeRefusal({ CI: 'true' }), undefined);
  assert.equal(codeRefusal({ CI: 'false', SOME_TOKEN: 'x' }), undefined);
  assert.match(codeRefusal({ CI: 'true', SOME_TOKEN: 'x' }) ?? '', /SOME_TOKEN/);
  assert.match(codeRefusal({ GITHUB_ACTIONS: 'true', SOME_TOKEN: 'x' }) ?? '', /SOME_TOKEN/);
});

test('validate reports a solution that cannot pass, where the case stands', async () => {
  const wrong = { ...CASES[0], id: 'b', expected: 'function twice(x) { return x; }' };
  await using workspace = await createWorkspace(benchmarkFiles('code', [...CASES, wrong], FIELDS));
  const { code, out } = await command(workspace.root, 'validate');
  assert.equal(code, 1);
  assert.match(out, /cases\.jsonl:2:1 error the expected solution of the case "b" does not pass/);
  assert.match(out, /twice\(2\) is 2, expected 4/);
  assert.doesNotMatch(out, /"a"/);
  const unrun = await command(workspace.root, 'validate', '--no-code');
  assert.equal(unrun.code, 0);
});

test("a benchmark's own scorer is read, run, and part of every key", async () => {
  const files = (source: string) => ({
    ...benchmarkFiles('own', [{ id: 'a', task: 'Say hello.', expected: 'hello' }], {
      prompt: '{{task}}',
      score: [{ type: 'custom', file: 'score.js' }],
    }),
    'benchmarks/own/score.js': source,
  });
  await using workspace = await createWorkspace(
    files('function score({ answer, expected }) { return answer === expected ? 1 : 0.25; }'),
  );
  const models = ['baseline/majority', 'baseline/echo'];
  const first = await execute(workspace.root, models);
  assert.deepEqual(first.results.map(({ score }) => score).sort(), [0.25, 1]);
  await workspace.write(files('const score = () => ({ score: 0.5, reason: "half" });'));
  const second = await execute(workspace.root, models);
  assert.deepEqual(
    second.results.map(({ score, scores }) => [score, scores[0]?.reason]),
    [
      [0.5, 'half'],
      [0.5, 'half'],
    ],
  );
  const keys = [...first.results, ...second.results].map(({ score_key }) => score_key);
  assert.equal(new Set(keys).size, 4);
  assert.notEqual(first.results[0]?.fingerprint, second.results[0]?.fingerprint);
});

test('a scorer file that is not there is reported at the scorer', async () => {
  await using workspace = await createWorkspace(
    benchmarkFiles('own', [{ id: 'a', task: 'x' }], {
      prompt: '{{task}}',
      score: [{ type: 'custom', file: 'missing.py' }],
    }),
  );
  const { code, out } = await command(workspace.root, 'validate');
  assert.equal(code, 1);
  assert.match(out, /benchmark\.yaml:\d+:\d+ error there is no file benchmarks\/own\/missing\.py/);
});

test('SQL is judged on tables of a file', async () => {
  const right = 'SELECT name FROM people WHERE age > 40';
  await using workspace = await createWorkspace({
    ...benchmarkFiles('sql', [{ id: 'a', task: 'Who is older than 40?', expected: right }], {
      prompt: '{{task}}',
      score: [{ type: 'sql', tables: { people: 'people.csv' } }],
    }),
    'benchmarks/sql/people.csv': 'name,age\nAda,36\nAlan,41\n',
  });
  const { results } = await execute(workspace.root, ['baseline/majority', 'baseline/echo']);
  assert.deepEqual(results.map(({ score }) => score).sort(), [0, 1]);
});
