import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  median,
  percentile95,
  quantile,
  quantileInterval,
} from '../../../engine/statistics/index.ts';
import { assertClose } from './close.ts';

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

// NumPy 2: numpy.quantile([15, 20, 35, 40, 50], [0.4, 0.05, 0.95]), type 7 by default.
test('type-7 quantile', () => {
  const values = [50, 15, 40, 20, 35];
  assertClose(quantile(values, 0.4), 29, 1e-14);
  assertClose(quantile(values, 0.05), 16, 1e-14);
  assertClose(quantile(values, 0.95), 48, 1e-14);
  assert.equal(quantile(values, 0), 15);
  assert.equal(quantile(values, 1), 50);
  assert.deepEqual(values, [50, 15, 40, 20, 35]);
  assert.equal(quantile([10, 20], 0.25), 12.5);
});

// Conover (1999), Practical Nonparametric Statistics, and scipy 1.17.1
// scipy.stats.quantile_test(values, p=0.5).confidence_interval(): 6 to 15 of 20, 40 to 61 of 100.
test('median with order-statistic ranks', () => {
  assert.deepEqual(median(upTo(20)), {
    value: 10.5,
    low: 6,
    high: 15,
    low_rank: 6,
    high_rank: 15,
    n: 20,
  });
  assert.equal(median(upTo(100)).low_rank, 40);
  assert.equal(median(upTo(100)).high_rank, 61);
});

test('with too few values a side stays open', () => {
  assert.equal(percentile95(upTo(71)).high, null);
  assert.equal(percentile95(upTo(72)).high, 72);
  assert.deepEqual([median(upTo(5)).low, median(upTo(5)).high], [null, null]);
  assert.deepEqual([median(upTo(6)).low, median(upTo(6)).high], [1, 6]);
});

test('the interval holds the quantile and grows with the level', () => {
  for (const count of [80, 200, 999]) {
    const [narrow, wide] = [0.8, 0.99].map((level) => quantileInterval(upTo(count), 0.3, level));
    assert.ok((narrow?.low ?? 0) <= (narrow?.value ?? 0));
    assert.ok((wide?.low ?? 0) < (narrow?.low ?? 0));
    assert.ok((wide?.high ?? 0) > (narrow?.high ?? 0));
  }
});

test('what is outside the bounds is refused', () => {
  assert.throws(() => quantile([], 0.5), RangeError);
  assert.throws(() => quantile([1, Number.NaN], 0.5), RangeError);
  assert.throws(() => quantile([1], 1.1), RangeError);
  assert.throws(() => quantileInterval([1], 0.5, 1), RangeError);
});
