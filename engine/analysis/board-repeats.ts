import {
  disagreement,
  passAtK,
  passPowerK,
  type Sample,
  sampleInterval,
  splitVariance,
} from '../statistics/index.ts';
import { sampleOf } from './case-scores.ts';

/** A mean over the cases with its 95 % interval, 0…1; `null` bounds where the cases are too few. */
export interface RepeatRate {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** What asking each case several times showed. Names are those of `--json`. */
export interface Repeats {
  /** Chance that another trial of the same case turns a pass into a failure or back. */
  readonly flip_rate: RepeatRate | null;
  /** Variance of the true case scores, and of the trials of one case; `null` when it cannot be told. */
  readonly variance_between: number | null;
  readonly variance_within: number | null;
  /** Share of the variance that lies between the cases, 0…1. */
  readonly icc: number | null;
  /** Trials that keep their share of the noise below a quarter; `null` when none do. */
  readonly recommended_trials: number | null;
  /** Trials that the next two are about. */
  readonly k: number;
  /** Chance that at least one of k trials passes, and that all of them do. */
  readonly pass_at_k: RepeatRate | null;
  readonly pass_power_k: RepeatRate | null;
}

/** A case with the scores of its trials. */
export interface RepeatedCase {
  readonly cluster: string;
  readonly weight: number;
  readonly scores: readonly number[];
}

/** A full score passes. */
const PASS_MARK = 1;

/** What the trials of a model say; `null` when no case has two. `trials` is the most any case has. */
export function repeatsOf(
  cases: readonly RepeatedCase[],
  trials: number,
  areAlone = false,
): Repeats | null {
  const scored = cases.filter(({ scores }) => scores.length > 0);
  if (!scored.some(({ scores }) => scores.length > 1)) return null;
  const split = splitVariance(scored.map(({ scores }) => scores));
  const counts = scored.map(({ scores }) => ({ trials: scores.length, passes: passesOf(scores) }));
  const sample = sampleOf(scored, areAlone);
  const rate = (measure: (trials: number, passes: number) => number | null) =>
    rateOf(
      sample,
      counts.map((one) => measure(one.trials, one.passes)),
    );
  return {
    flip_rate: rate((of, passes) => (of < 2 ? null : disagreement(of, passes))),
    variance_between: split.between,
    variance_within: split.within,
    icc: split.icc,
    recommended_trials: split.recommended_trials,
    k: trials,
    pass_at_k: rate((of, passes) => passAtK(of, passes, trials)),
    pass_power_k: rate((of, passes) => passPowerK(of, passes, trials)),
  };
}

function passesOf(scores: readonly number[]): number {
  let passes = 0;
  for (const score of scores) if (score >= PASS_MARK) passes++;
  return passes;
}

/** Mean over the cases that have a value. */
function rateOf(
  { weights, clusters }: Sample,
  values: readonly (number | null)[],
): RepeatRate | null {
  const has = (_: unknown, index: number) => values[index] !== null;
  const known = Float64Array.from(values.filter((value) => value !== null));
  if (known.length === 0) return null;
  const { score, low, high } = sampleInterval({
    values: known,
    weights: weights.filter(has),
    clusters: clusters?.filter(has),
  });
  return { value: score, low, high };
}
