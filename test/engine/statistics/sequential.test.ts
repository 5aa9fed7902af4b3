import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  anytimePValue,
  asymptoticSequence,
  bernoulliSequence,
  decideSign,
  decideThreshold,
  empiricalBernsteinSequence,
  eValueOfPValue,
  isRefuted,
  mcnemarExact,
  meanOfEValues,
  type PartialRun,
  partialRunInterval,
  possibleTotals,
  productOfEValues,
  type Random,
  seededRandom,
  seededShuffle,
  settledComparison,
  settledThreshold,
  signEValue,
  wilson,
} from '../../../engine/statistics/index.ts';
import { assertClose } from './close.ts';

// mpmath 1.3.0 with 40 digits: every total tried; the totals that stay are neighbours.
test('totals of a finite benchmark', () => {
  const rows: [number, number, number, number, number][] = [
    [500, 100, 60, 228, 366],
    [500, 499, 300, 300, 301],
    [50, 10, 0, 0, 18],
    [50, 10, 10, 32, 50],
    [1000, 137, 120, 770, 945],
    [20, 20, 7, 7, 7],
    [30, 1, 1, 1, 30],
    [30, 0, 0, 0, 30],
  ];
  for (const [cases, seen, passes, low, high] of rows) {
    assert.deepEqual(possibleTotals({ cases, seen, passes }), { low, high });
  }
});

test('after the last case nothing is left to guess', () => {
  for (let passes = 0; passes <= 40; passes++) {
    const { low, high } = partialRunInterval({ cases: 40, seen: 40, passes });
    assert.equal(low, passes / 40);
    assert.equal(high, passes / 40);
  }
});

test('a gate at 80 % decides far from the line and waits near it', () => {
  const at = (seen: number, passes: number): string =>
    decideThreshold({ cases: 500, seen, passes }, 0.8);
  assert.equal(at(60, 30), 'missed');
  assert.equal(at(60, 60), 'reached');
  assert.equal(at(300, 240), 'undecided');
  assert.equal(at(500, 400), 'reached');
  assert.equal(at(500, 399), 'missed');
});

/** Passes at every look of a random order of `cases` with `total` passes. */
function looks(cases: number, total: number, seed: string): PartialRun[] {
  const order = seededShuffle(
    Array.from({ length: cases }, (_, index) => Number(index < total)),
    seed,
  );
  let passes = 0;
  return order.map((pass, index) => {
    passes += pass;
    return { cases, seen: index + 1, passes };
  });
}

test('the true total is excluded at some look in at most 5 % of the runs', () => {
  let excluded = 0;
  for (let round = 0; round < 400; round++) {
    const isExcluded = looks(80, 56, `finite ${round}`).some((run) => {
      const { low, high } = possibleTotals(run);
      return low > 56 || high < 56;
    });
    if (isExcluded) excluded++;
  }
  assert.ok(excluded / 400 <= 0.06, `${excluded / 400}`);
});

// Beta(9, 1)·2⁸ = 256/9 and beta(10, 2)·2¹⁰ = 1024/110.
test('sign e-values', () => {
  assertClose(signEValue(0, 8), 256 / 9, 1e-12);
  assertClose(signEValue(1, 9), 1024 / 110, 1e-12);
  assert.equal(signEValue(0, 0), 1);
  assert.equal(decideSign(0, 8), 'b');
  assert.equal(decideSign(8, 0), 'a');
  assert.equal(decideSign(1, 9), 'undecided');
});

test('sign e-values are fair: their mean under equality is 1 after any number of cases', () => {
  for (const n of [1, 5, 30]) {
    let [average, chance] = [0, 2 ** -n];
    for (let k = 0; k <= n; k++) {
      average += chance * signEValue(n - k, k);
      chance *= (n - k) / (k + 1);
    }
    assertClose(average, 1, 1e-12);
  }
});

// scipy 1.17.1: brentq on the log of the mixture ratio.
test('Bernoulli sequence', () => {
  const rows: [number, number, number, number][] = [
    [60, 100, 0.4407744481879107, 0.7460362553482376],
    [0, 30, 0, 0.19291313944028177],
    [30, 30, 0.8070868605597182, 1],
    [1, 2, 0.008403959874912477, 0.9915960401250876],
    [990, 1000, 0.9720582525563681, 0.9979245187971586],
  ];
  for (const [passes, n, low, high] of rows) {
    const interval = bernoulliSequence(passes, n);
    assertClose(interval.low, low, 1e-11);
    assertClose(interval.high, high, 1e-11);
    const fixed = wilson(passes / n, n);
    assert.ok(interval.low <= fixed.low && interval.high >= fixed.high);
  }
  assert.deepEqual(bernoulliSequence(0, 0), { low: 0, high: 1 });
});

// numpy 2 with the formulas of Waudby-Smith and Ramdas written out, running intersection.
test('empirical Bernstein sequence, with and without return', () => {
  const spread = Array.from({ length: 200 }, (_, index) => ((index * 37) % 101) / 100);
  const narrow = Array.from({ length: 120 }, (_, index) => 0.8 + 0.1 * (index % 3));
  const rows: [readonly number[], number | undefined, number, number][] = [
    [spread, undefined, 0.427144378737966, 0.5706411631034372],
    [spread, 300, 0.4517977227304102, 0.5446957568374965],
    [narrow, undefined, 0.8350764980515549, 0.9645935182498764],
    [narrow, 150, 0.8670127773663695, 0.92],
    [narrow, 121, 0.8925619834710744, 0.9008264462809917],
  ];
  for (const [scores, population, low, high] of rows) {
    const options = population === undefined ? {} : { population };
    const interval = empiricalBernsteinSequence(scores, options);
    assertClose(interval.low, low, 1e-12);
    assertClose(interval.high, high, 1e-12);
  }
  assert.deepEqual(empiricalBernsteinSequence([]), { low: 0, high: 1 });
});

test('empirical Bernstein: all seen is all known, and the order does not break it', () => {
  const random = seededRandom('bernstein');
  for (let round = 0; round < 50; round++) {
    const scores = Array.from({ length: 60 }, () => Math.round(random.fraction() * 20) / 20);
    const mean = scores.reduce((total, score) => total + score, 0) / 60;
    const { low, high } = empiricalBernsteinSequence(scores, { population: 60 });
    assert.ok(high - low < 1e-12 || low > mean || high < mean);
    const stream = empiricalBernsteinSequence(scores);
    assert.ok(0 <= stream.low && stream.low <= stream.high && stream.high <= 1);
  }
});

// numpy 2: the formula with ρ² = (ln(1 − 2·ln α) − 2·ln α)/500.
test('asymptotic sequence', () => {
  const at = (deviation: number, n: number): number =>
    asymptoticSequence({ mean: 0, deviation, n }).high;
  assertClose(at(0.3, 500), 0.04072160177039884, 1e-12);
  assertClose(at(2, 50), 1.0903741092855614, 1e-12);
  const narrowest = [300, 500, 800].map(
    (focus) => asymptoticSequence({ mean: 0, deviation: 1, n: 500 }, 0.05, focus).high,
  );
  assert.equal(narrowest.indexOf(Math.min(...narrowest)), 1);
});

test('e-values: batches multiply, benchmarks are averaged', () => {
  assertClose(productOfEValues([2, 5, 0.5]), 5, 1e-12);
  assert.equal(productOfEValues([0, 40]), 0);
  assert.equal(meanOfEValues([1, 3]), 2);
  assert.equal(anytimePValue([1, 25, 4]), 0.04);
  assert.equal(anytimePValue([0.5]), 1);
  assert.ok(anytimePValue([Number.POSITIVE_INFINITY]) > 0);
  assert.ok(isRefuted(20) && !isRefuted(19.9));
});

// Vovk and Wang (2021), equation 2; ∫₀¹e(p)dp = 1 by Simpson's rule on u = −ln p.
test('p-values become fair bets', () => {
  assertClose(eValueOfPValue(0.001), 20.791133540988064, 1e-12);
  assert.equal(eValueOfPValue(1), 0.5);
  assertClose(eValueOfPValue(0.9990005), 0.5001667083055209, 1e-9);
  const steps = 20_000;
  let area = 0;
  for (let step = 0; step <= steps; step++) {
    const u = (700 * step) / steps;
    const weight = step === 0 || step === steps ? 1 : step % 2 === 1 ? 4 : 2;
    area += ((weight * 700) / steps / 3) * eValueOfPValue(Math.exp(-u)) * Math.exp(-u);
  }
  // The tail beyond u = 700 holds 1/700.
  assertClose(area, 1 - 1 / 700, 1e-5);
});

// A run that is judged afresh at every look, until it is green: what the e-process prevents.
test('retrying until it is significant errs far above 5 %, the e-process does not', () => {
  const random = seededRandom('retry');
  let [retried, sequential] = [0, 0];
  for (let round = 0; round < 400; round++) {
    const { p, e } = bestLook(random);
    if (p <= 0.05) retried++;
    if (e >= 20) sequential++;
  }
  assert.ok(retried / 400 > 0.15, `${retried / 400}`);
  assert.ok(sequential / 400 <= 0.05, `${sequential / 400}`);
});

function bestLook(random: Random): { p: number; e: number } {
  let [onlyA, onlyB, p, e] = [0, 0, 1, 0];
  for (let look = 0; look < 100; look++) {
    if (random.fraction() < 0.5) onlyA++;
    else onlyB++;
    p = Math.min(p, mcnemarExact(onlyA, onlyB));
    e = Math.max(e, signEValue(onlyA, onlyB));
  }
  return { p, e };
}

test('a threshold is settled exactly when no rest can change it', () => {
  for (let passes = 0; passes <= 6; passes++) {
    const run = { cases: 10, seen: 6, passes };
    const reached = [0, 1, 2, 3, 4].map((more) => (passes + more) / 10 >= 0.7);
    const expected = reached.every(Boolean)
      ? 'reached'
      : reached.some(Boolean)
        ? 'undecided'
        : 'missed';
    assert.equal(settledThreshold(run, 0.7), expected);
  }
});

test('a comparison is settled exactly when no rest can change it', () => {
  const winner = (a: number, b: number): string =>
    mcnemarExact(a, b) > 0.05 ? 'no_difference' : a > b ? 'a' : 'b';
  for (let only_a = 0; only_a <= 14; only_a++) {
    for (let only_b = 0; only_b <= 14; only_b++) {
      for (const remaining of [0, 1, 3, 8]) {
        const ends = new Set<string>();
        for (let toA = 0; toA <= remaining; toA++) {
          for (let toB = 0; toA + toB <= remaining; toB++) {
            ends.add(winner(only_a + toA, only_b + toB));
          }
        }
        const expected = ends.size === 1 ? [...ends][0] : 'open';
        assert.equal(settledComparison({ only_a, only_b, remaining }), expected);
      }
    }
  }
});

test('what is outside the bounds is refused', () => {
  const refused: (() => unknown)[] = [
    () => possibleTotals({ cases: 10, seen: 11, passes: 1 }),
    () => possibleTotals({ cases: 10, seen: 5, passes: 6 }),
    () => possibleTotals({ cases: 0, seen: 0, passes: 0 }),
    () => decideThreshold({ cases: 10, seen: 5, passes: 5 }, 1.5),
    () => signEValue(-1, 0),
    () => decideSign(1, 1, 0),
    () => bernoulliSequence(3, 2),
    () => empiricalBernsteinSequence([1.1]),
    () => empiricalBernsteinSequence([1, 1], { population: 1 }),
    () => asymptoticSequence({ mean: 0, deviation: 0, n: 10 }),
    () => productOfEValues([]),
    () => meanOfEValues([-1]),
    () => eValueOfPValue(0),
    () => settledThreshold({ cases: 2, seen: 1, passes: 2 }, 0.5),
    () => settledComparison({ only_a: 1, only_b: 1, remaining: -1 }),
  ];
  for (const compute of refused) assert.throws(compute, RangeError);
});
