import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Expected } from '../../../engine/benchmark/benchmark.ts';
import type { JsonObject } from '../../../engine/json.ts';
import { extract, scoreBy } from './helpers.ts';

type Row = readonly [options: JsonObject, answer: string, expected: Expected, value: number | null];

const ENDS_WITH: readonly Row[] = [
  [{}, 'It is Paris', 'Paris', 1],
  [{}, 'It is Paris \n', ' Paris ', 1],
  [{}, 'It is Paris \n', 'Paris ', 1],
  [{}, 'It is Paris.', 'Paris', 0],
  [{ ignore_mark: true }, 'It is “Paris”.', 'Paris', 1],
  [{ ignore_mark: true }, '**Paris**', 'Paris', 1],
  [{ ignore_mark: true }, '...', '.', 1],
  [{ ignore_case: true }, 'PARIS', 'paris', 1],
  [{}, 'cafe\u0301', 'caf\u00e9', 1],
  [{ values: ['b'] }, 'ab', 'a', 1],
  [{}, 'Paris', '', null],
];

/** HELM's prefix_exact_match (quasi: false) and its two quasi variants. */
const PREFIX: readonly Row[] = [
  [{ quasi: false }, ' Paris, France', 'Paris', 1],
  [{ quasi: false }, 'paris', 'Paris', 0],
  [{}, 'The paris.', 'Paris', 1],
  [{}, 'In Paris', 'Paris', 0],
  [{ ignore_articles: false }, 'The paris.', 'Paris', 0],
  [{ ignore_articles: false }, 'the Paris', 'The paris!', 1],
  [{}, '', 'Paris', 0],
  [{}, 'x', 'the', null],
];

/** Values of the definitions in SQuAD's evaluate-v2.0.py, worked out by hand. */
const SQUAD: readonly Row[] = [
  [{}, 'the Denver Broncos', 'Denver Broncos', 1],
  [{}, 'Broncos', 'Denver Broncos', 2 / 3],
  [{}, 'Denver Denver', 'Denver', 2 / 3],
  [{ measure: 'set_f1' }, 'Denver Denver', 'Denver', 1],
  [{ measure: 'exact' }, 'The “Denver” Broncos', 'denver broncos', 0],
  [{ measure: 'exact' }, 'The "Denver" Broncos', 'denver broncos', 1],
  [{ measure: 'exact', ignore_articles: false }, 'the Broncos', 'Broncos', 0],
  [{}, 'x', ['a b', 'x y', 'x'], 1],
  [{}, 'state-of-the-art', 'state of the art', 0],
  [{}, '', '', 1],
  [{}, 'the', '', 1],
  [{}, 'no answer', '', 0],
  [{}, '', 'Denver', 0],
  [{}, 'über alles', 'Über', 2 / 3],
  [{}, '1,000', '1000', 1],
];

/** OpenAI evals, `fuzzy_match`: of the two normalised texts one holds the other. */
const FUZZY: readonly Row[] = [
  [{}, 'It was William Shakespeare.', 'Shakespeare', 1],
  [{}, 'Shakespeare', 'William Shakespeare', 1],
  [{}, 'Marlowe', 'Shakespeare', 0],
  [{}, 'THE cat', 'a Cat!', 1],
  [{}, '', 'cat', 0],
  [{}, 'the', '!', 1],
  [{}, 'cat', ['dog', 'cats'], 1],
];

const TABLES = [
  ['ends_with', ENDS_WITH],
  ['prefix_exact', PREFIX],
  ['squad', SQUAD],
  ['fuzzy_match', FUZZY],
] as const;

for (const [type, rows] of TABLES) {
  for (const [options, answer, expected, value] of rows) {
    const shown = JSON.stringify([answer, expected]);
    test(`${type} ${JSON.stringify(options)}: ${shown} scores ${value}`, () => {
      assert.equal(scoreBy(type, options, answer, expected).value, value);
    });
  }
}

/** Extract steps that take what Inspect's scorer `answer` takes after “ANSWER:”. */
const AFTER_ANSWER = {
  letter: { regex: { pattern: 'answer\\s*:\\s*([A-Za-z])(?:\\W|$)', flags: 'i', match: 'last' } },
  word: { regex: { pattern: 'answer\\s*:\\s*(\\w+)', flags: 'i', match: 'last' } },
  line: { regex: { pattern: 'answer\\s*:\\s*([^\\n]+)', flags: 'i', match: 'last' } },
};

test('extract steps take a letter, a word or the line after “ANSWER:”', () => {
  const reply = 'Let me think: Answer: A?\n\nANSWER: B, because of it\nDone.';
  assert.equal(extract(AFTER_ANSWER.letter, reply), 'B');
  assert.equal(extract(AFTER_ANSWER.word, 'ANSWER: forty two'), 'forty');
  assert.equal(extract(AFTER_ANSWER.line, reply), 'B, because of it');
  const steps = [{ after: { text: 'ANSWER:', ignore_case: true } }, 'first_line'];
  assert.equal(extract(steps, reply), 'B, because of it');
});
