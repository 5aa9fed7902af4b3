import { checkNotEmpty, checkOpenProbability, checkPositive, checkWithin } from './check.ts';
import type { Interval } from './cluster.ts';

/** One run against the pinned baseline. */
export interface RunChange {
  /** Mean paired difference, run − baseline. */
  readonly change: number;
  /** Of `change`; above 0. */
  readonly standard_error: number;
}

/** One point of a moving average. */
export interface EwmaPoint extends Interval {
  /** In the unit of the changes; without drift it stays inside `low`…`high`. */
  readonly average: number;
  readonly is_signal: boolean;
}

/** How a moving average is made. */
export interface EwmaOptions {
  /** Share of the newest run, above 0 and at most 1; 0.3 when left out. */
  readonly newest?: number;
  /** Standard errors from 0 to a signal, above 0; 3 when left out. */
  readonly limit?: number;
}

/**
 * The exponentially weighted moving average of the changes, run by run, with its control limits.
 *
 * z = λ·change + (1 − λ)·z, signal beyond ±3 standard errors of z (Roberts 1959; Montgomery 2013,
 * section 9.2), exact for runs of unequal precision. Throws `RangeError` without runs and outside
 * the bounds. It sees small lasting changes that no single run shows. A signal calls for a
 * confirming paired test on a fresh run, not for a headline.
 */
export function ewma(
  runs: readonly RunChange[],
  { newest = 0.3, limit = 3 }: EwmaOptions = {},
): EwmaPoint[] {
  checkOpenProbability('share of the newest run', newest === 1 ? 0.5 : newest);
  checkPositive('limit', limit);
  checkRuns(runs);
  let [average, variance] = [0, 0];
  return runs.map(({ change, standard_error }) => {
    average = newest * change + (1 - newest) * average;
    variance = (newest * standard_error) ** 2 + (1 - newest) ** 2 * variance;
    const reach = limit * Math.sqrt(variance);
    return { average, low: -reach, high: reach, is_signal: Math.abs(average) > reach };
  });
}

/** One point of two cumulative sums, in standard errors. */
export interface CusumPoint {
  /** Evidence of a gain, at least 0. */
  readonly up: number;
  /** Evidence of a loss, at least 0. */
  readonly down: number;
  readonly is_signal: boolean;
}

/** How cumulative sums are made. */
export interface CusumOptions {
  /** Standard errors a run must exceed to count, at least 0; 0.5 when left out. */
  readonly allowance?: number;
  /** Sum at which a signal is given, above 0; 4 when left out. */
  readonly limit?: number;
}

/**
 * The cumulative sums of the standardised changes above and below 0, run by run.
 *
 * max(0, sum ± z − k), signal above h (Page 1954; Montgomery 2013, section 9.1), k = 0.5 and h = 4.
 * Throws `RangeError` without runs and outside the bounds. It is quickest to see a lasting shift of
 * one standard error, after about eight runs. Without a shift it cries wolf about once in 170 runs.
 */
export function cusum(
  runs: readonly RunChange[],
  { allowance = 0.5, limit = 4 }: CusumOptions = {},
): CusumPoint[] {
  checkWithin('allowance', allowance, 0, Number.MAX_VALUE);
  checkPositive('limit', limit);
  checkRuns(runs);
  let [up, down] = [0, 0];
  return runs.map(({ change, standard_error }) => {
    const standardised = change / standard_error;
    up = Math.max(0, up + standardised - allowance);
    down = Math.max(0, down - standardised - allowance);
    return { up, down, is_signal: Math.max(up, down) > limit };
  });
}

function checkRuns(runs: readonly RunChange[]): void {
  checkNotEmpty('runs', runs);
  for (const { change, standard_error } of runs) {
    checkWithin('change', change, -Number.MAX_VALUE, Number.MAX_VALUE);
    checkPositive('standard error', standard_error);
  }
}
