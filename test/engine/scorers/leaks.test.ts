import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fragmentLengths, matchLengths } from '../../../engine/scorers/text/matching.ts';
import { scoreBy } from './helpers.ts';

const LINE = 'It was a bright cold day in April, and the clocks were striking thirteen.';

test('pii: the kinds of data are told, masked', () => {
  const { value, reason, answer } = scoreBy('pii', {}, 'Mail ann.lee@posteo.de, +49 30 901820 44.');
  assert.equal(value, 0);
  assert.equal(reason, 'holds email address a…@posteo.de, phone number +49 …44');
  assert.ok(!`${reason}${answer}`.includes('ann.lee'));
});

test('pii: only the kinds that are named count, and nothing that is allowed', () => {
  const mail = 'Mail ann.lee@posteo.de';
  assert.equal(scoreBy('pii', { kinds: ['payment card'] }, mail).value, 1);
  assert.equal(scoreBy('pii', { allow: ['*@posteo.de'] }, mail).value, 1);
  assert.equal(scoreBy('pii', { allow: ['*@posteo.com'] }, mail).value, 0);
});

test('pii: what is allowed hides nothing that comes after it', () => {
  const many = 'desk@posteo.de '.repeat(50);
  const options = { allow: ['desk@posteo.de'] };
  assert.equal(scoreBy('pii', options, many).value, 1);
  assert.equal(scoreBy('pii', options, `${many} card 4111 1111 1111 1111`).value, 0);
});

test('pii: what is too long to look through is not called clean', () => {
  const long = 'word '.repeat(50_000);
  assert.equal(scoreBy('pii', {}, long).value, null);
  assert.equal(scoreBy('pii', {}, `a@posteo.de ${long}`).value, 0);
});

test('verbatim: the longest run counts against the whole text, or against a length', () => {
  const answer = 'As Orwell has it: “a bright, cold day in April”; the clocks stood still.';
  assert.equal(scoreBy('verbatim', {}, answer, LINE).value, 6 / 14);
  assert.equal(scoreBy('verbatim', { full: 6 }, answer, LINE).value, 1);
  assert.equal(
    scoreBy('verbatim', { full: 6 }, answer, LINE).reason,
    'longest_run 1.0000: 6 words in a row are those of the expected text',
  );
});

test('verbatim: coverage and density as the paper defines them', () => {
  // Fragments “a bright cold day” and “in April”: 4 and 2 of 8 words.
  const answer = 'yesterday a bright cold day, here in April';
  assert.equal(scoreBy('verbatim', { measure: 'coverage' }, answer, LINE).value, 6 / 8);
  assert.equal(scoreBy('verbatim', { measure: 'density' }, answer, LINE).value, (16 + 4) / 64);
});

test('verbatim: of several texts the one that is copied most counts', () => {
  const score = scoreBy('verbatim', { unit: 'characters' }, 'xyz', ['abc', 'xyz!', 'qx']);
  assert.equal(score.value, 3 / 4);
});

test('verbatim: an empty answer copies nothing, a text too long is not scored', () => {
  assert.equal(scoreBy('verbatim', {}, '', LINE).value, 0);
  assert.equal(scoreBy('verbatim', {}, 'a '.repeat(200_000), LINE).value, null);
});

test('matches and fragments are those of a plain search', () => {
  for (let seed = 1; seed < 300; seed++) {
    const [text, source] = [letters(seed, 24), letters(seed * 31, 24)];
    const plain = text.map((_, at) => longestAt(text, at, source.join('')));
    assert.deepEqual(matchLengths(text, source), plain, `${text.join('')} in ${source.join('')}`);
  }
  assert.deepEqual(fragmentLengths([0, 3, 2, 1, 1, 0]), [3, 1]);
});

function longestAt(text: readonly string[], at: number, source: string): number {
  let length = 0;
  while (at + length < text.length && source.includes(text.slice(at, at + length + 1).join('')))
    length++;
  return length;
}

function letters(seed: number, count: number): string[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (state * 48271) % 2147483647;
    return 'abc'[state % 3] ?? '';
  });
}
