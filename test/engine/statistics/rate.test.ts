import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  betaPosterior,
  binomialProbability,
  clopperPearson,
  type Interval,
  noFailureBound,
  probabilityRateAbove,
  wilson,
} from '../../../engine/statistics/index.ts';
import { assertClose } from './close.ts';

// scipy 1.17.1: scipy.stats.binomtest(k, n).proportion_ci(method='wilson'). 81 of 263 is the example
// of Newcombe (1998), Statistics in Medicine 17, 857–872, table I: 0.2553 to 0.3662.
test('wilson', () => {
  const rows: [number, number, number, number][] = [
    [7, 10, 0.39677814746114526, 0.892208732593699],
    [0, 10, 0, 0.27753279986288926],
    [81, 263, 0.2552885198782742, 0.36620957698280004],
    [49, 50, 0.8950455641036218, 0.9964607407283538],
  ];
  for (const [passes, n, low, high] of rows) {
    assertClose(wilson(passes / n, n).low, low, 1e-12);
    assertClose(wilson(passes / n, n).high, high, 1e-12);
  }
});

// scipy 1.17.1: binomtest(k, n).proportion_ci(method='exact'). Newcombe (1998), table I, method 5:
// 0.2527 to 0.3676 for 81 of 263.
test('clopperPearson', () => {
  const rows: [number, number, number, number][] = [
    [7, 10, 0.3475471499399921, 0.9332604888222655],
    [0, 10, 0, 0.30849710781876294],
    [10, 10, 1 - 0.30849710781876294, 1],
    [81, 263, 0.25273674558504267, 0.36762192260134746],
    [49, 50, 0.893530454288499, 0.9994937720168847],
  ];
  for (const [passes, n, low, high] of rows) {
    assertClose(clopperPearson(passes, n).low, low, 1e-12);
    assertClose(clopperPearson(passes, n).high, high, 1e-12);
  }
});

// The rule of three, Hanley and Lippman-Hand (1983): 3/n; exactly 1 − 0.05^(1/n).
test('no failure in n cases', () => {
  assertClose(noFailureBound(300), 1 - 0.05 ** (1 / 300), 1e-12);
  assert.ok(Math.abs(noFailureBound(300) - 0.01) < 1e-4);
  assert.ok(noFailureBound(1e9) > 0);
});

// scipy 1.17.1: scipy.stats.beta(8, 4): ppf and sf.
test('beta posterior', () => {
  const { low, high } = betaPosterior(7, 10);
  assertClose(low, 0.39025744, 1e-7);
  assertClose(high, 0.89073656, 1e-7);
  assertClose(probabilityRateAbove(0.5, 7, 10), 0.88671875, 1e-12);
  assert.equal(probabilityRateAbove(1, 7, 10), 0);
});

test('intervals narrow with n and mirror with the rate', () => {
  let width = 1;
  for (const n of [5, 10, 20, 100, 1000]) {
    const { low, high } = wilson(0.3, n);
    assert.ok(high - low < width);
    width = high - low;
    assertClose(wilson(0.7, n).low, 1 - high, 1e-12);
  }
});

/** Chance that the interval holds the true rate, over the intervals of 0, 1, … n passes. */
function coverage(intervals: readonly Interval[], rate: number): number {
  return intervals
    .map(({ low, high }, passes) =>
      low <= rate && rate <= high ? binomialProbability(passes, intervals.length - 1, rate) : 0,
    )
    .reduce((total, chance) => total + chance, 0);
}

// Brown, Cai and DasGupta (2001), Statistical Science 16, 101–133: Wilson is near 95 % on average,
// Clopper and Pearson never below.
test('exact coverage over true rates of 2 to 98 %', () => {
  for (const [n, average] of [
    [10, 0.955],
    [30, 0.953],
    [100, 0.951],
  ] as const) {
    const rates = Array.from({ length: 193 }, (_, index) => 0.02 + index * 0.005);
    const passes = Array.from({ length: n + 1 }, (_, index) => index);
    const scores = passes.map((count) => wilson(count / n, n));
    const exact = passes.map((count) => clopperPearson(count, n));
    const covered = rates.map((rate) => coverage(scores, rate));
    const mean = covered.reduce((total, value) => total + value, 0) / rates.length;
    assert.ok(Math.abs(mean - average) < 0.002, `${mean}`);
    assert.ok(Math.min(...covered) > 0.89);
    assert.ok(rates.every((rate) => coverage(exact, rate) >= 0.95));
  }
});

test('what is outside the bounds is refused', () => {
  const refused: (() => unknown)[] = [
    () => wilson(0.5, 0),
    () => wilson(0.5, 10, Number.NaN),
    () => clopperPearson(11, 10),
    () => clopperPearson(0.5, 10),
    () => betaPosterior(1, 0),
    () => noFailureBound(10, 1),
  ];
  for (const compute of refused) assert.throws(compute, RangeError);
});
