import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runExtract } from '../../../engine/scorers/extract.ts';
import { scoreCase } from '../../../engine/scorers/score-case.ts';
import { extract, specOf, stepsOf } from './helpers.ts';

/** Written steps, a text, and what they take out of it; marked where a filter of lm-eval rules. */
const TAKEN: readonly (readonly [unknown, string, string | null])[] = [
  // RegexFilter: findall, then group_select; a missing one is the fallback.
  [{ regex: { pattern: 'x=(\\d)', match: 1 } }, 'x=1 x=2 x=3', '2'],
  [{ regex: { pattern: 'x=(\\d)', match: -2 } }, 'x=1 x=2 x=3', '2'],
  [{ regex: { pattern: 'x=(\\d)', match: 7 } }, 'x=1 x=2', null],
  [{ regex: { pattern: 'x=(\\d)', fallback: '[invalid]' } }, 'none', '[invalid]'],
  [{ regex: { pattern: 'x=(\\d)', match: 5, fallback: '[invalid]' } }, 'x=1', '[invalid]'],
  // WhitespaceFilter takes one space at the beginning; ours takes all of it unless told.
  [{ remove_whitespace: { where: 'first_space' } }, '  a b', ' a b'],
  ['remove_whitespace', ' a\tb\n', 'ab'],
  ['upper', 'straße', 'STRASSE'],
  // MapFilter: mapping_dict and default_value.
  [{ map: { values: { A: '1', B: '2' } } }, 'B', '2'],
  [{ map: { values: { A: '1' }, default: '0' } }, 'C', '0'],
  [{ map: { values: { A: '1' } } }, 'C', null],
  [{ map: { values: { yes: '1' }, ignore_case: true } }, 'YES', '1'],
  [{ map: { values: {} } }, '__proto__', null],
  // POSFilter and SPANFilter.
  ['regex_pos', "('a', 'DET') ('b', 'NOUN')", 'DET NOUN'],
  ['regex_pos', 'no pairs', null],
  ['format_span', 'PER: Anna, None $$ LOC: Rome', 'per: anna $ loc: rome'],
  // Several texts: each later step works on all of them, and the first that is left counts.
  [[{ find_all: '\\d+' }, 'take_last'], '4 7 9', '9'],
  [[{ find_all: '\\d+' }, { take_first_k: 2 }, 'take_last'], '4 7 9', '7'],
  [[{ find_all: '\\d+' }, 'majority_vote'], '4 7 9 7', '7'],
  [[{ find_all: '\\d+' }, 'majority_vote'], '9 7', '9'],
  [[{ find_all: '[a-zA-Z]+' }, 'lower', 'majority_vote'], 'Yes no YES', 'yes'],
  [[{ find_all: 'x=(\\d)|y=(\\d)' }, 'take_last'], 'x=1 y=2', '2'],
  [[{ find_all: '\\d' }, 'majority_vote'], 'none', null],
];

for (const [steps, text, wanted] of TAKEN) {
  test(`${JSON.stringify(steps)} takes ${wanted} out of ${JSON.stringify(text)}`, () => {
    assert.equal(extract(steps, text), wanted);
  });
}

const choices = ['the red house', 'the blue house', 'neither'];
/** What MultiChoiceRegexFilter answers, by its three rules in their order. */
const CHOSEN: readonly (readonly [unknown, string, string | null])[] = [
  [{ multi_choice_regex: '\\([A-Z]\\)' }, 'Not the red house: (B)', '(B)'],
  [{ multi_choice_regex: '\\([A-Z]\\)' }, 'It is the blue house, not the red house', '(B)'],
  [
    { multi_choice_regex: { pattern: '\\([A-Z]\\)', match: 'last' } },
    'It is the blue house, not the red house',
    '(A)',
  ],
  [{ multi_choice_regex: '\\([A-Z]\\)' }, 'Answer: C', '(C)'],
  [{ multi_choice_regex: '\\([A-Z]\\)' }, 'Answer: D', null],
  [{ multi_choice_regex: { pattern: '\\([A-Z]\\)', fallback: '[invalid]' } }, 'x', '[invalid]'],
  [{ multi_choice_regex: { pattern: 'Z', ignore_case: true } }, 'THE BLUE HOUSE', '(B)'],
  [{ multi_choice_regex: { pattern: 'Z', ignore_punctuation: true } }, 'the blue, house', '(B)'],
  [{ multi_choice_regex: { pattern: 'Z', ignore: ['the '] } }, 'blue house', '(B)'],
  ['choice_letter', 'I would say the blue house.', 'B'],
  ['choice_letter', 'A or B', null],
  [{ choice_letter: 'unparsed' }, 'I cannot say.', 'unparsed'],
];

for (const [steps, text, wanted] of CHOSEN) {
  test(`of three options ${JSON.stringify(steps)} takes ${wanted} out of “${text}”`, () => {
    assert.equal(runExtract(stepsOf(steps), text, { choices }), wanted);
  });
}

test('one reply has several named views in one run, strict and flexible', () => {
  const views = [
    { type: 'number', name: 'flexible', extract: [{ find_all: '-?\\d+' }, 'take_last'] },
    { type: 'number', name: 'strict', weight: 0, extract: [{ regex: '#### (-?\\d+)$' }] },
  ];
  const answered = { output: 'First 3, so 7.', expected: 7, variables: {} };
  const { score, scores } = scoreCase(views.map(specOf), [], answered);
  assert.equal(score, 1);
  assert.deepEqual(
    scores.map(({ scorer, value, answer }) => [scorer, value, answer]),
    [
      ['flexible', 1, '7'],
      ['strict', 0, null],
    ],
  );
});
