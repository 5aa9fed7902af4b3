import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { detectLanguage, LANGUAGES } from '../../../engine/scorers/text/detect-language.ts';
import { scoreBy } from './helpers.ts';

/**
 * 233 short sentences in 36 languages. The last 50 were written after the tables of words: when
 * they were first tried, 47 were told right, 3 not told and none told wrong.
 */
const sentences = readFileSync(new URL('texts/languages.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split('\t'));

test('language: of short sentences 97 % are told right and 1 % wrong', () => {
  const found = sentences.map(([code, text = '']) => ({ code, text, ...detectLanguage(text) }));
  const wrong = found.filter(({ code, language }) => language !== null && language !== code);
  const unknown = found.filter(({ language }) => language === null);
  const shown = JSON.stringify([...wrong, ...unknown]);
  assert.ok(wrong.length <= sentences.length * 0.01, shown);
  assert.ok(wrong.length + unknown.length <= sentences.length * 0.03, shown);
});

test('language: every language that can be told has sentences', () => {
  assert.equal(LANGUAGES.length, 36, 'the number that the summary of the scorer names');
  assert.deepEqual([...new Set(sentences.map(([code]) => code))].sort(), [...LANGUAGES]);
});

test('language: all sentences of a language together are told right', () => {
  for (const code of LANGUAGES) {
    const text = sentences.flatMap(([of, sentence]) => (of === code ? [sentence] : [])).join(' ');
    assert.equal(detectLanguage(text).language, code);
  }
});

test('language: what is wanted is an option or the expected value, a code or a tag', () => {
  const german = 'Das ist leider nicht möglich.';
  assert.equal(scoreBy('language', { values: ['de'] }, german).value, 1);
  assert.equal(scoreBy('language', {}, german, 'de-AT').value, 1);
  assert.equal(scoreBy('language', {}, german, ['fr', 'DE']).value, 1);
  assert.equal(scoreBy('language', {}, german, 'fr').value, 0);
  assert.equal(
    scoreBy('language', {}, 'Det er ikke mulig, men vi prøver noe annet.', 'nb').value,
    1,
  );
});

test('language: what cannot be told is not wrong', () => {
  assert.equal(scoreBy('language', {}, '42', 'en').value, null);
  assert.equal(scoreBy('language', {}, '', 'en').value, null);
  assert.equal(scoreBy('language', {}, 'This is English.', 'xx').value, null);
});

test('language: the script of most letters decides in a mixed text', () => {
  const code = 'const answer = await fetch(url);';
  assert.equal(detectLanguage(`使用这个函数可以得到结果：${code}`).language, 'zh');
  assert.equal(
    detectLanguage(`Эта функция возвращает результат, как показано ниже: ${code}`).language,
    'ru',
  );
});
