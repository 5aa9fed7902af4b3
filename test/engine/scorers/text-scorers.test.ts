import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Expected } from '../../../engine/benchmark/benchmark.ts';
import type { JsonObject } from '../../../engine/json.ts';
import { scoreBy } from './helpers.ts';

type Row = readonly [options: JsonObject, answer: string, expected: Expected, value: number | null];

const EQUALS: readonly Row[] = [
  [{}, 'Paris', 'Paris', 1],
  [{}, ' Paris\n', 'Paris', 1],
  [{}, 'paris', 'Paris', 0],
  [{ ignore_case: true }, 'pARIS', 'Paris', 1],
  [{ ignore_case: true }, 'STRASSE', 'Straße', 1],
  [{ ignore_case: true }, 'ΟΔΟΣ', 'οδος', 1],
  [{}, '', '', 1],
  // Composed and decomposed accents are one letter; width and ligatures only under nfkc.
  [{}, 'cafe\u0301', 'caf\u00e9', 1],
  [{ unicode: 'none' }, 'cafe\u0301', 'caf\u00e9', 0],
  [{}, 'ﬁn', 'fin', 0],
  [{ unicode: 'nfkc' }, 'ﬁn', 'fin', 1],
  // Punctuation does not count, except where it makes another number.
  [{ ignore_punctuation: true }, 'Paris!', 'Paris', 1],
  [{ ignore_punctuation: true }, 'U.S.', 'US', 1],
  [{ ignore_punctuation: true }, 'don’t', 'dont', 1],
  [{ ignore_punctuation: true }, '3.14', '314', 0],
  [{ ignore_punctuation: true }, '-5', '5', 0],
  [{ ignore_punctuation: true }, '3.14.', '3.14', 1],
  [{ ignore_punctuation: true }, '?', '!', 0],
  [{ ignore_whitespace: true }, 'a b\tc', 'abc', 1],
  // Articles go, but an answer that is nothing else stays itself.
  [{ ignore_articles: true }, 'the  Eiffel Tower', 'Eiffel Tower', 1],
  [{ ignore_articles: true }, 'A', 'the', 0],
  [{ ignore_articles: true }, 'theory', 'ory', 0],
  // A list accepts any of its items; equal JSON is equal whatever its spelling.
  [{}, 'b', ['a', 'b'], 1],
  [{}, '["a", "b"]', ['a', 'b'], 1],
  [{}, '{"b": 1, "a": [2]}', { a: [2], b: 1 }, 1],
  [{}, '{"b": 1}', '{ "b": 1.0 }', 1],
  [{}, '{"b": 1}', { b: 1, c: 2 }, 0],
  [{}, '[{"a": 1}, {"a": 2}]', [{ a: 1 }, { a: 2 }], 1],
  [{}, '{"a": 2}', [{ a: 1 }, { a: 2 }], 1],
  [{}, '42.0', 42, 1],
  [{}, 'true', true, 1],
  [{}, 'null', null, 1],
  // A text that looks like a number is a text: versions, codes.
  [{}, '1.1', '1.10', 0],
  [{}, '7', '007', 0],
  [{}, '{"__proto__": 1}', {}, 0],
];

const INCLUDES: readonly Row[] = [
  [{}, 'It is Paris.', 'Paris', 1],
  [{}, 'It is paris.', 'Paris', 0],
  [{ ignore_case: true }, 'It is PARIS.', 'Paris', 1],
  [{}, 'a', ['a', 'b'], 1],
  [{ match: 'all' }, 'a', ['a', 'b'], 0],
  [{ match: 'all' }, 'b, a', ['a', 'b'], 1],
  [{}, 'it is 42', 42, 1],
  [{ values: ['x'] }, 'xyz', 'Paris', 1],
  [{}, 'cafe\u0301', 'caf\u00e9', 1],
  // Every text includes the empty one, so it can score nothing.
  [{}, 'Paris', '', null],
  [{}, 'Paris', [], null],
];

const STARTS_WITH: readonly Row[] = [
  [{}, ' Yes, it does', 'Yes', 1],
  [{}, 'yes', 'Yes', 0],
  [{ ignore_case: true }, 'yes', 'Yes', 1],
  [{}, 'No', ['Yes', 'No'], 1],
  [{}, 'I say yes', 'yes', 0],
  [{}, 'Yes', '', null],
];

const REGEX: readonly Row[] = [
  [{ pattern: '^\\d+$' }, '42', '', 1],
  [{ pattern: '\\d+' }, 'a 42', '', 1],
  [{ pattern: '\\d+', match: 'full' }, 'a 42', '', 0],
  [{ pattern: '\\d+', match: 'full' }, ' 42\n', '', 1],
  [{ pattern: 'paris' }, 'Paris', '', 0],
  [{ pattern: 'paris', flags: 'i' }, 'Paris', '', 1],
  [{ pattern: 'é' }, 'café', '', 1],
  [{ pattern: '\\u00e9' }, 'café', '', 1],
  // Without a pattern of its own the expected value is one, a list any of several.
  [{}, 'a1', '[a-z]\\d', 1],
  [{}, 'b', ['^a$', '^b$'], 1],
  [{}, 'b', '(', null],
  // A pattern that would take exponential time elsewhere.
  [{ pattern: '^(a+)+$' }, `${'a'.repeat(50_000)}!`, '', 0],
];

const LEVENSHTEIN: readonly Row[] = [
  [{}, 'kitten', 'sitting', 1 - 3 / 7],
  [{}, 'flaw', 'lawn', 0.5],
  [{}, '', 'abc', 0],
  [{}, '', '', 1],
  [{}, 'ABC', 'abc', 0],
  [{ ignore_case: true }, 'ABC', 'abc', 1],
  [{}, 'abc', ['xyz', 'abd'], 1 - 1 / 3],
  // A character outside the basic plane is one character.
  [{}, '😀', '😁', 0],
  [{}, 'a😀', 'a😁', 0.5],
  // Blocks of 32 rows hand over to each other.
  [{}, `${'ab'.repeat(100)}`, `${'ba'.repeat(100)}`, 1 - 2 / 200],
  [{}, 'x'.repeat(19_999), 'y'.repeat(20_000), 0],
  [{}, 'x'.repeat(900_000), 'y'.repeat(900_000), null],
  [{}, 'x'.repeat(900_000), 'x'.repeat(900_000), 1],
];

const TABLES = {
  equals: EQUALS,
  includes: INCLUDES,
  starts_with: STARTS_WITH,
  regex: REGEX,
  levenshtein: LEVENSHTEIN,
};

for (const [type, rows] of Object.entries(TABLES)) {
  for (const [options, answer, expected, value] of rows) {
    const shown = JSON.stringify([answer.slice(0, 30), expected]).slice(0, 80);
    test(`${type} ${JSON.stringify(options)}: ${shown} scores ${value}`, () => {
      assert.equal(scoreBy(type, options, answer, expected).value, value);
    });
  }
}

test('levenshtein: its distance is that of the textbook, on random words', () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  const word = (most: number) =>
    Array.from({ length: 1 + random(most) }, () => 'abcd'[random(4)]).join('');
  for (let round = 0; round < 400; round++) {
    const [a, b] = [word(90), word(90)];
    const longer = Math.max(a.length, b.length);
    const { value } = scoreBy('levenshtein', {}, a, b);
    assert.equal(Math.round((1 - (value ?? 2)) * longer), textbookDistance(a, b), `${a} ${b}`);
  }
});

function textbookDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
