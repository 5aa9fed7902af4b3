import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Expected } from '../../../engine/benchmark/benchmark.ts';
import { type CaseScore, scoreCase } from '../../../engine/scorers/score-case.ts';
import { specOf, stepsOf } from './helpers.ts';

function score(
  written: readonly unknown[],
  output: string,
  expected?: Expected,
  extract: unknown = [],
): CaseScore {
  return scoreCase(written.map(specOf), stepsOf(extract), { output, expected, variables: {} });
}

test('a case scores the weighted mean, and passes when all that counts passes', () => {
  const scorers = [
    { type: 'equals', weight: 3 },
    { type: 'includes', weight: 1 },
  ];
  const half = score(scorers, 'It is Paris', 'Paris');
  assert.equal(half.score, 0.25);
  assert.equal(half.passed, false);
  const full = score(scorers, 'Paris', 'Paris');
  assert.equal(full.score, 1);
  assert.equal(full.passed, true);
});

test('weights that no binary number holds still make a full score 1', () => {
  const scorers = Array.from({ length: 10 }, () => ({ type: 'equals', weight: 0.1 }));
  assert.equal(score(scorers, 'a', 'a').score, 1);
});

test('a scorer of weight 0 informs, whatever it says', () => {
  const result = score(['equals', { type: 'number', weight: 0 }], 'a', 'a');
  assert.equal(result.score, 1);
  assert.equal(result.passed, true);
  assert.equal(result.scores[1]?.value, null);
  assert.equal(score([{ type: 'equals', weight: 0 }], 'a', 'a').score, null);
});

test('failed is not zero: one scorer that counts and cannot score leaves the case unscored', () => {
  const result = score(['equals', 'number'], 'wrong', 'right');
  assert.equal(result.score, null);
  assert.equal(result.passed, null);
  assert.equal(result.scores[0]?.value, 0);
  assert.equal(result.scores[1]?.passed, null);
});

test('not turns a score round, and leaves the unscored unscored', () => {
  const [detail] = score([{ type: 'includes', not: true, values: ['sorry'] }], 'Yes').scores;
  assert.equal(detail?.value, 1);
  assert.match(detail?.reason ?? '', /^not: does not include/);
  assert.equal(score([{ type: 'includes', not: true, values: ['sorry'] }], 'sorry').score, 0);
  assert.equal(score([{ type: 'number', not: true }], '5', 'no number').score, null);
});

test('a threshold decides what passes', () => {
  const at = (threshold: number) => score([{ type: 'levenshtein', threshold }], 'kitten', 'sitten');
  assert.equal(at(0.8).passed, true);
  assert.equal(at(0.9).passed, false);
  assert.equal(at(0).passed, true);
});

test('steps take the answer out; a scorer may have its own', () => {
  const steps = [{ after: 'A:' }];
  const result = score(
    ['equals', { type: 'equals', name: 'shouted', extract: ['lower', { after: 'a:' }] }],
    'x A: b',
    'b',
    steps,
  );
  assert.deepEqual(
    result.scores.map(({ scorer, value }) => [scorer, value]),
    [
      ['equals', 1],
      ['shouted', 1],
    ],
  );
  assert.equal(result.answer, 'b');
});

test('no answer is a wrong answer, in each scorer’s words', () => {
  const said = (type: string, expected: Expected) => {
    const result = score([type], 'no marker', expected, [{ after: 'A:' }]);
    assert.equal(result.score, 0);
    assert.equal(result.answer, null);
    return result.scores[0]?.reason ?? '';
  };
  const common = 'nothing to score: the extract steps found no answer';
  for (const type of ['equals', 'includes', 'starts_with', 'regex', 'levenshtein', 'json']) {
    assert.equal(said(type, 'B'), common);
  }
  assert.equal(said('number', 5), 'no number found');
  assert.equal(said('choice', 'B'), 'no choice found');
});

test('without an expected value a case is unscored, answer or none', () => {
  for (const type of [
    'equals',
    'includes',
    'starts_with',
    'regex',
    'levenshtein',
    'number',
    'choice',
  ]) {
    assert.equal(score([type], 'a').score, null, type);
    assert.equal(score([type], 'a', undefined, [{ after: 'A:' }]).score, null, type);
  }
});

test('reasons and answers are cut to 300 characters, never through a character', () => {
  const [detail] = score(['equals'], '😀'.repeat(400), 'x').scores;
  assert.ok((detail?.answer?.length ?? 0) <= 300);
  assert.ok((detail?.reason.length ?? 0) <= 300);
  assert.match(detail?.answer ?? '', /^(?:😀)+…$/u);
  assert.ok(detail?.answer?.isWellFormed());
});

test('a scorer that is unknown or set up wrongly leaves the case unscored, with the reason', () => {
  const spec = { ...specOf('equals'), type: 'telepathy' };
  const answered = { output: 'a', expected: 'a', variables: {} };
  const unknown = scoreCase([spec], [], answered);
  assert.equal(unknown.score, null);
  assert.match(unknown.scores[0]?.reason ?? '', /"telepathy" failed: there is no such scorer/);
  const bad = scoreCase([{ ...specOf('number'), options: { tolerance: 'x' } }], [], answered);
  assert.equal(bad.score, null);
  const badStep = scoreCase([specOf('equals')], [{ step: 'none', options: {} }], answered);
  assert.match(badStep.scores[0]?.reason ?? '', /unknown extract step "none"/);
});

test('options without their defaults are completed', () => {
  const spec = { ...specOf('number'), options: {} };
  assert.equal(scoreCase([spec], [], { output: '5', expected: 5, variables: {} }).score, 1);
});

test('a choice is recorded in the written order', () => {
  const result = scoreCase([specOf('choice')], [], {
    output: 'Answer: A',
    expected: 'Rome',
    choices: ['Rome', 'London'],
    order: [1, 0],
    variables: {},
  });
  assert.equal(result.score, 1);
  assert.equal(result.answer, 'B');
});
