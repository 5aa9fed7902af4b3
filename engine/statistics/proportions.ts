import { checkCount, checkOpenProbability, clamp } from './check.ts';
import type { Interval } from './cluster.ts';
import { normalQuantile } from './normal.ts';
import { wilson } from './rate.ts';
import { turningPoint } from './solve.ts';

/** Cases by which of two models passed them; whole numbers of at least 0, together at least 1. */
export interface PairedCounts {
  readonly both: number;
  readonly only_a: number;
  readonly only_b: number;
  readonly neither: number;
}

/**
 * Newcombe's interval of the difference of paired pass rates, B − A, inside −1…1.
 *
 * Method 10 of Newcombe (1998), Statistics in Medicine 17, 2635–2650. `level` above 0 and below 1;
 * throws `RangeError` outside the bounds. It joins Wilson's intervals of both models and the
 * correlation between them. It stays honest when hardly any case tells the models apart.
 */
export function newcombePaired(counts: PairedCounts, level: number = 0.95): Interval {
  const n = checkedTotal(counts, level);
  const quantile = normalQuantile((1 + level) / 2);
  const [rateA, rateB] = [(counts.both + counts.only_a) / n, (counts.both + counts.only_b) / n];
  const [a, b] = [wilson(rateA, n, quantile), wilson(rateB, n, quantile)];
  const phi = correctedPhi(counts, n);
  const difference = (counts.only_b - counts.only_a) / n;
  const low = difference - joined(rateB - b.low, a.high - rateA, phi);
  const high = difference + joined(b.high - rateB, rateA - a.low, phi);
  return { low: clamp(low, -1, difference), high: clamp(high, difference, 1) };
}

/** Length of the difference of two vectors whose angle has the cosine `phi`. */
function joined(first: number, second: number, phi: number): number {
  return Math.sqrt(Math.max(0, first ** 2 - 2 * phi * first * second + second ** 2));
}

/** The correlation of the table, with Newcombe's continuity correction when it is positive. */
function correctedPhi({ both, only_a, only_b, neither }: PairedCounts, n: number): number {
  const margins = (both + only_a) * (only_b + neither) * (both + only_b) * (only_a + neither);
  if (margins === 0) return 0;
  const cross = both * neither - only_a * only_b;
  return (cross > 0 ? Math.max(cross - n / 2, 0) : cross) / Math.sqrt(margins);
}

/**
 * Tango's score interval of the difference of paired pass rates, B − A, inside −1…1.
 *
 * Tango (1998), Statistics in Medicine 17, 891–908. `level` above 0 and below 1; throws `RangeError`
 * outside the bounds. It holds the differences that a test like McNemar's would not reject. It also
 * works when no case tells the models apart.
 */
export function tangoPaired(counts: PairedCounts, level: number = 0.95): Interval {
  const n = checkedTotal(counts, level);
  const quantile = normalQuantile((1 + level) / 2);
  const difference = (counts.only_b - counts.only_a) / n;
  return {
    low: turningPoint((delta) => tangoScore(counts, n, delta) > quantile, -1, difference),
    high: turningPoint((delta) => tangoScore(counts, n, delta) > -quantile, difference, 1),
  };
}

/** Standardised distance of the data from a true difference of `delta`. */
function tangoScore({ only_a, only_b }: PairedCounts, n: number, delta: number): number {
  const linear = -only_a - only_b + (2 * n - only_b + only_a) * delta;
  const constant = -only_a * delta * (1 - delta);
  const root = Math.sqrt(Math.max(0, linear ** 2 - 8 * n * constant));
  const share = clamp((root - linear) / (4 * n), 0, 1);
  const variance = n * (2 * share + delta * (1 - delta));
  const distance = only_b - only_a - n * delta;
  if (distance === 0) return 0;
  return distance / Math.sqrt(Math.max(variance, 0));
}

function checkedTotal(counts: PairedCounts, level: number): number {
  checkOpenProbability('level', level);
  for (const [name, count] of Object.entries(counts)) checkCount(name, count);
  const total = counts.both + counts.only_a + counts.only_b + counts.neither;
  checkCount('cases', total, 1);
  return total;
}
