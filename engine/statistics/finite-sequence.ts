import { checkCount, checkOpenProbability, checkWithin } from './check.ts';
import type { Interval } from './cluster.ts';
import { smallestInteger } from './solve.ts';
import { logBeta, logGamma } from './special.ts';

/** How far a run in random order has come; whole numbers. */
export interface PartialRun {
  /** Cases of the whole benchmark, at least 1. */
  readonly cases: number;
  /** Cases answered so far, 0…`cases`. */
  readonly seen: number;
  /** Passed among them, 0…`seen`. */
  readonly passes: number;
}

/** What a partial run says about a threshold. */
export type ThresholdDecision = 'reached' | 'missed' | 'undecided';

/**
 * The totals of passes that the whole benchmark may still show, both ends whole and inclusive.
 *
 * Keeps every total K with [s!(n−s)!/(n+1)!] / [(K)_s (N−K)_(n−s)/(N)_n] below 1/alpha, for s
 * passes in n of N cases (Waudby-Smith and Ramdas 2020, arXiv 2006.04347). Whole numbers that fit,
 * `alpha` above 0 and below 1; `RangeError` otherwise. The cases must come in a random order that
 * was fixed before the run. One may look after every case: over all looks together the true total
 * is excluded in at most 5 of 100 runs.
 */
export function possibleTotals(run: PartialRun, alpha: number = 0.05): Interval {
  checkRun(run);
  checkOpenProbability('alpha', alpha);
  const { cases, seen, passes } = run;
  const [least, most] = [passes, cases - seen + passes];
  if (seen === 0) return { low: 0, high: cases };
  const peak = Math.min(most, Math.max(least, Math.floor((passes / seen) * (cases + 1))));
  const isKept = (total: number): boolean => logRatio(run, total) < -Math.log(alpha);
  return {
    low: smallestInteger(isKept, least, peak),
    high: smallestInteger((total) => !isKept(total), peak, most + 1) - 1,
  };
}

/** log of the mixture's chance of these data over that of a given total, order included. */
function logRatio({ cases, seen, passes }: PartialRun, total: number): number {
  const failures = seen - passes;
  const mixture = logBeta(passes + 1, failures + 1);
  const exact = logFalling(total, passes) + logFalling(cases - total, failures);
  return mixture - exact + logFalling(cases, seen);
}

/** log of n·(n − 1)·…, `count` factors; minus infinity when there are not so many. */
function logFalling(n: number, count: number): number {
  if (count > n) return Number.NEGATIVE_INFINITY;
  return logGamma(n + 1) - logGamma(n - count + 1);
}

/**
 * The interval of the pass rate the whole benchmark would show, inside 0…1, at this look.
 *
 * `possibleTotals` over the number of cases; throws `RangeError` as it does. It stays valid however
 * often one looks and whenever one stops. After the last case it is a single point.
 */
export function partialRunInterval(run: PartialRun, alpha: number = 0.05): Interval {
  const { low, high } = possibleTotals(run, alpha);
  return { low: low / run.cases, high: high / run.cases };
}

/**
 * Whether the whole benchmark would reach a pass rate of `threshold`, 0…1 inclusive.
 *
 * `reached` when every total that `possibleTotals` keeps does, `missed` when none does. Throws
 * `RangeError` outside the bounds. A gate may ask after every case and stop at the first answer.
 * Far from the threshold that takes few cases, close to it nearly all.
 */
export function decideThreshold(
  run: PartialRun,
  threshold: number,
  alpha: number = 0.05,
): ThresholdDecision {
  checkWithin('threshold', threshold, 0, 1);
  const { low, high } = partialRunInterval(run, alpha);
  if (low >= threshold) return 'reached';
  return high < threshold ? 'missed' : 'undecided';
}

function checkRun({ cases, seen, passes }: PartialRun): void {
  checkCount('cases', cases, 1);
  checkCount('cases seen', seen);
  checkWithin('cases seen', seen, 0, cases);
  checkCount('passes', passes);
  checkWithin('passes', passes, 0, seen);
}
