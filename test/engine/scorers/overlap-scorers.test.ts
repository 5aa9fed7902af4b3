import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Expected } from '../../../engine/benchmark/benchmark.ts';
import type { JsonObject } from '../../../engine/json.ts';
import { lcsLength, lcsPlaces } from '../../../engine/scorers/text/lcs.ts';
import { scoreBy } from './helpers.ts';

type Row = readonly [
  type: string,
  options: JsonObject,
  answer: string,
  expected: Expected,
  value: number,
];

const TARGETS = [
  "ZfbCUIUuePaiLVUlCaUXxkpu XPeWing tUHfPMuZ',-Xd Y BrUgVJing M-HV.-DgdDaY.rFDJCRing Ht-LM EKBDXkME,yz'RBr q'wtion wIojNbN wL,b .a-'XdQggyFl jB-RPP'iyOIcUxer tKM L",
  "KsJdPByEtAor fE-Qg Dpdbring cw-WeFyu vC MoBL Xdn g wkvcEiGvKtion BDFhrpMtion psing sbKao Q m qiing LMmer HqqLFXe,XPY,J XsurkMer ,ed nB'wH'bWVHjWFEing tQ.saefZwJtKrTlixYpMMsJing UCAPwNHeYVjDing c T BUySKtion gMPfJpwGw p'NvxAoping eu pBwMBKV'I DNxqelhu,PHPxDEq,mtion SN",
] as const;
const PREDICTIONS = [
  "rFDJCRtion Ht-LM EKtDXkME,yz'RBr q'wer wrojNbN wL,b .a-'XdQggyFl jB-RPP'iyOIcUxi",
  "n cw-WeFyu vC MoBL Xdn g wkvcEiGvKtion BDFhrpMer pstion sbKao Q m qier LMmed HqqLFXe,XPY,J XsurkMeo ,ed nB'wH'bWVHjWFEer tQ.saefZwJtKrTlixYpMMNJtion UCAPwNHeYVjD",
] as const;
const GUIDE =
  'It is a guide to action which ensures that the military always obeys the commands of the party';
const GUIDE_REFERENCE =
  'It is a guide to action that ensures that the military will forever heed Party commands';

/** Values that papers and the projects' own tests state. */
const PUBLISHED: Readonly<Record<string, readonly Row[]>> = {
  'rouge-score, rouge_scorer_test.py: runs of ROUGE-1.5.5': [
    ['rouge', rouge('rouge1', 'recall'), PREDICTIONS[0], TARGETS[0], 0.40741],
    ['rouge', rouge('rouge1', 'precision'), PREDICTIONS[0], TARGETS[0], 0.6875],
    ['rouge', rouge('rouge1', 'f'), PREDICTIONS[0], TARGETS[0], 0.51163],
    ['rouge', rouge('rouge1', 'f'), PREDICTIONS[1], TARGETS[1], 0.5],
    ['rouge', rouge('rouge1', 'f', true), PREDICTIONS[1], TARGETS[1], 0.52941],
    ['rouge', rouge('rouge2', 'f'), PREDICTIONS[0], TARGETS[0], 0.39024],
    ['rouge', rouge('rouge2', 'recall', true), PREDICTIONS[1], TARGETS[1], 0.29268],
    ['rouge', rouge('rougeL', 'precision'), PREDICTIONS[1], TARGETS[1], 0.65385],
    ['rouge', rouge('rougeL', 'f'), 'testing two', 'testing one two', 0.8],
    ['rouge', rouge('rougeLsum', 'f'), 'w1 w2 w6 w7 w8\nw1 w3 w8 w9 w5', 'w1 w2 w3 w4 w5', 0.53333],
  ],
  'sacrebleu, test_bleu.py (raw_corpus_bleu: no tokeniser, floor smoothing)': [
    ['bleu', floor(0.01), 'this is a fest', 'this is a test', 0.223606797749979],
    ['bleu', floor(0.01), 'test', 'a test', 0.3678794411714425],
    ['bleu', floor(0.01), 'a little test', 'a test', 0.03218297948685433],
    [
      'bleu',
      floor(0.1),
      'am I am a character sequence',
      'I am a symbol string sequence a a',
      0.1555722182,
    ],
  ],
  'sacrebleu, test_chrf.py': [
    ['chrf', { beta: 3 }, 'aa', 'ab', 0.25],
    ['chrf', { beta: 3 }, 'a b c', 'abc', 1],
    [
      'chrf',
      { beta: 3, white_space: true },
      'Die Beziehung zwischen Obama und Netanjahu ist nicht gerade freundlich.',
      'Das Verhältnis zwischen Obama und Netanyahu ist nicht gerade freundschaftlich.',
      0.673481606,
    ],
  ],
  'sacrebleu, test_ter.py': [
    ['ter', {}, 'aaaa bbbb cccc dddd', 'aaaa bbbb cccc dddd', 1],
    ['ter', {}, 'dddd eeee ffff', 'aaaa bbbb cccc', 0],
    ['ter', {}, '', 'a', 0],
    ['ter', {}, 'd e f g h a b c', 'a b c d e f g h', 1 - 1 / 8],
  ],
  'NLTK, documentation of gleu_score and meteor_score': [
    ['gleu', { tokenizer: 'none' }, GUIDE, GUIDE_REFERENCE, 0.43939],
    ['meteor', { tokenizer: 'none' }, GUIDE, GUIDE_REFERENCE, 0.6944],
    ['meteor', {}, 'non matching hypothesis', 'this is a cat', 0],
  ],
  'Morris et al. 2004, table 1, WER, MER and WIP': [
    ['wer', { measure: 'wer' }, 'X X Y Y', 'X', 0],
    ['wer', { measure: 'mer' }, 'X X Y Y', 'X', 0.25],
    ['wer', { measure: 'wip' }, 'X X Y Y', 'X', 0.25],
    ['wer', { measure: 'wer' }, 'X Z', 'X Y X', 1 / 3],
    ['wer', { measure: 'wip' }, 'X Z', 'X Y X', 1 / 6],
    ['wer', { measure: 'mer' }, 'Y Z', 'X', 0],
  ],
  'jiwer, test_cer.py': [['cer', {}, 'This test', 'This is a test', 1 - 5 / 14]],
  'Winkler 1990, table of examples': [
    ['similarity', { measure: 'jaro_winkler' }, 'MARHTA', 'MARTHA', 0.9611],
    ['similarity', { measure: 'jaro_winkler' }, 'DICKSONX', 'DIXON', 0.8133],
    ['similarity', { measure: 'jaro_winkler' }, 'DUANE', 'DWAYNE', 0.84],
  ],
};

for (const [source, rows] of Object.entries(PUBLISHED)) {
  test(`published values: ${source}`, () => {
    for (const [type, options, answer, expected, value] of rows) {
      const score = scoreBy(type, options, answer, expected);
      const distance = Math.abs((score.value ?? 2) - value);
      assert.ok(distance < 0.00005, `${type} ${answer}: ${score.value}, published ${value}`);
    }
  });
}

test('texts too long for a quadratic method are not scored, and it says so', () => {
  const many = (word: string, count: number) => `${word} `.repeat(count);
  const long: readonly (readonly [type: string, options: JsonObject, size: number])[] = [
    ['ter', {}, 5_000],
    ['wer', { measure: 'wer' }, 50_000],
    ['wer', { measure: 'mer' }, 5_000],
    ['cer', {}, 50_000],
    ['rouge', { variant: 'rougeL' }, 50_000],
    ['rouge', { variant: 'rougeLsum' }, 5_000],
    ['chrf', {}, 400_000],
    ['cider', {}, 60_000],
  ];
  for (const [type, options, size] of long) {
    const score = scoreBy(type, options, `a ${many('x b', size)}`, `b ${many('y b', size)} c`);
    assert.equal(score.value, null, type);
    assert.match(score.reason, /^too long to compare/);
  }
});

test('an expected text without words is not a wrong answer', () => {
  assert.equal(scoreBy('rouge', {}, 'ответ', 'ответ').value, null);
  assert.equal(scoreBy('rouge', { words: 'unicode' }, 'ответ', 'Ответ!').value, 1);
  assert.equal(scoreBy('similarity', {}, '?', '?').value, null);
  for (const type of ['bleu', 'gleu', 'chrf', 'meteor', 'cider']) {
    assert.equal(scoreBy(type, {}, 'x', '').value, null, type);
  }
});

test('WER folds case and punctuation, CER space and graphemes, when told to', () => {
  assert.equal(scoreBy('wer', { ignore_case: true }, 'The Cat', 'the cat').value, 1);
  assert.equal(scoreBy('wer', { ignore_punctuation: true }, 'the cat.', 'the cat').value, 1);
  assert.equal(scoreBy('cer', { ignore_space: true }, 'a b', 'ab').value, 1);
  assert.equal(scoreBy('cer', { unit: 'graphemes' }, 'a👩‍👩‍👧', 'a👨‍👨‍👦').value, 0.5);
  assert.equal(scoreBy('cer', {}, 'longer than', 'x').value, 0);
});

test('the bit-parallel length of common subsequences is that of the table', () => {
  let seed = 11;
  const random = (below: number) => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  const text = (most: number) =>
    Array.from({ length: random(most) }, () => 'abcde'[random(5)] ?? '');
  for (let round = 0; round < 300; round++) {
    const [a, b] = [text(120), text(120)];
    assert.equal(lcsLength(a, b), lcsPlaces(a, b).length);
  }
});

function rouge(variant: string, measure: string, stemmer = false): JsonObject {
  return { variant, measure, stemmer };
}

function floor(smooth_value: number): JsonObject {
  return { tokenizer: 'none', smoothing: 'floor', smooth_value };
}
