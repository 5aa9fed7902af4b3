import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Interval,
  mcnemarExact,
  mcnemarMidP,
  newcombePaired,
  probabilityBBetter,
  tangoPaired,
} from '../../../engine/statistics/index.ts';
import { assertClose } from './close.ts';

// scipy 1.17.1: binomtest(b, a + b).pvalue and 2·binom.cdf(min − 1) + binom.pmf(min). The counts 1 and
// 7 are the example of Fagerland, Lydersen and Laake (2013), BMC Medical Research Methodology 13:91:
// exact 0.070, mid-p 0.039.
test('McNemar', () => {
  const rows: [number, number, number, number, number][] = [
    [1, 7, 0.0703125, 0.039062499999999986, 0.98046875],
    [5, 15, 0.04138946533203125, 0.026603698730468747, 0.9866981506347656],
    [0, 6, 0.03125, 0.015625, 0.9921875],
    [10, 10, 1, 1, 0.5],
    [0, 0, 1, 1, 0.5],
  ];
  for (const [a, b, exact, midP, better] of rows) {
    assertClose(mcnemarExact(a, b), exact, 1e-12);
    assertClose(mcnemarMidP(a, b), midP, 1e-12);
    assertClose(probabilityBBetter(a, b), better, 1e-12);
    assert.equal(mcnemarExact(b, a), mcnemarExact(a, b));
    assertClose(probabilityBBetter(b, a), 1 - better, 1e-12);
  }
});

function rounded({ low, high }: Interval, digits: number): string {
  return `${low.toFixed(digits)} ${high.toFixed(digits)}`;
}

// Newcombe (1998), Statistics in Medicine 17, 2635–2650, table III, method 10: cells e, f, g, h.
// It prints 0.8736 where arithmetic with 30 digits (mpmath 1.3.0) gives 0.87367.
test('Newcombe’s published intervals', () => {
  const rows: [number, number, number, number, string][] = [
    [36, 12, 2, 0, '0.0569 0.3404'],
    [20, 12, 2, 16, '0.0562 0.3292'],
    [18, 12, 2, 18, '0.0562 0.3290'],
    [36, 14, 0, 0, '0.1528 0.4167'],
    [35, 14, 0, 1, '0.1461 0.4175'],
    [18, 14, 0, 18, '0.1441 0.3963'],
    [2, 97, 1, 0, '0.8721 0.9854'],
    [1, 97, 1, 1, '0.8737 0.9850'],
    [0, 30, 0, 0, '0.8395 1.0000'],
    [54, 0, 0, 0, '-0.0664 0.0664'],
    [30, 0, 0, 24, '-0.0358 0.0358'],
  ];
  for (const [both, only_b, only_a, neither, expected] of rows) {
    assert.equal(rounded(newcombePaired({ both, only_b, only_a, neither }), 4), expected);
  }
});

// Fagerland, Lydersen and Laake (2014), Statistics in Medicine 33, 2850–2875: Newcombe −0.507 to
// −0.026, Tango −0.517 to −0.026.
test('the example of Fagerland, Lydersen and Laake', () => {
  const counts = { both: 1, only_b: 1, only_a: 7, neither: 12 };
  assert.equal(rounded(newcombePaired(counts), 3), '-0.507 -0.026');
  assert.equal(rounded(tangoPaired(counts), 3), '-0.517 -0.026');
});

// scipy 1.17.1: scipy.optimize.brentq on Tango's score statistic.
test('Tango against a root finder', () => {
  const rows: [number, number, number, number, number][] = [
    [12, 2, 36, 0.061112406186343955, 0.3447087482821487],
    [1, 7, 13, -0.5172322764213775, -0.026003032480868597],
    [48, 41, 460, -0.021259910641320618, 0.04702309401782034],
  ];
  for (const [only_b, only_a, both, low, high] of rows) {
    const interval = tangoPaired({ both, only_a, only_b, neither: 0 });
    assertClose(interval.low, low, 1e-9);
    assertClose(interval.high, high, 1e-9);
  }
});

test('intervals of paired proportions stay inside −1…1, hold the difference and mirror', () => {
  for (const [only_a, only_b, both, neither] of [
    [0, 0, 5, 5],
    [0, 9, 0, 0],
    [9, 0, 0, 0],
    [1, 0, 0, 0],
    [3, 8, 20, 1],
    [2, 2, 0, 40],
  ] as const) {
    for (const method of [newcombePaired, tangoPaired]) {
      const { low, high } = method({ only_a, only_b, both, neither });
      const mirrored = method({ only_a: only_b, only_b: only_a, both, neither });
      const difference = (only_b - only_a) / (only_a + only_b + both + neither);
      assert.ok(-1 <= low && low <= difference && difference <= high && high <= 1);
      assert.ok(high - low > 0.01);
      assert.ok(Math.abs(mirrored.low + high) < 1e-9);
    }
  }
});

test('what is outside the bounds is refused', () => {
  const refused: (() => unknown)[] = [
    () => mcnemarExact(-1, 2),
    () => mcnemarMidP(0.5, 2),
    () => newcombePaired({ both: 0, only_a: 0, only_b: 0, neither: 0 }),
    () => tangoPaired({ both: 1, only_a: 0, only_b: 0, neither: 0 }, 0),
  ];
  for (const compute of refused) assert.throws(compute, RangeError);
});
