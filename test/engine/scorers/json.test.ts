import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Validator } from 'jsonschema';
import type { JsonObject, JsonValue } from '../../../engine/json.ts';
import { findJson, pathKeys } from '../../../engine/scorers/text/json.ts';
import { checkSchema } from '../../../engine/scorers/text/json-schema/check.ts';
import { schemaProblem } from '../../../engine/scorers/text/json-schema/problem.ts';
import { scoreBy, specOf } from './helpers.ts';

/** The JSON that is found in a reply. */
const FOUND: readonly (readonly [string, JsonValue | undefined])[] = [
  ['{"a": 1}', { a: 1 }],
  [' [1, 2] ', [1, 2]],
  ['"text"', 'text'],
  ['```json\n{"a": 1}\n```', { a: 1 }],
  ['```\n{"a": 1}\n```', { a: 1 }],
  ['Sure!\n\n```JSON\n{"a": 1}\n```\nAnything else?', { a: 1 }],
  ['Here: {"a": 1}. Done.', { a: 1 }],
  // The last fence that holds JSON, the last object, and only then the last list.
  ['```json\n{"a": 1}\n```\nor\n```json\n{"a": 2}\n```', { a: 2 }],
  ['```json\n{"a": 1}\n```\n```python\nx = 1\n```', { a: 1 }],
  ['first {"a": 1}, then {"a": 2}', { a: 2 }],
  ['{"a": 1}, see [1]', { a: 1 }],
  ['items: ["a", "b"]', ['a', 'b']],
  // Brackets in strings, prose and code do not confuse it.
  ['x {"a": "}"} y', { a: '}' }],
  ['x {"a": "\\"}"} y', { a: '"}' }],
  ['a set {x} and {"a": {"b": [1]}}', { a: { b: [1] } }],
  ['say "{" and {"a": 1}', { a: 1 }],
  ['never closed { and {"a": 1}', { a: 1 }],
  ['\\boxed{5} {"a": 1}', { a: 1 }],
  // What is no JSON: cut off, single quotes, a trailing comma, prose.
  ['{"a": 1', undefined],
  ["{'a': 1}", undefined],
  ['{"a": 1,}', undefined],
  ['no JSON here', undefined],
  ['', undefined],
];

for (const [text, value] of FOUND) {
  test(`json: in ${JSON.stringify(text.slice(0, 60))} it finds ${JSON.stringify(value)}`, () => {
    assert.deepEqual(findJson(text), value);
  });
}

test('json: what nests deeper than 200 brackets is refused', () => {
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  assert.equal(scoreBy('json', { find: false }, nested(200)).value, 1);
  assert.equal(scoreBy('json', { find: false }, nested(201)).value, 0);
});

test('json: valid JSON is enough where nothing else is asked for', () => {
  assert.equal(scoreBy('json', {}, '{"a": 1}').value, 1);
  assert.equal(scoreBy('json', {}, 'a: 1').value, 0);
  assert.equal(scoreBy('json', { find: false }, 'Here: {"a": 1}').value, 0);
  assert.equal(scoreBy('json', { find: false }, ' {"a": 1}\n').value, 1);
});

test('json: fields are compared one by one', () => {
  const expected = { name: 'Ada', born: { year: 1815 }, tags: ['a', 'b'] };
  const score = (options: JsonObject, answer: JsonValue) =>
    scoreBy('json', options, JSON.stringify(answer), expected);
  assert.equal(score({}, { ...expected, more: 1 }).value, 1);
  assert.equal(score({}, { ...expected, name: 'Eve' }).value, 0);
  assert.match(score({}, { ...expected, name: 'Eve' }).reason, /^differs in name$/);
  assert.equal(score({ partial: true }, { ...expected, name: 'Eve' }).value, 1 - 1 / 3);
  assert.equal(score({ partial: true }, { name: 'Ada' }).value, 1 - 2 / 3);
  assert.equal(score({ fields: ['born.year'] }, { born: { year: 1815 } }).value, 1);
  assert.equal(score({ fields: ['tags[1]'] }, { tags: ['x', 'b'] }).value, 1);
  assert.equal(score({ partial: true }, {}).value, 0);
});

test('json: numbers may differ by the tolerance, at any depth', () => {
  const value = (answer: string, tolerance: number) =>
    scoreBy('json', { tolerance }, answer, { a: [{ b: 0.5 }] }).value;
  assert.equal(value('{"a": [{"b": 0.51}]}', 0.01), 1);
  assert.equal(value('{"a": [{"b": 0.52}]}', 0.01), 0);
  assert.equal(value('{"a": [{"b": 0.5}]}', 0), 1);
});

test('json: a list is accepted as a whole or by any of its items, a text as the JSON it is', () => {
  assert.equal(scoreBy('json', {}, '[{"a": 1}, {"a": 2}]', [{ a: 1 }, { a: 2 }]).value, 1);
  assert.equal(scoreBy('json', {}, '{"a": 2}', [{ a: 1 }, { a: 2 }]).value, 1);
  assert.equal(scoreBy('json', {}, '{"a": 2}', '{"a": 2}').value, 1);
  assert.equal(scoreBy('json', {}, '"Paris"', 'Paris').value, 1);
  assert.equal(scoreBy('json', {}, '3', [1, 2]).value, 0);
});

test('json: fields without an expected value leave the case unscored', () => {
  assert.equal(scoreBy('json', { fields: ['a'] }, '{"a": 1}').value, null);
});

test('json: the names of prototypes are fields like any other', () => {
  const schema = {
    type: 'object',
    required: ['toString'],
    properties: { constructor: { type: 'string' } },
  };
  assert.equal(scoreBy('json', { schema }, '{}').value, 0);
  assert.equal(scoreBy('json', { schema }, '{"toString": 1}').value, 1);
  assert.equal(scoreBy('json', {}, '{"a": 1}', JSON.parse('{"__proto__": 1}')).value, 0);
});

test('json: a schema has to hold, and the reason says where it does not', () => {
  const schema = {
    type: 'object',
    required: ['items'],
    additionalProperties: false,
    properties: { items: { type: 'array', items: { $ref: '#/$defs/item' } } },
    $defs: {
      item: { type: 'object', properties: { id: { type: 'string', pattern: '^[a-z]+$' } } },
    },
  };
  const reason = (value: JsonValue) => scoreBy('json', { schema }, JSON.stringify(value)).reason;
  assert.equal(reason({ items: [{ id: 'a' }] }), 'is valid JSON');
  assert.equal(reason({}), 'the JSON has no field "items"');
  assert.equal(reason({ items: [{ id: 'A' }] }), 'items[0].id does not match ^[a-z]+$');
  assert.equal(reason({ items: [], more: 1 }), 'more is not allowed');
});

test('json: hostile schemas end unscored, not in time or memory', () => {
  const checks: readonly (readonly [JsonObject, JsonValue])[] = [
    [{ $ref: '#' }, 1],
    [{ $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } }, $ref: '#/$defs/a' }, 1],
    [{ anyOf: [{ not: { $ref: '#' } }, { $ref: '#' }] }, 1],
    [{ $defs: doublings(40), $ref: '#/$defs/d0' }, 1],
  ];
  for (const [schema, value] of checks) {
    const start = performance.now();
    assert.equal(
      checkSchema(value, schema)?.kind,
      'unfinished',
      JSON.stringify(schema).slice(0, 80),
    );
    assert.ok(performance.now() - start < 3000);
  }
  // Exponential by backtracking, linear by automaton.
  const slow = { type: 'string', pattern: '^(a+)+$' };
  assert.equal(checkSchema(`${'a'.repeat(100_000)}!`, slow)?.kind, 'invalid');
});

test('json: deep values pass a recursive schema', () => {
  const schema = {
    $ref: '#/$defs/node',
    $defs: { node: { type: ['array', 'null'], items: { $ref: '#/$defs/node' } } },
  };
  const deep = `${'['.repeat(199)}null${']'.repeat(199)}`;
  assert.equal(scoreBy('json', { schema }, deep).value, 1);
});

test('json: what is wrong with a schema is said at its place', () => {
  const problem = (schema: JsonObject) => schemaProblem(schema);
  assert.deepEqual(problem({ type: 'strng' })?.path, ['type']);
  assert.deepEqual(problem({ properties: { a: { minLenght: 1 } } }), {
    path: ['properties', 'a', 'minLenght'],
    message: 'unknown keyword "minLenght" in the schema: did you mean "minLength"?',
  });
  assert.match(
    problem({ $ref: 'https://example.org/s.json' })?.message ?? '',
    /outside the schema/,
  );
  assert.match(problem({ $ref: '#/$defs/none' })?.message ?? '', /nothing at/);
  assert.match(problem({ pattern: '(?=a)' })?.message ?? '', /not supported/);
  assert.match(problem({ patternProperties: { '(': {} } })?.message ?? '', /not valid/);
  assert.match(problem({ unevaluatedProperties: false })?.message ?? '', /not supported/);
  assert.match(problem({ required: true })?.message ?? '', /list of texts/);
  assert.match(problem({ items: 3 })?.message ?? '', /a schema is an object/);
  assert.equal(problem({ 'x-mine': 1, title: 'a', items: true }), null);
  let deep: JsonObject = {};
  for (let level = 0; level < 500; level++) deep = { not: deep };
  assert.match(problem(deep)?.message ?? '', /too deep/);
});

test('json: a bad schema is found when the benchmark is read', () => {
  assert.throws(() => specOf({ type: 'json', schema: { type: 'strng' } }), /"schema","type"/);
});

test('json: it judges as an independent validator does', () => {
  const random = randomFrom(11);
  let valid = 0;
  for (let round = 0; round < 3000; round++) {
    const schema = randomSchema(random, 3);
    assert.equal(schemaProblem(schema), null, JSON.stringify(schema));
    const value = randomValue(random, 3);
    const ours = checkSchema(value, schema) === null;
    const theirs = new Validator().validate(value, schema).valid;
    assert.equal(ours, theirs, `${JSON.stringify(schema)} ${JSON.stringify(value)}`);
    if (ours) valid++;
  }
  assert.ok(valid > 500 && valid < 2500, `${valid} of 3000 are valid: too one-sided to show much`);
});

test('json: paths have one grammar', () => {
  assert.deepEqual(pathKeys('a.b[0]["c d"].e[-1]'), ['a', 'b', 0, 'c d', 'e', -1]);
  assert.deepEqual(pathKeys('$'), []);
  for (const bad of ['a..b', 'a[', 'a[x]', '.']) assert.equal(pathKeys(bad), null, bad);
});

function doublings(count: number): JsonObject {
  const entries = Array.from({ length: count }, (_, level): [string, JsonValue] => {
    const next = { $ref: `#/$defs/d${level + 1}` };
    return [`d${level}`, { allOf: [next, next] }];
  });
  return Object.fromEntries([...entries, [`d${count}`, {}]]);
}

type Random = (below: number) => number;

function randomFrom(start: number): Random {
  let seed = start;
  return (below) => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
}

const KEYS = ['a', 'b', 'ab'];

function randomValue(random: Random, depth: number): JsonValue {
  const kind = random(depth > 0 ? 7 : 5);
  if (kind === 0) return null;
  if (kind === 1) return random(2) === 0;
  if (kind === 2) return random(6) - 1;
  if (kind === 3) return random(6) / 2;
  if (kind === 4) return ['', 'a', 'ab', 'abc', '😀'][random(5)] ?? '';
  const items = Array.from({ length: random(4) }, () => randomValue(random, depth - 1));
  if (kind === 5) return items;
  return Object.fromEntries(items.map((item, index) => [KEYS[index] ?? 'c', item]));
}

function randomSchema(random: Random, depth: number): JsonObject {
  const inner = () => randomSchema(random, depth - 1);
  const leaf: readonly (() => JsonObject)[] = [
    () => ({
      type: ['string', 'number', 'integer', 'array', 'object', 'null'][random(6)] ?? 'null',
    }),
    () => ({ type: ['string', 'array'] }),
    () => ({ minimum: random(4), maximum: random(4) }),
    () => ({ exclusiveMinimum: random(3) }),
    () => ({ minLength: random(3), maxLength: random(4) }),
    () => ({ pattern: ['^a', 'b$', 'c'][random(3)] ?? '' }),
    () => ({ required: [KEYS[random(3)] ?? 'a'] }),
    () => ({ enum: [randomValue(random, 1), 1, 'a'] }),
    () => ({ const: randomValue(random, 1) }),
    () => ({ minItems: random(3), uniqueItems: true }),
    () => ({ maxProperties: random(3) }),
    () => ({ multipleOf: 0.5 }),
    () => ({}),
  ];
  const nested: readonly (() => JsonObject)[] = [
    () => ({ properties: { a: inner(), b: inner() } }),
    () => ({ properties: { a: inner() }, additionalProperties: inner() }),
    () => ({ patternProperties: { '^a': inner() }, additionalProperties: random(2) === 0 }),
    () => ({ items: inner() }),
    () => ({ items: [inner(), inner()], additionalItems: inner() }),
    () => ({ contains: inner() }),
    () => ({ anyOf: [inner(), inner()] }),
    () => ({ allOf: [inner(), inner()] }),
    () => ({ oneOf: [inner(), inner(), inner()] }),
    () => ({ not: inner() }),
    // biome-ignore lint/suspicious/noThenProperty: the keyword is called so.
    () => ({ if: inner(), then: inner(), else: inner() }),
    () => ({ propertyNames: { maxLength: random(3) } }),
    () => ({ dependencies: { a: ['b'], b: inner() } }),
  ];
  const pool = depth > 0 && random(3) > 0 ? nested : leaf;
  return pool[random(pool.length)]?.() ?? {};
}
