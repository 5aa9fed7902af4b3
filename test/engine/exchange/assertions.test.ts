import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '../../../engine/json.ts';
import { type AnsweredCase, scoreCase } from '../../../engine/scorers/score-case.ts';
import { file, importFiles, importOne, noteWords } from './helpers.ts';

const TOOLS = [
  {
    type: 'function',
    function: {
      name: 'weather',
      parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
    },
  },
];

function config(testCase: JsonObject, more: JsonObject = {}) {
  const tests = [{ vars: { question: 'q', context: 'The club is from 1871.' }, ...testCase }];
  return [
    file('promptfooconfig.json', {
      prompts: ['{{question}} {{context}}'],
      providers: [{ id: 'openai:gpt-4o', config: { tools: TOOLS } }],
      tests,
      ...more,
    }),
  ];
}

async function scored(testCase: JsonObject, reply: Partial<AnsweredCase>) {
  const benchmark = await importOne(config(testCase));
  const [only] = benchmark.cases;
  assert.ok(only);
  const { score, passed } = scoreCase(only.score ?? benchmark.score, benchmark.extract, {
    output: '',
    expected: only.expected,
    variables: only.variables,
    ...(benchmark.tools === undefined ? {} : { tools: benchmark.tools }),
    ...reply,
  });
  return { score, passed };
}

const CONTAINS = (value: string, weight = 1) => ({ type: 'contains', value, weight });

test('a set with a threshold passes from its mean on, as in promptfoo', async () => {
  const set = {
    assert: [
      { type: 'assert-set', threshold: 0.6, weight: 3, assert: [CONTAINS('a', 2), CONTAINS('b')] },
      CONTAINS('c'),
    ],
  };
  // 3 × 2/3 + 1 × 1 of 4, and 2/3 is at least 0.6.
  assert.deepEqual(await scored(set, { output: 'a c' }), { score: 3 / 4, passed: true });
  // 3 × 1/3 + 1 of 4, and 1/3 is too little.
  assert.deepEqual(await scored(set, { output: 'b c' }), { score: 1 / 2, passed: false });
});

test('a set without a threshold passes when all of it does', async () => {
  const set = { assert: [{ type: 'assert-set', assert: [CONTAINS('a'), CONTAINS('b')] }] };
  assert.deepEqual(await scored(set, { output: 'a' }), { score: 1 / 2, passed: false });
  assert.deepEqual(await scored(set, { output: 'a b' }), { score: 1, passed: true });
});

test('a case with a threshold passes from its mean on', async () => {
  const testCase = { threshold: 0.5, assert: [CONTAINS('a'), CONTAINS('b')] };
  assert.deepEqual(await scored(testCase, { output: 'a' }), { score: 1 / 2, passed: true });
  assert.deepEqual(await scored(testCase, { output: 'x' }), { score: 0, passed: false });
  assert.equal((await importFiles(config(testCase))).benchmarks[0]?.comparable, true);
  const impossible = { threshold: 7, assert: [CONTAINS('a')] };
  const imported = await importFiles(config(impossible));
  assert.ok(noteWords(imported).includes('changed threshold'));
});

const call = (name: string, given: object = {}) => ({ name, arguments: JSON.stringify(given) });

/** Assertion, calls it accepts, calls it refuses. */
const TOOL_CASES: readonly (readonly [JsonObject, object[], object[]])[] = [
  [{ type: 'is-valid-openai-tools-call' }, [call('weather', { city: 'Oslo' })], [call('weather')]],
  [{ type: 'tool-call-f1', value: ['a', 'b'] }, [call('b'), call('a')], [call('a')]],
  [{ type: 'tool-call-f1', value: 'a, b', threshold: 0.6 }, [call('a')], [call('x')]],
  [{ type: 'trajectory:tool-used', value: 'a' }, [call('b'), call('a')], [call('b')]],
  [
    { type: 'trajectory:tool-sequence', value: { steps: ['a', 'b'] } },
    [call('a'), call('x'), call('b')],
    [call('b'), call('a')],
  ],
  [
    { type: 'trajectory:tool-sequence', value: { steps: ['a'], mode: 'exact' } },
    [call('a')],
    [call('a'), call('x')],
  ],
  [
    { type: 'trajectory:tool-args-match', value: { name: 'a', args: { k: 1 } } },
    [call('a', { k: 1, more: 2 })],
    [call('a', { k: 2 })],
  ],
  [{ type: 'trajectory:step-count', value: { max: 1 } }, [call('a')], [call('a'), call('a')]],
];

test('assertions on tool calls become scorers of tool calls', async (t) => {
  for (const [assertion, right, wrong] of TOOL_CASES) {
    await t.test(JSON.stringify(assertion), async () => {
      for (const [calls, passed] of [
        [right, true],
        [wrong, false],
      ] as const) {
        const toolCalls = calls as AnsweredCase['toolCalls'];
        const result = await scored({ assert: [assertion] }, toolCalls ? { toolCalls } : {});
        assert.equal(result.passed, passed);
      }
    });
  }
});

test('what a reply is, not what it says, is scored as well', async () => {
  const is = async (assertion: JsonObject, reply: Partial<AnsweredCase>) =>
    (await scored({ assert: [assertion] }, reply)).passed;
  assert.equal(await is({ type: 'latency', threshold: 9 }, { reply: { latency_ms: 9 } }), true);
  assert.equal(await is({ type: 'latency', threshold: 9 }, { reply: { latency_ms: 10 } }), false);
  assert.equal(await is({ type: 'cost', threshold: 0.1 }, { reply: { cost_usd: 0.2 } }), false);
  const stop = { type: 'finish-reason', value: 'stop' };
  assert.equal(await is(stop, { output: 'x', reply: { finish_reason: 'length' } }), false);
  assert.equal(await is({ type: 'is-refusal' }, { output: "I'm sorry, but I can't." }), true);
  assert.equal(await is({ type: 'not-is-refusal' }, { output: 'Sure.' }), true);
});

test('judged assertions become judged scorers, marked as not comparable', async () => {
  const written: readonly (readonly [JsonObject, string])[] = [
    [{ type: 'llm-rubric', value: 'It is kind.' }, 'rubric'],
    [{ type: 'g-eval', value: ['It is kind.', 'It is short.'] }, 'rubric'],
    [{ type: 'model-graded-closedqa', value: 'It names a city.' }, 'closed_question'],
    [{ type: 'factuality', value: 'Oslo is in Norway.' }, 'reference_match'],
    [{ type: 'context-faithfulness' }, 'groundedness'],
  ];
  for (const [assertion, type] of written) {
    const files = config({ assert: [assertion] });
    const { score, cases } = await importOne(files);
    assert.equal((cases[0]?.score ?? score)[0]?.type, type);
    assert.equal((await importFiles(files)).benchmarks[0]?.comparable, false);
  }
  const empty = await importFiles(config({ assert: [{ type: 'llm-rubric' }] }));
  assert.ok(noteWords(empty).includes('dropped assert: llm-rubric'));
});
