import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  flipRate,
  passAtK,
  passPowerK,
  reduceTrials,
  seededRandom,
  splitVariance,
} from '../../../engine/statistics/index.ts';
import { assertClose } from './close.ts';

function choose(n: number, k: number): number {
  return Array.from({ length: k }, (_, index) => (n - index) / (index + 1)).reduce(
    (product, factor) => product * factor,
    k > n ? 0 : 1,
  );
}

// The definitions of Chen et al. (2021) and Yao et al. (2024) by binomial coefficients.
test('pass@k and pass^k', () => {
  for (let n = 1; n <= 12; n++) {
    for (let passes = 0; passes <= n; passes++) {
      for (let k = 1; k <= n; k++) {
        const some = 1 - choose(n - passes, k) / choose(n, k);
        assert.ok(Math.abs((passAtK(n, passes, k) ?? -1) - some) < 1e-12);
        const all = choose(passes, k) / choose(n, k);
        assert.ok(Math.abs((passPowerK(n, passes, k) ?? -1) - all) < 1e-12);
      }
    }
  }
});

test('pass@k is not the biased 1 − (1 − c/n)^k, and is undefined below k trials', () => {
  assertClose(passAtK(5, 2, 3) ?? 0, 0.9, 1e-12);
  assert.notEqual(passAtK(5, 2, 3), 1 - (1 - 2 / 5) ** 3);
  assert.equal(passAtK(2, 1, 3), null);
  assert.equal(passPowerK(2, 2, 3), null);
  assert.equal(passAtK(5, 5, 5), 1);
  assert.equal(passPowerK(5, 0, 1), 0);
});

test('majority needs more than half of the trials to pass', () => {
  assert.equal(reduceTrials([1, 1, 0], 'majority'), 1);
  assert.equal(reduceTrials([1, 0], 'majority'), 0);
  assert.equal(reduceTrials([0.9, 0.9, 1], 'majority'), 0);
  assert.equal(reduceTrials([0.9, 0.9, 1], 'majority', { pass_mark: 0.9 }), 1);
});

test('every reducer stays in 0…1, ignores the order, and agrees on trials that are all alike', () => {
  const random = seededRandom('reducers');
  const reducers = [
    'mean',
    'median',
    'mode',
    'majority',
    'max',
    'pass@k',
    'pass^k',
    'at_least_k',
  ] as const;
  for (let round = 0; round < 300; round++) {
    const scores = Array.from({ length: 1 + Math.floor(random.fraction() * 9) }, () =>
      random.fraction() < 0.5
        ? Math.round(random.fraction())
        : Math.round(random.fraction() * 10) / 10,
    );
    const k = 1 + Math.floor(random.fraction() * scores.length);
    for (const reducer of reducers) {
      const value = reduceTrials(scores, reducer, { k }) ?? -1;
      assert.ok(value >= 0 && value <= 1, `${reducer} of ${scores} is ${value}`);
      assertClose(reduceTrials(scores.toReversed(), reducer, { k }) ?? -1, value, 1e-12);
      for (const same of [0, 1]) {
        const alike = scores.map(() => same);
        assertClose(reduceTrials(alike, reducer, { k }) ?? -1, same, 1e-12);
      }
      if (scores.length === 1 && reducer === 'mean') assert.equal(value, scores[0]);
    }
    const [some, all] = ['pass@k', 'pass^k'].map(
      (reducer) => reduceTrials(scores, reducer === 'pass@k' ? 'pass@k' : 'pass^k', { k }) ?? -1,
    );
    assert.ok((some ?? 0) >= (all ?? 1) - 1e-12);
  }
});

test('reducers', () => {
  const scores = [0.2, 1, 1, 0.6];
  assertClose(reduceTrials(scores, 'mean') ?? 0, 0.7, 1e-12);
  assertClose(reduceTrials(scores, 'median') ?? 0, 0.8, 1e-12);
  assert.equal(reduceTrials(scores, 'mode'), 1);
  assert.equal(reduceTrials([1, 0], 'mode'), 0);
  assert.equal(reduceTrials([1, 0, 0, 1], 'mode'), reduceTrials([0, 1, 1, 0], 'mode'));
  assert.equal(reduceTrials(scores, 'max'), 1);
  assert.equal(reduceTrials(scores, 'at_least_k', { k: 2 }), 1);
  assert.equal(reduceTrials(scores, 'at_least_k', { k: 3 }), 0);
  assert.equal(reduceTrials(scores, 'at_least_k', { k: 3, pass_mark: 0.6 }), 1);
  assert.equal(reduceTrials(scores, 'at_least_k', { k: 5 }), null);
  assertClose(reduceTrials(scores, 'pass@k', { k: 2 }) ?? 0, passAtK(4, 2, 2) ?? 1, 1e-12);
  assert.equal(reduceTrials(scores, 'pass^k', { k: 2 }), passPowerK(4, 2, 2));
});

// Analysis of variance by hand: case means 0.75, 0.25, 0; within (0.25 + 0.25 + 0)·4/3/4 … = 1/6.
test('variance between and within cases', () => {
  const split = splitVariance([
    [1, 1, 1, 0],
    [0, 0, 1, 0],
    [0, 0, 0, 0],
  ]);
  assertClose(split.within ?? 0, 1 / 6, 1e-12);
  assertClose(split.between ?? 0, 7 / 48 - 1 / 24, 1e-12);
  assertClose(split.standard_error ?? 0, Math.sqrt(7 / 144), 1e-12);
  assertClose(split.icc ?? 0, 5 / 48 / (5 / 48 + 1 / 6), 1e-12);
  assert.equal(split.recommended_trials, 7);
  assert.equal(split.trials, 12);
});

test('repeats are not extra cases', () => {
  const cases = Array.from({ length: 12 }, (_, index) => Array(10).fill(index % 2));
  const naive = Math.sqrt(0.25 / 120);
  assert.ok((splitVariance(cases).standard_error ?? 0) > 3 * naive);
  assert.equal(splitVariance(cases).icc, 1);
  assert.equal(splitVariance(cases).recommended_trials, 1);
});

test('one trial says nothing about repetition', () => {
  const split = splitVariance([[1], [0], [1]]);
  assert.deepEqual([split.within, split.between, split.icc], [null, null, null]);
  assert.equal(flipRate([[1], [0]]), null);
});

test('the flip rate does not depend on the number of trials', () => {
  assertClose(
    flipRate([
      [1, 0],
      [1, 1],
      [0, 0],
      [0, 1],
    ]) ?? 0,
    0.5,
    1e-12,
  );
  const random = seededRandom('flip');
  const drawn = (trials: number): number[][] =>
    Array.from({ length: 3000 }, () =>
      Array.from({ length: trials }, () => Number(random.fraction() < 0.9)),
    );
  for (const trials of [2, 5, 10]) {
    assert.ok(Math.abs((flipRate(drawn(trials)) ?? 0) - 0.18) < 0.02);
  }
});

test('what is outside the bounds is refused', () => {
  const refused: (() => unknown)[] = [
    () => passAtK(3, 4, 1),
    () => passAtK(3, 1, 0),
    () => passPowerK(3, -1, 1),
    () => reduceTrials([], 'mean'),
    () => reduceTrials([2], 'max'),
    () => reduceTrials([1], 'pass@k', { k: 0 }),
    () => splitVariance([]),
    () => splitVariance([[1], []]),
    () => flipRate([[1.5, 1]]),
  ];
  for (const compute of refused) assert.throws(compute, RangeError);
});
