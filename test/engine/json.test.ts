import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashOf, hashOfBytes } from '../../engine/hash.ts';
import { canonicalJson, type JsonValue } from '../../engine/json.ts';
import { randomJson, seeded } from './benchmark/generate.ts';

test('canonical JSON reads back as the value, in whatever order its keys came', () => {
  const random = seeded(1);
  for (let round = 0; round < 3_000; round++) {
    const value = randomJson(random);
    const text = canonicalJson(value);
    assert.deepEqual(JSON.parse(text), value);
    assert.equal(canonicalJson(JSON.parse(text)), text);
    assert.equal(canonicalJson(reversed(value)), text);
  }
});

test('different values have different canonical JSON', () => {
  const random = seeded(2);
  const seen = new Map<string, JsonValue>();
  for (let round = 0; round < 3_000; round++) {
    const value = randomJson(random);
    const known = seen.get(canonicalJson(value));
    if (known !== undefined) assert.deepEqual(value, known);
    seen.set(canonicalJson(value), value);
  }
  const apart = [
    null,
    0,
    '',
    '0',
    false,
    'false',
    [],
    {},
    [[]],
    [{}],
    [null],
    { a: null },
    ['a', 'b'],
  ];
  assert.equal(new Set([...apart, ['a,b'], ['b', 'a']].map(canonicalJson)).size, apart.length + 2);
});

test('absent is undefined, minus zero is zero, and infinity is refused', () => {
  assert.equal(canonicalJson({ b: undefined, a: [undefined, -0] }), '{"a":[null,0]}');
  assert.equal(canonicalJson('\ud800'), '"\\ud800"');
  for (const number of [Number.NaN, Number.POSITIVE_INFINITY])
    assert.throws(() => canonicalJson({ a: [number] }), /cannot write the number/);
});

test('keys are sorted by code unit', () => {
  assert.equal(
    canonicalJson({ é: 1, z: 2, Z: 3, '10': 4, '9': 5 }),
    '{"10":4,"9":5,"Z":3,"z":2,"é":1}',
  );
});

test('hashes are those of every other SHA-256', () => {
  // FIPS 180-2, appendix B.1, and the empty message.
  assert.equal(
    hashOfBytes(new TextEncoder().encode('abc')),
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
  assert.equal(
    hashOfBytes(new Uint8Array()),
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  );
});

test('the hash of a value never changes: results of years rest on it', () => {
  const value = { b: [1, 2.5, null, true], a: 'é\n', c: { z: {}, y: [] } };
  assert.equal(hashOf(value), hashOf({ c: { y: [], z: {} }, a: 'é\n', b: [1, 2.5, null, true] }));
  assert.equal(
    hashOf(value),
    hashOfBytes(new TextEncoder().encode('{"a":"é\\n","b":[1,2.5,null,true],"c":{"y":[],"z":{}}}')),
  );
  assert.equal(hashOf(value), 'f00b3aaeb12b6f8d962bc072ec4ff32614b2bccf39a4c952a2b068061423efc7');
});

function reversed(value: JsonValue): JsonValue {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(reversed);
  const entries = Object.entries(value).map(([key, item]) => [key, reversed(item)] as const);
  return Object.fromEntries(entries.reverse());
}
