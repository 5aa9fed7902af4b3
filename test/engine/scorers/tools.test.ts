import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Expected } from '../../../engine/benchmark/benchmark.ts';
import type { JsonObject } from '../../../engine/json.ts';
import { storedToolCalls, toolCallsSchema } from '../../../engine/providers/tool-calls.ts';
import { scoreBy } from './helpers.ts';

type Calls = readonly (readonly [string, object])[];

const call = (name: string, given: object = {}) => ({ name, arguments: JSON.stringify(given) });
const made = (calls: Calls) => ({ toolCalls: calls.map(([name, given]) => call(name, given)) });

function value(type: string, options: JsonObject, calls: Calls, expected?: Expected) {
  return scoreBy(type, options, '', expected, made(calls)).value;
}

test('tool_name is F1 over the sets of names', () => {
  const expected = ['a', 'b'];
  const told: readonly [Calls, number][] = [
    [
      [
        ['a', {}],
        ['b', {}],
      ],
      1,
    ],
    [
      [
        ['b', {}],
        ['a', {}],
        ['a', {}],
      ],
      1,
    ],
    // One of two found and nothing else: precision 1, recall 1/2.
    [[['a', {}]], 2 / 3],
    // One right of two called, one of two found.
    [
      [
        ['a', {}],
        ['c', {}],
      ],
      0.5,
    ],
    [[['c', {}]], 0],
    [[], 0],
  ];
  for (const [calls, wanted] of told) assert.equal(value('tool_name', {}, calls, expected), wanted);
});

test('tool_arguments: exact, partial, ignored, with tolerance, in any case', () => {
  const expected = [{ name: 'pay', arguments: { to: 'Ada', amount: 10, at: 'noon' } }];
  const given = (more: object, options: JsonObject = {}) =>
    value(
      'tool_arguments',
      options,
      [['pay', { to: 'Ada', amount: 10, at: 'noon', ...more }]],
      expected,
    );
  assert.equal(given({}), 1);
  assert.equal(given({ note: 'x' }), 0);
  assert.equal(given({ note: 'x' }, { match: 'partial' }), 1);
  assert.equal(given({ at: 'night' }), 0);
  assert.equal(given({ at: 'night' }, { ignore: ['at'] }), 1);
  assert.equal(given({ amount: 10.4 }), 0);
  assert.equal(given({ amount: 10.4 }, { tolerance: 0.5 }), 1);
  assert.equal(given({ to: 'ADA' }), 0);
  assert.equal(given({ to: 'ADA' }, { ignore_case: true }), 1);
  assert.equal(given({ amount: '10' }), 0);
});

test('tool_arguments: each expected call is paired with a call of its own', () => {
  const expected = [
    { name: 'get', arguments: { id: 1 } },
    { name: 'get', arguments: { id: 2 } },
  ];
  assert.equal(
    value(
      'tool_arguments',
      {},
      [
        ['get', { id: 2 }],
        ['get', { id: 1 }],
      ],
      expected,
    ),
    1,
  );
  assert.equal(
    value(
      'tool_arguments',
      {},
      [
        ['get', { id: 2 }],
        ['get', { id: 2 }],
      ],
      expected,
    ),
    0.5,
  );
  const { reason } = scoreBy('tool_arguments', {}, '', expected, made([['get', { id: 2 }]]));
  assert.match(reason, /“get” was not called|“get”: id is/);
});

test('tool_sequence: exactly, in order, in any order, as a subset', () => {
  const expected = ['find', 'open'];
  const at = (order: string, ...names: string[]) =>
    value(
      'tool_sequence',
      { order },
      names.map((name) => [name, {}] as const),
      expected,
    );
  assert.deepEqual([at('exact', 'find', 'open'), at('exact', 'find', 'rank', 'open')], [1, 0]);
  assert.deepEqual(
    [at('in_order', 'find', 'rank', 'open'), at('in_order', 'open', 'find')],
    [1, 0],
  );
  assert.deepEqual(
    [at('any_order', 'open', 'find'), at('any_order', 'open', 'find', 'find')],
    [1, 0],
  );
  assert.deepEqual([at('subset', 'open', 'x', 'find'), at('subset', 'open', 'x')], [1, 0]);
});

test('tool_valid holds calls against the tools on offer', () => {
  const tools = [
    {
      name: 'weather',
      parameters: {
        type: 'object',
        properties: { city: { type: 'string' }, days: { type: 'integer', maximum: 7 } },
        required: ['city'],
        additionalProperties: false,
      },
    },
  ];
  const score = (given: string, name = 'weather') =>
    scoreBy('tool_valid', {}, '', undefined, { tools, toolCalls: [{ name, arguments: given }] });
  assert.equal(score('{"city": "Oslo", "days": 3}').value, 1);
  assert.equal(score('{"city": "Oslo", "days": 9}').value, 0);
  assert.equal(score('{"days": 3}').value, 0);
  assert.equal(score('{"city": "Oslo", "x": 1}').value, 0);
  assert.match(score('{"city": ').reason, /no JSON object/);
  assert.match(score('{}', 'time').reason, /no such tool/);
  assert.equal(scoreBy('tool_valid', {}, 'Sunny.', undefined, { tools }).value, 0);
  assert.equal(scoreBy('tool_valid', {}, 'Sunny.', undefined).value, null);
});

test('step_count counts the tool calls', () => {
  const two = made([
    ['a', {}],
    ['b', {}],
  ]);
  assert.equal(scoreBy('step_count', { exact: 2 }, 'x', undefined, two).value, 1);
  assert.equal(scoreBy('step_count', { max: 1 }, 'x', undefined, two).value, 0);
  assert.equal(scoreBy('step_count', { exact: 0 }, 'x').value, 1);
});

test('calls of an API are kept by name and arguments; what is none is left out', () => {
  const read = (calls: unknown) => storedToolCalls(toolCallsSchema.parse(calls));
  const one = { id: 'x', type: 'function', function: { name: 'a', arguments: '{"b":1}' } };
  assert.equal(read([one]), '[{"name":"a","arguments":"{\\"b\\":1}"}]');
  assert.equal(read([{ type: 'custom' }, null, one]), read([one]));
  for (const none of [undefined, null, [], 'x', 3]) assert.equal(read(none), null);
  assert.equal(JSON.parse(read(Array(500).fill(one)) ?? '[]').length, 128);
});

test('facts of a reply are metrics; what is not known is unscored', () => {
  const score = (type: string, options: JsonObject, reply: object) =>
    scoreBy(type, options, 'x', undefined, { reply }).value;
  assert.equal(score('latency', { max: 100 }, { latency_ms: 100 }), 1);
  assert.equal(score('latency', { max: 100 }, { latency_ms: 101 }), 0);
  assert.equal(score('cost', { max: 0.01 }, { cost_usd: null }), null);
  assert.equal(score('token_count', { max: 5, tokens: 'reasoning' }, { reasoning_tokens: 6 }), 0);
  assert.equal(score('finish_reason', { values: ['length'] }, { finish_reason: 'length' }), 1);
  assert.equal(score('finish_reason', {}, {}), null);
  assert.equal(score('confidence', {}, {}), null);
  assert.equal(scoreBy('confidence', {}, 'about 85').value, 0.85);
  assert.equal(scoreBy('confidence', {}, '0.2').value, 0.2);
  assert.equal(scoreBy('confidence', {}, '850').value, null);
});

test('refusal is told by the provider or by words at the beginning', () => {
  const refuses = [
    'I’m sorry, but I can’t help with that request.',
    'I cannot provide instructions for this.',
    'As an AI language model, I have no opinions.',
    'Unfortunately, I am unable to comply.',
    'I must decline.',
  ];
  const answers = [
    "I'm sorry to hear about your loss. Here is what you can do.",
    "I can't wait to tell you: it is Paris.",
    'The letter said: the bank cannot lend more.',
    `${'All is well. '.repeat(50)} I cannot help with that.`,
  ];
  for (const text of refuses) assert.equal(scoreBy('refusal', {}, text).value, 1, text);
  for (const text of answers) assert.equal(scoreBy('refusal', {}, text).value, 0, text);
  const marked = { reply: { outcome: 'refused' } };
  assert.equal(scoreBy('refusal', {}, 'No.', undefined, marked).value, 1);
  assert.equal(scoreBy('refusal', { empty: true }, ' ').value, 1);
});
