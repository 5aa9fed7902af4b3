import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_NUMBER_RULES, statedNumber } from '../../../engine/scorers/text/numbers.ts';
import { scoreBy } from './helpers.ts';

/** What is read out of a text by the rules that hold unless a benchmark says otherwise. */
const READ: readonly (readonly [string, number | undefined])[] = [
  ['42', 42],
  ['  42.\n', 42],
  ['-7', -7],
  ['+7', 7],
  ['.5', 0.5],
  ['-.5', -0.5],
  ['007', 7],
  ['0', 0],
  ['-0', 0],

  // A full stop ends a sentence, a comma goes on with it.
  ['The answer is 42.', 42],
  ['It is 3.14, roughly', 3.14],
  ['42!', 42],
  ['**42**', 42],
  ['`42`', 42],
  ['_42_', 42],
  ['(42)', 42],
  ['"42"', 42],
  ['x=5', 5],
  ['A:5', 5],

  // Grouping by commas, points, apostrophes and spaces of several kinds, Indian grouping too.
  ['1,234', 1234],
  ['1,234,567.89', 1234567.89],
  ['1.234.567', 1234567],
  ['1.234.567,89', 1234567.89],
  ['1.234,5', 1234.5],
  ["1'234'567.5", 1234567.5],
  ['1’234', 1234],
  ['1 234 567', 1234567],
  ['1 234,56', 1234.56],
  ['10\u00a0000', 10000],
  ['10\u202f000,5', 10000.5],
  ['1_000_000', 1000000],
  ['1,00,000', 100000],
  ['12,34,567', 1234567],

  // One comma is decimal unless exactly three digits follow a group that can be one.
  ['1,5', 1.5],
  ['0,500', 0.5],
  ['1234,5', 1234.5],
  ['1.234', 1.234],
  ['12.3456', 12.3456],

  // Lists, dates and versions are several numbers.
  ['1, 2, 3', 3],
  ['1,2,3', 3],
  ['1, 000', 0],
  ['version 1.2.3', 3],
  ['12.05.2024', 2024],
  ['1/2/2024', 2024],
  ['100,20', 100.2],
  ['in 2020 100 people', 100],

  // Signs: a minus is one only where it cannot subtract or join.
  ['−5', -5],
  ['–5', -5],
  ['= -5', -5],
  ['(-5)', -5],
  ['16-3', 3],
  ['16 - 3', 3],
  ['3–5', 5],
  ['(16)-3', 3],
  ['50%-3', 3],
  ['gpt-4', 4],
  ['- 5 apples', 5],
  ['F-16', 16],

  // Money.
  ['$1,234.50', 1234.5],
  ['-$5', -5],
  ['$-5', -5],
  ['€ 5', 5],
  ['5 €', 5],
  ['5€', 5],
  ['US$5', 5],
  ['R$ 5,50', 5.5],
  ['USD 5', 5],
  ['USD5', 5],
  ['-EUR 5', -5],
  ['£3.20', 3.2],
  ['₹1,00,000', 100000],

  // Percent, units, ordinals.
  ['12%', 12],
  ['12 %', 12],
  ['12 percent', 12],
  ['5km', 5],
  ['5 km/h', 5],
  ['37.5°C', 37.5],
  ['the 5th', 5],
  ['1.5 million', 1500000],
  ['$2.3 billion', 2300000000],
  ['1.1 million', 1100000],
  ['5 millions', 5],

  // Digits inside words count only where there is nothing else.
  ['5 tons of CO2', 5],
  ['H2O has 3 atoms', 3],
  ['B12', 12],

  // Fractions and mixed numbers.
  ['3/4', 0.75],
  ['-3/4', -0.75],
  ['3 / 4', 0.75],
  ['1 1/2', 1.5],
  ['-1 1/2', -1.5],
  ['½', 0.5],
  ['1½', 1.5],
  ['1⁄2', 0.5],
  ['3/0', 0],
  ['it is 3/4.', 0.75],
  ['1/2 million', 500000],

  // LaTeX.
  ['\\boxed{42}', 42],
  ['$\\boxed{42}$ (3 marks)', 42],
  ['\\boxed{1} no, \\boxed{2}', 2],
  ['\\boxed{}\nso 7', 7],
  ['\\boxed{\\frac{3}{4}}', 0.75],
  ['\\frac{3}{4}', 0.75],
  ['\\dfrac{-3}{4}', -0.75],
  ['-\\frac{3}{4}', -0.75],
  ['1\\frac{1}{2}', 1.5],
  ['\\frac12', 0.5],
  ['1{,}000', 1000],
  ['1\\,000', 1000],
  ['10\\,000 \\text{ km}', 10000],
  ['\\$5', 5],
  ['12\\%', 12],
  ['$x = 5$', 5],
  ['\\(5\\)', 5],

  // Scientific notation.
  ['6.02e23', 6.02e23],
  ['6.02E+23', 6.02e23],
  ['1e-5', 1e-5],
  ['6.02 × 10^23', 6.02e23],
  ['6.02 \\times 10^{23}', 6.02e23],
  ['6.02·10²³', 6.02e23],
  ['3 x 10^-4', 3e-4],
  ['10^5', 1e5],
  ['10⁻³', 1e-3],
  ['1.5e3 m', 1500],
  ['2e', 2],

  // Digits of other scripts.
  ['٤٢', 42],
  ['１２３', 123],
  ['４２．５', 42.5],
  ['४२', 42],
  ['𝟒𝟐', 42],
  ['١٢٫٥', 12.5],

  // Not a number, and beyond what a number can be.
  ['', undefined],
  ['none', undefined],
  ['²', undefined],
  ['1e999', undefined],
  ['9'.repeat(400), undefined],
];

for (const [text, value] of READ) {
  test(`number: ${JSON.stringify(text.slice(0, 40))} is read as ${value}`, () => {
    assert.equal(statedNumber(text, DEFAULT_NUMBER_RULES)?.value, value);
  });
}

test('number: a calculation ends with its result', () => {
  const text = '16 - 3 - 4 = <<16-3-4=9>>9 eggs, 9 * 2 = $<<9*2=18>>18 every day';
  assert.equal(statedNumber(text, DEFAULT_NUMBER_RULES)?.value, 18);
});

test('number: the first one can be picked', () => {
  assert.equal(statedNumber('18 dollars in 7 days', DEFAULT_NUMBER_RULES, 'first')?.value, 18);
});

test('number: the decimal mark can be given', () => {
  const comma = { ...DEFAULT_NUMBER_RULES, decimal: 'comma' } as const;
  assert.equal(statedNumber('1.234', comma)?.value, 1234);
  assert.equal(statedNumber('1,234', comma)?.value, 1.234);
  assert.equal(statedNumber('3.5', comma)?.value, 3.5);
  const point = { ...DEFAULT_NUMBER_RULES, decimal: 'point' } as const;
  assert.equal(statedNumber('1.234', point)?.value, 1.234);
  assert.equal(statedNumber('1,5', point)?.value, 5);
});

test('number: a percentage is a fraction only where that is asked for', () => {
  assert.equal(scoreBy('number', {}, '12%', 12).value, 1);
  assert.equal(scoreBy('number', {}, '12%', 0.12).value, 0);
  assert.equal(scoreBy('number', { percent_as_fraction: true }, '12%', 0.12).value, 1);
  assert.equal(scoreBy('number', { percent_as_fraction: true }, '0.12', '12%').value, 1);
  assert.equal(scoreBy('number', { percent_as_fraction: true }, '12', '12%').value, 0);
});

test('number: words of magnitude can be units', () => {
  assert.equal(scoreBy('number', { magnitude_words: false }, '5 million', 5).value, 1);
});

test('number: a tolerance is inclusive in decimal, not in binary', () => {
  assert.equal(scoreBy('number', { tolerance: 0.01 }, '0.51', 0.5).value, 1);
  assert.equal(scoreBy('number', { tolerance: 0.01 }, '0.49', 0.5).value, 1);
  assert.equal(scoreBy('number', { tolerance: 0.01 }, '0.5101', 0.5).value, 0);
});

test('number: a relative tolerance is a share of the expected value', () => {
  assert.equal(scoreBy('number', { relative_tolerance: 0.1 }, '-110', -100).value, 1);
  assert.equal(scoreBy('number', { relative_tolerance: 0.1 }, '-111', -100).value, 0);
  assert.equal(scoreBy('number', { relative_tolerance: 0.1 }, '0.001', 0).value, 0);
});

test('number: long integers are compared digit by digit', () => {
  assert.equal(scoreBy('number', {}, '12345678901234567890', '12345678901234567890').value, 1);
  assert.equal(scoreBy('number', {}, '12345678901234567891', '12345678901234567890').value, 0);
  assert.equal(
    scoreBy('number', {}, '12,345,678,901,234,567,890', '12345678901234567890').value,
    1,
  );
});

test('number: a reply without a number is wrong, and says so', () => {
  const score = scoreBy('number', {}, 'I do not know', 5);
  assert.deepEqual(score, { value: 0, answer: null, reason: 'no number found in “I do not know”' });
  assert.match(scoreBy('number', {}, null, 5).reason, /^no number found/);
});

test('number: an expected value without a number leaves the case unscored', () => {
  for (const expected of ['many', true, null, { a: 1 }]) {
    const score = scoreBy('number', {}, '5', expected);
    assert.equal(score.value, null);
    assert.match(score.reason, /is no number$/);
  }
  assert.equal(scoreBy('number', {}, '5', ['5', 'many']).value, null);
  assert.equal(scoreBy('number', {}, '5', []).value, null);
});

test('number: the recorded answer is plain', () => {
  assert.equal(scoreBy('number', {}, 'about $1,234.50', 5).answer, '1234.5');
  assert.equal(scoreBy('number', {}, '5', ['4', '5']).value, 1);
});
