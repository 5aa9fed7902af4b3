import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  fisherExact,
  newcombePaired,
  newcombeUnpaired,
  type UnpairedCounts,
} from '../../../engine/statistics/index.ts';
import { assertClose } from './close.ts';

function counts(
  passes_b: number,
  cases_b: number,
  passes_a: number,
  cases_a: number,
): UnpairedCounts {
  return { passes_a, cases_a, passes_b, cases_b };
}

// Newcombe (1998), Statistics in Medicine 17, 873–890, table II, method 10.
test('Newcombe’s published intervals of independent rates', () => {
  const rows: [number, number, number, number, string][] = [
    [56, 70, 48, 80, '0.0524 0.3339'],
    [9, 10, 3, 10, '0.1705 0.8090'],
    [6, 7, 2, 7, '0.0582 0.8062'],
    [5, 56, 0, 29, '-0.0381 0.1926'],
    [0, 10, 0, 20, '-0.1611 0.2775'],
    [0, 10, 0, 10, '-0.2775 0.2775'],
    [10, 10, 0, 20, '0.6791 1.0000'],
    [10, 10, 0, 10, '0.6075 1.0000'],
  ];
  for (const [passesB, casesB, passesA, casesA, expected] of rows) {
    const { low, high } = newcombeUnpaired(counts(passesB, casesB, passesA, casesA));
    assert.equal(`${low.toFixed(4)} ${high.toFixed(4)}`, expected);
  }
});

// statsmodels 0.15.0: confint_proportions_2indep(56, 70, 48, 80, method='newcomb').
test('the first of them against statsmodels', () => {
  const { low, high } = newcombeUnpaired(counts(56, 70, 48, 80));
  assertClose(low, 0.05243147240236498, 1e-12);
  assertClose(high, 0.33387265403690614, 1e-12);
});

// scipy 1.17.1: fisher_exact; the last row is 2/C(400, 200) (mpmath 1.3.0). The first row is the
// lady who tasted tea (Fisher 1935): 34/70.
test('fisherExact', () => {
  assertClose(fisherExact(counts(3, 4, 1, 4)), 34 / 70, 1e-12);
  assertClose(fisherExact(counts(11, 14, 1, 10)), 0.0027594561852200836, 1e-12);
  assertClose(fisherExact(counts(300, 500, 250, 480)), 0.014385524593112497, 1e-10);
  assertClose(fisherExact(counts(200, 200, 0, 200)), 1.9426434495222363e-119, 1e-12);
  assert.equal(fisherExact(counts(5, 5, 7, 7)), 1);
  assert.equal(fisherExact(counts(0, 5, 0, 7)), 1);
});

test('swapping models or passes and failures mirrors and changes no p', () => {
  for (const [x, m, y, n] of [
    [3, 9, 8, 11],
    [0, 4, 4, 6],
    [20, 31, 17, 17],
  ] as const) {
    const [straight, swapped] = [counts(x, m, y, n), counts(y, n, x, m)];
    assertClose(fisherExact(swapped), fisherExact(straight), 1e-12);
    assertClose(fisherExact(counts(m - x, m, n - y, n)), fisherExact(straight), 1e-12);
    assert.ok(Math.abs(newcombeUnpaired(straight).low + newcombeUnpaired(swapped).high) < 1e-12);
    const { low, high } = newcombeUnpaired(straight);
    assert.ok(-1 <= low && low <= x / m - y / n && x / m - y / n <= high && high <= 1);
  }
});

test('ignoring the pairing makes the comparison weaker', () => {
  const paired = newcombePaired({ both: 60, only_a: 5, only_b: 15, neither: 20 });
  const unpaired = newcombeUnpaired(counts(75, 100, 65, 100));
  assert.ok(paired.high - paired.low < unpaired.high - unpaired.low);
  assert.ok(paired.low > 0 && unpaired.low < 0);
});

test('p is never 0', () => {
  assert.ok(fisherExact(counts(100_000, 100_000, 0, 100_000)) > 0);
});

test('what is outside the bounds is refused', () => {
  const refused: (() => unknown)[] = [
    () => fisherExact(counts(1, 0, 1, 2)),
    () => fisherExact(counts(3, 2, 1, 2)),
    () => fisherExact(counts(0.5, 2, 1, 2)),
    () => newcombeUnpaired(counts(1, 2, -1, 2)),
    () => newcombeUnpaired(counts(1, 2, 1, 2), 1),
  ];
  for (const compute of refused) assert.throws(compute, RangeError);
});
