import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Model } from '../../../engine/model/model.ts';
import { messagesOf, sentParameters, shownChoices } from '../../../engine/plan/call.ts';
import { callsOf, countCalls } from '../../../engine/plan/plan.ts';
import { scoreCase } from '../../../engine/scorers/score-case.ts';
import { benchmarkOf, parseFiles, SUMS } from '../benchmark/folder.ts';

const CHOICES = ['red', 'green', 'blue', 'white'];
const QUIZ = {
  ...SUMS,
  prompt: [
    { role: 'system', content: 'Answer with a letter.' },
    { role: 'user', content: '{{question}}\n{{choices}}' },
  ],
  shuffle_choices: true,
  cases: Array.from({ length: 40 }, (_, index) => ({
    id: `q${index}`,
    question: `${index}?`,
    choices: CHOICES,
    expected: 'green',
  })),
  score: ['choice'],
};

test('options are shown in an order that is always the same, another for each question and trial', async () => {
  const benchmark = await benchmarkOf({ 'benchmark.yaml': QUIZ });
  const orders = benchmark.cases.map((testCase) => shownChoices(benchmark, testCase, 1));
  const again = benchmark.cases.map((testCase) => shownChoices(benchmark, testCase, 1));
  assert.deepEqual(orders, again);
  assert.ok(new Set(orders.map((shown) => shown?.order.join())).size > 12);
  // Each option comes first about as often: 10 of 40, within four standard deviations.
  for (let option = 0; option < 4; option++) {
    const first = orders.filter((shown) => shown?.order[0] === option).length;
    assert.ok(first > 0 && first < 21, `${first}`);
  }
  // Pinned: an order that changed would make stored answers wrong.
  assert.deepEqual(orders[0]?.order, PINNED_ORDER);
});

test('the letter shown is scored as the option written', async () => {
  const benchmark = await benchmarkOf({ 'benchmark.yaml': QUIZ });
  for (const testCase of benchmark.cases) {
    const shown = shownChoices(benchmark, testCase, 2);
    const place = shown?.choices.indexOf('green') ?? -1;
    for (let letter = 0; letter < 4; letter++) {
      const { score, answer } = scoreCase(benchmark.score, [], {
        output: `Answer: ${'ABCD'[letter]}`,
        expected: testCase.expected,
        variables: testCase.variables,
        ...shown,
      });
      assert.equal(score, letter === place ? 1 : 0);
      assert.equal(answer, 'ABCD'[shown?.order[letter] ?? -1]);
    }
    const [, question] = messagesOf(benchmark, testCase, shown);
    assert.ok(question?.content.includes(`${'ABCD'[place]}. green`));
  }
});

test('worked examples stand before the last message, with the first right answer', async () => {
  const examples = [
    { id: 'x', question: 'x?', choices: ['p', 'q'], expected: ['B', 'q'] },
    { id: 'y', question: 'y?', choices: ['p', 'q'], expected: 'A' },
    { id: 'z', question: 'z?', choices: ['p', 'q'], expected: 'A' },
  ];
  const benchmark = await benchmarkOf({
    'benchmark.yaml': { ...QUIZ, shuffle_choices: false, examples: { file: 'x.json', count: 2 } },
    'x.json': examples,
  });
  const [testCase] = benchmark.cases;
  assert.ok(testCase !== undefined);
  assert.deepEqual(messagesOf(benchmark, testCase, shownChoices(benchmark, testCase, 1)), [
    { role: 'system', content: 'Answer with a letter.' },
    { role: 'user', content: 'x?\nA. p\nB. q' },
    { role: 'assistant', content: 'B' },
    { role: 'user', content: 'y?\nA. p\nB. q' },
    { role: 'assistant', content: 'A' },
    { role: 'user', content: '0?\nA. red\nB. green\nC. blue\nD. white' },
  ]);
});

test('every answer of an example is shown where all have to be named', async () => {
  const benchmark = await benchmarkOf({
    'benchmark.yaml': {
      ...QUIZ,
      examples: { file: 'x.json' },
      score: [{ type: 'choice', multiple: true }],
    },
    'x.json': [{ question: 'x?', choices: ['p', 'q', 'r'], expected: ['A', 'C'] }],
  });
  const [testCase] = benchmark.cases;
  assert.ok(testCase !== undefined);
  const [, , answer] = messagesOf(benchmark, testCase, shownChoices(benchmark, testCase, 1));
  assert.deepEqual(answer, { role: 'assistant', content: 'A, C' });
});

test('whatever passes validation can be rendered', async () => {
  const rows = [{ question: 'q', expected: 'e', extra: { deep: [1] }, nothing: null }];
  for (const prompt of ['{{question}} {{extra}}', '{{extra.deep.0}} {{nothing}}', 'no variable']) {
    const benchmark = await benchmarkOf({ 'benchmark.yaml': { ...SUMS, prompt, cases: rows } });
    const plan = { benchmark, models: [MODEL], trials: 2 };
    assert.equal([...callsOf(plan)].length, countCalls(plan));
  }
  for (const prompt of ['{{extra.shallow}}', '{{question.length}}', '{{choices}}']) {
    const { benchmark } = await parseFiles({ 'benchmark.yaml': { ...SUMS, prompt, cases: rows } });
    assert.equal(benchmark, undefined, prompt);
  }
});

test('parameters that a model refuses are not sent to it, and are in no key of its calls', async () => {
  const yaml = { ...QUIZ, parameters: { temperature: 0, seed: 1, max_tokens: 5 } };
  const benchmark = await benchmarkOf({ 'benchmark.yaml': yaml });
  const model: Model = { ...MODEL, omit: ['temperature', 'seed'] };
  assert.deepEqual(sentParameters(benchmark, model), { max_tokens: 5 });
  assert.deepEqual(sentParameters(benchmark, MODEL), yaml.parameters);
  const fewer = await benchmarkOf({ 'benchmark.yaml': { ...yaml, parameters: { max_tokens: 5 } } });
  const keyOf = (of: typeof benchmark, by: Model) =>
    callsOf({ benchmark: of, models: [by], trials: 1 }).next().value?.key;
  assert.equal(keyOf(benchmark, model), keyOf(fewer, MODEL));
});

const MODEL: Model = {
  id: 'my/model',
  title: 'Model',
  vendor: 'My',
  open_weights: false,
  reasoning: false,
  tags: [],
  routes: [{ provider: 'openrouter', name: 'm' }],
};

const PINNED_ORDER = [3, 0, 2, 1];

test('circular evaluation shows every rotation once, each option once in each place', async () => {
  for (const shuffle_choices of [false, true]) {
    const circular = { ...QUIZ, shuffle_choices, circular: true, trials: 4 };
    const benchmark = await benchmarkOf({ 'benchmark.yaml': circular });
    assert.equal(benchmark.reducer, 'pass^k');
    const [testCase = assert.fail()] = benchmark.cases;
    const orders = [1, 2, 3, 4].map(
      (trial) => shownChoices(benchmark, testCase, trial)?.order ?? [],
    );
    for (let place = 0; place < 4; place++)
      assert.deepEqual(orders.map((order) => order[place]).sort(), [0, 1, 2, 3]);
    for (const [index, order] of orders.entries()) {
      const next = orders[(index + 1) % 4];
      assert.deepEqual(next, [...order.slice(1), order[0]]);
    }
    // The same option is right in every rotation, whatever its letter.
    for (const [index, order] of orders.entries()) {
      const shown = shownChoices(benchmark, testCase, index + 1) ?? assert.fail();
      const output = 'ABCD'[order.indexOf(1)] ?? '';
      const input = { output, expected: 'green', variables: {}, ...shown };
      assert.equal(scoreCase(benchmark.score, [], input).score, 1);
    }
  }
});
