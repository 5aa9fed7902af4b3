import { checkNotEmpty, checkWithin } from './check.ts';
import { mean, sum, variance } from './mean.ts';

/** Where the differences between scores come from: the cases or the repetition. */
export interface VarianceSplit {
  readonly cases: number;
  /** Trials of all cases. */
  readonly trials: number;
  /** Mean of the case means. */
  readonly mean: number;
  /** Of the mean, over the cases; `null` with fewer than two cases. */
  readonly standard_error: number | null;
  /** Variance of the true case scores, at least 0; `null` when it cannot be told from the trials'. */
  readonly between: number | null;
  /** Variance of the trials of one case; `null` when no case has two trials. */
  readonly within: number | null;
  /** Intraclass correlation ICC(1), 0…1: the share of the variance that lies between the cases. */
  readonly icc: number | null;
  /** Trials a case that keep within/K at most a quarter of between; `null` when none do. */
  readonly recommended_trials: number | null;
}

/** Larger shares of trial noise make more trials the cheapest gain. */
const MOST_TRIAL_NOISE = 0.25;

/**
 * Variance between cases and within them, from the scores of the trials of every case.
 *
 * One-way random effects: within pooled over the cases, between = variance of the case means −
 * within·mean(1/K), at least 0 (Searle, Casella and McCulloch 1992, chapter 3). Throws `RangeError`
 * without cases, for a case without trials and for a score outside 0…1. It says whether asking again
 * or asking something else makes the score more certain. The standard error counts cases, never
 * trials.
 */
export function splitVariance(cases: readonly (readonly number[])[]): VarianceSplit {
  checkCases(cases);
  const means = cases.map(mean);
  const trials = sum(cases.map((scores) => scores.length));
  const within = withinVariance(cases);
  const between = betweenVariance(cases, means, within);
  return {
    cases: cases.length,
    trials,
    mean: mean(means),
    standard_error: cases.length < 2 ? null : Math.sqrt(variance(means) / cases.length),
    between,
    within,
    ...adviceOf(between, within),
  };
}

function withinVariance(cases: readonly (readonly number[])[]): number | null {
  const degrees = sum(cases.map((scores) => scores.length - 1));
  if (degrees === 0) return null;
  const repeated = cases.filter((scores) => scores.length > 1);
  return sum(repeated.map((scores) => variance(scores) * (scores.length - 1))) / degrees;
}

function betweenVariance(
  cases: readonly (readonly number[])[],
  means: readonly number[],
  within: number | null,
): number | null {
  if (within === null || cases.length < 2) return null;
  const noise = within * mean(cases.map((scores) => 1 / scores.length));
  return Math.max(0, variance(means) - noise);
}

type Advice = Pick<VarianceSplit, 'icc' | 'recommended_trials'>;

function adviceOf(between: number | null, within: number | null): Advice {
  if (between === null || within === null || between + within === 0) {
    return { icc: null, recommended_trials: null };
  }
  const trials = Math.max(1, Math.ceil(within / (MOST_TRIAL_NOISE * between)));
  return {
    icc: between / (between + within),
    recommended_trials: between === 0 ? null : trials,
  };
}

/**
 * The chance that asking the same case again turns a pass into a failure or back, 0…1.
 *
 * Mean over the cases with two or more trials of 2·c·(K − c)/(K·(K − 1)), the share of pairs of
 * trials that disagree: the same for every K, unlike "some trial differed". A score of `passMark` or
 * more passes. `null` when no case has two trials; throws `RangeError` as `splitVariance` does. At 0
 * the model always repeats itself. At 0.1 one answer in ten would be judged differently next time.
 */
export function flipRate(
  cases: readonly (readonly number[])[],
  passMark: number = 1,
): number | null {
  checkCases(cases);
  checkWithin('pass mark', passMark, 0, 1);
  const repeated = cases.filter((scores) => scores.length > 1);
  if (repeated.length === 0) return null;
  return mean(
    repeated.map((scores) =>
      disagreement(scores.length, scores.filter((score) => score >= passMark).length),
    ),
  );
}

/** The share of the pairs of trials of one case that disagree, 0…1; `NaN` of fewer than two. */
export function disagreement(trials: number, passes: number): number {
  return (2 * passes * (trials - passes)) / (trials * (trials - 1));
}

function checkCases(cases: readonly (readonly number[])[]): void {
  checkNotEmpty('cases', cases);
  for (const scores of cases) {
    checkNotEmpty('trials of a case', scores);
    for (const score of scores) checkWithin('score', score, 0, 1);
  }
}
