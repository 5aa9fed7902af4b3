import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '../../../engine/json.ts';
import { resolveScorer } from '../../../engine/scorers/resolve.ts';
import { scoreBy } from './helpers.ts';

type Row = readonly [answer: string, count: number, options?: JsonObject];

const WORDS: readonly Row[] = [
  ['', 0],
  ['one', 1],
  ["Don't use the e-mail, it's 3.14 miles away.", 8],
  ['naïve cafe\u0301 Straße', 3],
  ['— … ! ?', 0],
  ['今天的天气', 5],
  ['Use 東京 and TypeScript', 5],
  ['Привет, мир!', 2],
  ['“Quoted,” he said', 3],
  ['a - b', 3, { method: 'white_space' }],
  ['a - b', 2],
  [' two\n\nwords ', 2, { method: 'white_space' }],
];

const SENTENCES: readonly Row[] = [
  ['', 0],
  ['No end', 1],
  ['One. Two! Three? Four…', 4],
  ['Dr. Smith paid $3.50 to J. K. Rowling. He left.', 2],
  ['It works, e.g. with U.S. dollars. Yes.', 2],
  ['He asked, “Why?” and left. “No.” Then he slept.', 3],
  ['Wait... what? Really?!', 2],
  ['Versions 1.2.3 and 2.0 are out.', 1],
  ['- First item\n- Second item\n- Third item', 3],
  ['1. First item.\n2. Second item.', 2],
  ['A heading\n\nA sentence.', 2],
  ['今天很好。明天呢？', 2],
  ['यह सच है। ठीक है।', 2],
  ['هل هذا صحيح؟ نعم.', 2],
  ['It was me and I. We left.', 2],
  ['. . .', 0],
];

const PARAGRAPHS: readonly Row[] = [
  ['', 0],
  ['one', 1],
  ['one\ntwo', 1],
  ['one\n\ntwo', 2],
  ['one\n \t\n\n\ntwo\r\n\r\nthree\n', 3],
  ['one\ntwo\n\nthree', 3, { separator: 'line' }],
];

const LENGTHS: readonly Row[] = [
  ['', 0],
  [' abc\n', 3],
  [' abc\n', 5, { trim: false }],
  ['👩‍👩‍👧', 1],
  ['👩‍👩‍👧', 5, { unit: 'code_points' }],
  ['👩‍👩‍👧', 18, { unit: 'bytes' }],
  ['cafe\u0301', 4],
  ['cafe\u0301', 5, { unit: 'code_points' }],
  ['नमस्ते', 3],
  ['a\r\nb', 3],
  ['a\nb', 3],
];

const TABLES = [
  ['word_count', WORDS],
  ['sentence_count', SENTENCES],
  ['paragraph_count', PARAGRAPHS],
  ['length', LENGTHS],
] as const;

for (const [type, rows] of TABLES) {
  for (const [answer, count, options = {}] of rows) {
    test(`${type} ${JSON.stringify(options)}: ${JSON.stringify(answer)} has ${count}`, () => {
      const { value, reason } = scoreBy(type, { ...options, exact: count }, answer);
      assert.equal(value, 1, reason);
      assert.equal(scoreBy(type, { ...options, exact: count + 1 }, answer).value, 0);
    });
  }
}

test('bounds are inclusive, and the reason tells the count', () => {
  const score = (options: JsonObject) => scoreBy('word_count', options, 'one two three');
  assert.equal(score({ min: 3 }).value, 1);
  assert.equal(score({ min: 4 }).value, 0);
  assert.equal(score({ max: 3 }).value, 1);
  assert.equal(score({ max: 2 }).reason, '3 words, wanted at most 2');
  assert.equal(score({ min: 1, max: 3 }).value, 1);
  assert.equal(scoreBy('word_count', { min: 1 }, null).value, 0);
});

test('bounds have to be there and to fit together', () => {
  for (const bounds of [{}, { exact: 1, max: 2 }, { min: 3, max: 2 }, { min: -1 }, { max: 1.5 }]) {
    assert.ok('problems' in resolveScorer({ type: 'length', ...bounds }), JSON.stringify(bounds));
  }
});
