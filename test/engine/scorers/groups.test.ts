import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scoringRecipe } from '../../../engine/benchmark/fingerprint.ts';
import { resolveScorer } from '../../../engine/scorers/resolve.ts';
import { type CaseScore, scoreCase } from '../../../engine/scorers/score-case.ts';
import { specOf } from './helpers.ts';

function score(written: unknown, output: string, expected = 'Paris'): CaseScore {
  return scoreCase([specOf(written)], [], { output, expected, variables: {} });
}

const short = { type: 'length', name: 'short', max: 10 };
const right = { type: 'includes', name: 'right' };

test('all: every part has to pass, and the reason names the one that did not', () => {
  const both = { type: 'all', score: [short, right] };
  assert.equal(score(both, 'Paris').score, 1);
  const long = score(both, 'It is Paris, in France');
  assert.equal(long.score, 0);
  assert.match(long.scores[0]?.reason ?? '', /^1 of 2 failed: “short”: 22 .*at most 10/);
});

test('any: one part is enough', () => {
  const either = { type: 'any', score: [short, right] };
  assert.equal(score(either, 'Rome').score, 1);
  assert.equal(score(either, 'I say Paris, not Rome').score, 1);
  const neither = score(either, 'I say Rome, and not Milan');
  assert.equal(neither.score, 0);
  assert.match(neither.scores[0]?.reason ?? '', /^none of 2 passed: “short”.*“right”/);
});

test('mean: the parts count by their weights, and a threshold decides what passes', () => {
  const written = { type: 'mean', threshold: 0.7, score: [{ ...short, weight: 3 }, right] };
  const result = score(written, 'Rome');
  assert.equal(result.score, 0.75);
  assert.equal(result.passed, true);
  assert.equal(score({ ...written, threshold: 0.8 }, 'Rome').passed, false);
});

test('parts are recorded by name under their group, and only inform', () => {
  const { scores } = score({ type: 'all', name: 'format', score: [short, right] }, 'Rome');
  assert.deepEqual(
    scores.map(({ scorer, value, weight }) => [scorer, value, weight]),
    [
      ['format', 0, 1],
      ['format/short', 1, 0],
      ['format/right', 0, 0],
    ],
  );
});

test('groups nest, and not turns each level round', () => {
  const nested = {
    type: 'all',
    score: [right, { type: 'any', not: true, score: [short, { type: 'includes', values: ['!'] }] }],
  };
  assert.equal(score(nested, 'The answer is Paris').score, 1);
  assert.equal(score(nested, 'Paris').score, 0);
  assert.equal(score(nested, 'The answer is Paris!').score, 0);
});

test('a part that cannot score decides only where nothing else does', () => {
  const parts = [right, { type: 'number', name: 'count' }];
  assert.equal(score({ type: 'all', score: parts }, 'Paris').score, null);
  assert.equal(score({ type: 'all', score: parts }, 'Rome').score, 0);
  assert.equal(score({ type: 'any', score: parts }, 'Paris').score, 1);
  assert.equal(score({ type: 'any', score: parts }, 'Rome').score, null);
  assert.equal(score({ type: 'mean', score: parts }, 'Paris').score, null);
});

test('the extract steps of a group are those of its parts that have none', () => {
  const written = {
    type: 'all',
    extract: [{ after: 'A:' }],
    score: ['equals', { ...right, extract: ['first_line'] }],
  };
  assert.equal(score(written, 'Paris, I think\nA: Paris').score, 1);
});

test('what is wrong with a part is told where it stands', () => {
  const problems = (written: unknown) => {
    const result = resolveScorer(written);
    return 'problems' in result ? result.problems.map(({ path, message }) => [path, message]) : [];
  };
  assert.deepEqual(problems({ type: 'all', score: [short, { type: 'equls' }] }), [
    [['score', 1, 'type'], 'unknown scorer "equls"'],
  ]);
  assert.match(String(problems({ type: 'all' })), /needs a list of 1 to 50 scorers/);
  assert.match(String(problems({ type: 'all', score: [] })), /needs a list/);
  assert.match(String(problems({ type: 'any', max: 3, score: [short] })), /unknown option "max"/);
  assert.match(
    String(problems({ type: 'all', score: [{ ...short, weight: 0 }] })),
    /no part of the group counts/,
  );
  let deep: unknown = short;
  for (let level = 0; level < 7; level++) deep = { type: 'all', score: [deep] };
  assert.match(String(problems(deep)), /deeper than 5 levels/);
});

test('a changed part changes the recipe of the scores', () => {
  const recipe = (max: number) =>
    JSON.stringify(scoringRecipe([specOf({ type: 'all', score: [{ ...short, max }] })], []));
  assert.notEqual(recipe(10), recipe(11));
  assert.match(recipe(10), /"parts":\[\{[^\]]*"version":1/);
});
