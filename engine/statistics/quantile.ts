import { binomialQuantile } from './binomial.ts';
import { checkNotEmpty, checkOpenProbability, checkWithin } from './check.ts';

/** A quantile of a sample with the interval that two of its own values make. */
export interface QuantileInterval {
  /** The type-7 quantile, in the unit of the values. */
  readonly value: number;
  /** Inclusive; `null` when so few values bound nothing on this side. */
  readonly low: number | null;
  /** Inclusive; `null` when so few values bound nothing on this side. */
  readonly high: number | null;
  /** Position of `low` among the sorted values, from 1. */
  readonly low_rank: number | null;
  /** Position of `high` among the sorted values, from 1. */
  readonly high_rank: number | null;
  readonly n: number;
}

/**
 * The quantile of `values` at `probability`, 0…1 inclusive, in the unit of the values.
 *
 * Type 7 of Hyndman and Fan (1996), as R, NumPy and DuckDB's `quantile_cont`. Throws `RangeError`
 * without values, for one that is not finite and outside the bounds. That share of the values lies
 * below it. Between two values it interpolates.
 */
export function quantile(values: readonly number[], probability: number): number {
  checkWithin('probability', probability, 0, 1);
  return quantileOfSorted(sorted(values), probability);
}

function quantileOfSorted(ascending: readonly number[], probability: number): number {
  const position = (ascending.length - 1) * probability;
  const below = ascending[Math.floor(position)] ?? Number.NaN;
  const above = ascending[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position - Math.floor(position));
}

function sorted(values: readonly number[]): number[] {
  checkNotEmpty('values', values);
  for (const value of values) checkWithin('value', value, -Number.MAX_VALUE, Number.MAX_VALUE);
  return [...values].sort((a, b) => a - b);
}

/**
 * The quantile at `probability` with an interval from order statistics; both above 0 and below 1.
 *
 * Each side misses with at most (1 − level)/2, by the binomial distribution (Hahn and Meeker 1991,
 * section 5.2). Throws `RangeError` as `quantile` does. It assumes nothing about the shape of the
 * data. With too few values a side stays open, and is `null`.
 */
export function quantileInterval(
  values: readonly number[],
  probability: number,
  level: number = 0.95,
): QuantileInterval {
  checkOpenProbability('level', level);
  const ascending = sorted(values);
  const n = ascending.length;
  const tail = (1 - level) / 2;
  const low_rank = binomialQuantile(tail, n, probability) || null;
  const high = binomialQuantile(1 - tail, n, probability) + 1;
  const high_rank = high <= n ? high : null;
  const at = (rank: number | null): number | null => (rank && ascending[rank - 1]) ?? null;
  const value = quantileOfSorted(ascending, probability);
  return { value, low: at(low_rank), high: at(high_rank), low_rank, high_rank, n };
}

/**
 * The median with its 95 % interval, in the unit of the values.
 *
 * `quantileInterval` at 0.5. Throws `RangeError` without values. Half of the values lie below it.
 * Below six values both sides of the interval are open.
 */
export function median(values: readonly number[]): QuantileInterval {
  return quantileInterval(values, 0.5);
}

/**
 * The 95th percentile with its 95 % interval, in the unit of the values.
 *
 * `quantileInterval` at 0.95. Throws `RangeError` without values. One value in twenty is larger.
 * Below 72 values the upper side of the interval is open.
 */
export function percentile95(values: readonly number[]): QuantileInterval {
  return quantileInterval(values, 0.95);
}
