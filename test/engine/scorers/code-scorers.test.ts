import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { JsonObject } from '../../../engine/json.ts';
import { executeAll, memoryStore } from '../../../engine/node/executions.ts';
import { noticed } from '../../../engine/results/executions.ts';
import { EXECUTOR_VERSION, executionKey } from '../../../engine/sandbox/execution.ts';
import type { Score, ScoreInput } from '../../../engine/scorers/scorer.ts';
import { scoreBy } from './helpers.ts';

interface Asked {
  readonly type: string;
  readonly options: JsonObject;
  readonly answer: string;
  readonly expected?: string;
  readonly variables?: JsonObject;
}

/** Scores answers as a run does: what has to be executed first, then the scores. */
async function scoresOf(asked: readonly Asked[]): Promise<Score[]> {
  const score = (
    { type, options, answer, expected, variables = {} }: Asked,
    more: Partial<ScoreInput>,
  ) => scoreBy(type, options, answer, expected, { variables, ...more });
  const notes = asked.flatMap((item) => noticed((executed) => score(item, { executed })));
  const executed = await executeAll(notes, { store: memoryStore() });
  return asked.map((item) => score(item, { executed }));
}

const ADD: JsonObject = {
  call: 'add',
  tests: [
    [[1, 2], 3],
    [[2, 2], 4],
  ],
};
const DOUBLING = 'assert double(2) == 4\nassert double(0) == 0\nassert double(-1) == -2';
const CHECK = 'def check(candidate):\n    assert candidate(2) == 4\n';

const CASES: readonly (Asked & { readonly value: number | null; readonly reason: RegExp })[] = [
  {
    type: 'python',
    options: ADD,
    answer: 'def add(a, b): return a + b',
    value: 1,
    reason: /2 of 2/,
  },
  {
    type: 'python',
    options: ADD,
    answer: 'def add(a, b): return a * b',
    value: 0,
    reason: /is 2, exp/,
  },
  {
    type: 'python',
    options: { ...ADD, partial: true },
    answer: 'def add(a, b): return a * b',
    value: 0.5,
    reason: /1 of 2/,
  },
  { type: 'python', options: ADD, answer: 'def add(a, b:', value: 0, reason: /SyntaxError/ },
  { type: 'python', options: ADD, answer: 'x = 1', value: 0, reason: /no function add/ },
  {
    type: 'python',
    options: { ...ADD, timeout: 1 },
    answer: 'def add(a, b):\n    while True: pass',
    value: 0,
    reason: /took too long/,
  },
  {
    type: 'python',
    options: {},
    variables: { tests: DOUBLING },
    answer: 'def double(x): return 2 * x',
    value: 1,
    reason: /3 of 3/,
  },
  {
    type: 'python',
    options: { partial: true },
    variables: { tests: DOUBLING },
    answer: 'def double(x): return 4',
    value: 1 / 3,
    reason: /1 of 3/,
  },
  {
    type: 'python',
    options: {},
    variables: { tests: '[[[1, 2], 3]]', call: 'add' },
    answer: 'def add(a, b): return a + b',
    value: 1,
    reason: /1 of 1/,
  },
  {
    type: 'python',
    options: { prompt_field: 'prompt', call_field: 'entry_point' },
    variables: {
      prompt: 'def double(x):\n    """Twice x."""\n',
      entry_point: 'double',
      tests: CHECK,
    },
    answer: '    return 2 * x\n',
    value: 1,
    reason: /passed/,
  },
  { type: 'python', options: {}, answer: 'x', value: null, reason: /no field "tests"/ },
  {
    type: 'python',
    options: { tests: 'assert (' },
    answer: 'x = 1',
    value: null,
    reason: /cannot run/,
  },
  {
    type: 'javascript',
    options: ADD,
    answer: 'const add = (a, b) => a + b',
    value: 1,
    reason: /2 of 2/,
  },
  {
    type: 'javascript',
    options: ADD,
    answer: 'const add = () => { const a = []; while (true) a.push(new Array(1e5).fill(1)); }',
    value: 0,
    reason: /memory|long/,
  },
  {
    type: 'javascript',
    options: { tests: 'assert.deepEqual(twice([1]), [1, 1])' },
    answer: 'const twice = (list) => [...list, ...list];',
    value: 1,
    reason: /passed/,
  },
  {
    type: 'sql',
    options: {
      tables: {
        'odd "name': [
          { "it's": "O'Hara", n: 1 },
          { "it's": null, n: 2.5 },
        ],
      },
    },
    expected: 'SELECT sum(n) FROM "odd ""name"',
    answer: 'SELECT 3.5;',
    value: 1,
    reason: /passed/,
  },
  {
    type: 'sql',
    options: {},
    variables: { tables: '{"days": "day,open\\n2024-02-28,true\\n2024-03-01,\\n"}' },
    expected: 'SELECT max(day) - min(day) FROM days WHERE open IS NULL OR open',
    answer: 'SELECT 2',
    value: 1,
    reason: /passed/,
  },
  {
    type: 'sql',
    options: { setup: 'CREATE TABLE t AS SELECT 1 AS a', ordered: true },
    expected: 'SELECT a FROM t',
    answer: 'DELETE FROM t',
    value: 0,
    reason: /only a query that reads/,
  },
  { type: 'sql', options: {}, expected: 'SELECT 1', answer: 'x', value: null, reason: /no tables/ },
  {
    type: 'custom',
    options: {
      file: 'score.py',
      source:
        'def score(case):\n    right = case["answer"].count(case["variables"]["letter"])\n    return {"score": min(1, right / 4), "reason": f"{right} of 4"}',
    },
    variables: { letter: 'a' },
    answer: 'banana',
    value: 0.75,
    reason: /^3 of 4$/,
  },
  {
    type: 'custom',
    options: { file: 'score.py', source: 'x = 1\ndef score(case):\n    return case["nope"]' },
    answer: 'x',
    value: null,
    reason: /^score\.py: error: KeyError: 'nope' \(line 3\)$/,
  },
  {
    type: 'custom',
    options: { file: 'score.js', source: 'const score = () => 7;' },
    answer: 'x',
    value: null,
    reason: /gave 7/,
  },
  {
    type: 'custom',
    options: { file: 'score.js', source: 'const score = () => { while (true); };', timeout: 0.5 },
    answer: 'x',
    value: null,
    reason: /timeout/,
  },
  {
    type: 'custom',
    options: { file: 'score.js', source: 'const score = ({ answer }) => answer === "x";' },
    answer: 'x',
    value: 1,
    reason: /score\.js/,
  },
];

test('code is scored by what running it gives', async () => {
  const scores = await scoresOf(CASES);
  for (const [index, { value, reason, answer }] of CASES.entries()) {
    assert.equal(scores[index]?.value, value, `${answer}: ${scores[index]?.reason}`);
    assert.match(scores[index]?.reason ?? '', reason);
  }
});

test('without a result an answer is unscored, not wrong', () => {
  const score = scoreBy('python', ADD, 'def add(a, b): return a + b');
  assert.deepEqual([score.value, score.reason], [null, 'the code was not run']);
});

test('the key of an execution covers program, tests, limits and interpreters', () => {
  const base = { language: 'python', code: 'a', tests: 'b', timeoutMs: 1, memoryMb: 64 } as const;
  const changed = [
    base,
    { ...base, language: 'javascript' } as const,
    { ...base, code: 'c' },
    { ...base, tests: 'c' },
    { ...base, timeoutMs: 2 },
    { ...base, memoryMb: 65 },
  ];
  assert.equal(new Set(changed.map(executionKey)).size, changed.length);
  const { dependencies } = JSON.parse(
    readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
  );
  for (const part of EXECUTOR_VERSION.split(' ').slice(1)) {
    const [, name = '', version] = /^(.+)@([^@]+)$/.exec(part) ?? [];
    assert.equal(dependencies[name], version, `${name}: count the executor's version up`);
  }
});

const FOLDER = new URL('../../../../shared/data/humaneval/', import.meta.url);
const skip = existsSync(FOLDER) ? false : 'HumanEval is not on this machine';

test('HumanEval: the canonical solutions pass through the scorer', { skip }, async () => {
  const lines = readFileSync(new URL('problems.jsonl', FOLDER), 'utf8').trim().split('\n');
  const options = { prompt_field: 'prompt', tests_field: 'test', call_field: 'entry_point' };
  const asked = lines.map((line) => {
    const variables: JsonObject = JSON.parse(line);
    return { type: 'python', options, variables, answer: String(variables.canonical_solution) };
  });
  const started = performance.now();
  const scores = await scoresOf(asked);
  const seconds = (performance.now() - started) / 1000;
  const failed = scores.flatMap(({ value, reason }) => (value === 1 ? [] : [reason]));
  assert.deepEqual(failed, []);
  assert.ok(scores.length >= 20, `${scores.length} in ${seconds} s`);
});
