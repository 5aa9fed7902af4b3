import { checkCount, checkOpenProbability, checkWithin, clamp } from './check.ts';
import type { Interval } from './cluster.ts';
import { normalQuantile } from './normal.ts';

/** Verdicts of a judge on a test set, and on a separate calibration set that people labelled. */
export interface JudgeCounts {
  /** Cases of the test set, at least 1; its true labels are not known. */
  readonly cases: number;
  /** Of them, judged as passed. */
  readonly judged_passed: number;
  /** Calibration cases that people passed, at least 1. */
  readonly human_passed: number;
  /** Of them, judged as passed. */
  readonly true_positive: number;
  /** Calibration cases that people failed, at least 1. */
  readonly human_failed: number;
  /** Of them, judged as failed. */
  readonly true_negative: number;
}

/** A pass rate freed from the judge's known errors, or why it cannot be. */
export type CorrectedRate =
  | ({
      readonly status: 'corrected';
      /** 0…1. */
      readonly rate: number;
      /** Sensitivity + specificity − 1, 0…1: how much the judge knows. */
      readonly information: number;
    } & Interval)
  | { readonly status: 'uninformative_judge'; readonly information: number };

/** Below this sensitivity + specificity − 1 the interval would be most of 0…1. */
const LEAST_INFORMATION = 0.3;

/**
 * The pass rate of a test set from a judge's verdicts, corrected by its sensitivity and
 * specificity.
 *
 * Rogan and Gladen (1978), American Journal of Epidemiology 107; interval of Lang and Reiczigel
 * (2014) as Lee et al. (2025, arXiv 2511.21140, equation 5) use it, which counts the noise of the
 * calibration as well. Refused below sensitivity + specificity − 1 = 0.3. Whole counts that fit,
 * `level` above 0 and below 1; `RangeError` otherwise. A judge that passes every tenth wrong answer
 * flatters weak models most: this takes it back. It assumes the judge errs equally often on both
 * sets.
 */
export function correctedRate(counts: JudgeCounts, level: number = 0.95): CorrectedRate {
  checkJudgeCounts(counts);
  checkOpenProbability('level', level);
  const sensitivity = counts.true_positive / counts.human_passed;
  const specificity = counts.true_negative / counts.human_failed;
  const information = sensitivity + specificity - 1;
  if (information < LEAST_INFORMATION) return { status: 'uninformative_judge', information };
  const falsePasses = (counts.human_failed - counts.true_negative) / counts.human_failed;
  const rate = clamp((counts.judged_passed / counts.cases - falsePasses) / information, 0, 1);
  const { low, high } = adjustedInterval(counts, normalQuantile((1 + level) / 2));
  // The interval is built around another centre; it must not leave the estimate outside.
  return {
    status: 'corrected',
    rate,
    low: Math.min(low, rate),
    high: Math.max(high, rate),
    information,
  };
}

/** A share with its variance. */
interface Share {
  readonly share: number;
  readonly variance: number;
}

function shareOf(successes: number, n: number): Share {
  const share = successes / n;
  return { share, variance: (share * (1 - share)) / n };
}

/** Wald's interval with z²/2 more passes and failures in the test set and one in each calibration. */
function adjustedInterval(counts: JudgeCounts, z: number): Interval {
  const judged = shareOf(counts.judged_passed + z ** 2 / 2, counts.cases + z ** 2);
  const passed = shareOf(counts.true_positive + 1, counts.human_passed + 2);
  const failed = shareOf(counts.true_negative + 1, counts.human_failed + 2);
  const information = passed.share + failed.share - 1;
  const rate = (judged.share + failed.share - 1) / information;
  const shift = 2 * z ** 2 * (rate * passed.variance - (1 - rate) * failed.variance);
  const variance =
    judged.variance + (1 - rate) ** 2 * failed.variance + rate ** 2 * passed.variance;
  const reach = (z * Math.sqrt(variance)) / Math.abs(information);
  return { low: clamp(rate + shift - reach, 0, 1), high: clamp(rate + shift + reach, 0, 1) };
}

function checkJudgeCounts(counts: JudgeCounts): void {
  const pairs: [string, number, number][] = [
    ['judged as passed', counts.judged_passed, counts.cases],
    ['true positives', counts.true_positive, counts.human_passed],
    ['true negatives', counts.true_negative, counts.human_failed],
  ];
  for (const [name, part, whole] of pairs) {
    checkCount(`cases for ${name}`, whole, 1);
    checkCount(name, part);
    checkWithin(name, part, 0, whole);
  }
}
