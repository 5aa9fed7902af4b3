import { checkCount, checkOpenProbability, clamp } from './check.ts';
import type { Interval } from './cluster.ts';
import { normalQuantile } from './normal.ts';
import { wilson } from './rate.ts';

/** A judge's verdicts against the truth, usually people's labels; whole numbers of at least 0. */
export interface ConfusionCounts {
  /** Judged passed and is. */
  readonly true_positive: number;
  /** Judged failed but passed. */
  readonly false_negative: number;
  /** Judged passed but failed. */
  readonly false_positive: number;
  /** Judged failed and is. */
  readonly true_negative: number;
}

/** An estimate with its interval; each is `null` where the data do not define it. */
export interface Estimate {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** The estimate of what the data do not define. */
export const UNDEFINED_ESTIMATE: Estimate = { value: null, low: null, high: null };

/**
 * The true positive rate (sensitivity), 0…1: the share of what passed that the judge lets pass.
 *
 * Wilson's interval at `level`, above 0 and below 1; undefined when nothing passed. Throws
 * `RangeError` outside the bounds. A low one means that good answers are marked wrong.
 */
export function truePositiveRate(counts: ConfusionCounts, level: number = 0.95): Estimate {
  checkCounts(counts, level);
  return rateOf(counts.true_positive, counts.true_positive + counts.false_negative, level);
}

/**
 * The true negative rate (specificity), 0…1: the share of what failed that the judge fails.
 *
 * Wilson's interval at `level`, above 0 and below 1; undefined when nothing failed. Throws
 * `RangeError` outside the bounds. A low one means that wrong answers slip through.
 */
export function trueNegativeRate(counts: ConfusionCounts, level: number = 0.95): Estimate {
  checkCounts(counts, level);
  return rateOf(counts.true_negative, counts.true_negative + counts.false_positive, level);
}

function rateOf(hits: number, tries: number, level: number): Estimate {
  if (tries === 0) return UNDEFINED_ESTIMATE;
  const rate = hits / tries;
  return { value: rate, ...wilson(rate, tries, normalQuantile((1 + level) / 2)) };
}

/**
 * Balanced accuracy, 0…1: the mean of the true positive and the true negative rate.
 *
 * The interval joins Wilson's intervals of both (Zou and Donner 2008, Statistics in Medicine 27,
 * 1693–1702). Undefined when nothing passed or nothing failed; throws `RangeError` outside the
 * bounds. A judge that always says "passed" gets ½, however many answers pass. Plain agreement
 * would praise it.
 */
export function balancedAccuracy(counts: ConfusionCounts, level: number = 0.95): Estimate {
  const [passed, failed] = [truePositiveRate(counts, level), trueNegativeRate(counts, level)];
  if (!isDefined(passed) || !isDefined(failed)) return UNDEFINED_ESTIMATE;
  const value = (passed.value + failed.value) / 2;
  const below = Math.hypot(passed.value - passed.low, failed.value - failed.low) / 2;
  const above = Math.hypot(passed.high - passed.value, failed.high - failed.value) / 2;
  return { value, low: clamp(value - below, 0, value), high: clamp(value + above, value, 1) };
}

function isDefined(estimate: Estimate): estimate is Interval & { readonly value: number } {
  return estimate.value !== null;
}

/**
 * Matthews' correlation coefficient between judge and truth, −1…1.
 *
 * Interval by the delta method on Fisher's z scale, with the variance of the phi coefficient
 * (Bishop, Fienberg and Holland 1975, section 11.3.4). Undefined when one side has only one kind;
 * throws `RangeError` outside the bounds. 1 is perfect, 0 no better than chance, and rare failures
 * count as much as common passes. Without any error the interval is open below: its `low` is
 * `null`.
 */
export function matthewsCorrelation(counts: ConfusionCounts, level: number = 0.95): Estimate {
  checkCounts(counts, level);
  const { true_positive: a, false_negative: b, false_positive: c, true_negative: d } = counts;
  const margins = (a + b) * (c + d) * (a + c) * (b + d);
  if (margins === 0) return UNDEFINED_ESTIMATE;
  const value = clamp((a * d - b * c) / Math.sqrt(margins), -1, 1);
  if (b + c === 0) return { value: 1, low: null, high: 1 };
  if (a + d === 0) return { value: -1, low: -1, high: null };
  const error = Math.sqrt(phiVariance(counts, value)) / (1 - value ** 2);
  const reach = normalQuantile((1 + level) / 2) * error;
  const z = Math.atanh(value);
  return { value, low: Math.tanh(z - reach), high: Math.tanh(z + reach) };
}

function phiVariance(counts: ConfusionCounts, phi: number): number {
  const { true_positive: a, false_negative: b, false_positive: c, true_negative: d } = counts;
  const n = a + b + c + d;
  const rows = (a + b - c - d) / Math.sqrt((a + b) * (c + d));
  const columns = (a + c - b - d) / Math.sqrt((a + c) * (b + d));
  const square = phi ** 2;
  const spread =
    1 -
    square +
    phi * (1 + square / 2) * rows * columns -
    0.75 * square * (rows ** 2 + columns ** 2);
  return Math.max(0, spread) / n;
}

function checkCounts(counts: ConfusionCounts, level: number): void {
  checkOpenProbability('level', level);
  for (const [name, count] of Object.entries(counts)) checkCount(name, count);
}
