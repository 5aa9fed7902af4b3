import { resampled } from './bootstrap.ts';
import {
  checkCount,
  checkNotEmpty,
  checkOpenProbability,
  checkPositive,
  checkWithin,
  clampPValue,
} from './check.ts';
import type { Interval } from './cluster.ts';
import { variance } from './mean.ts';
import { normalUpperTail } from './normal.ts';
import { quantile } from './quantile.ts';
import { seededRandom } from './random.ts';

/** One case of a benchmark with the scores of all models. */
export interface JointCase {
  /** Cases with the same cluster are not independent of each other; alone, a case has its own. */
  readonly cluster: string;
  /** How much the case counts; above 0. */
  readonly weight: number;
  /** 0…1 inclusive, in the order of the models. */
  readonly scores: readonly number[];
}

/** An aggregate over benchmarks, computed from the mean scores: `scores[benchmark][model]`. */
export type Aggregate = (scores: readonly (readonly number[])[]) => readonly number[];

/** One model's aggregate and what resampling the cases does to it. */
export interface JointValue extends Interval {
  readonly model: string;
  readonly value: number;
  readonly standard_error: number;
  /** Share of the samples in which the model had rank 1, 2, …; ties count at the best of them. */
  readonly rank_shares: readonly number[];
}

/** Two models on the same samples. */
export interface JointPair {
  readonly a: string;
  readonly b: string;
  /** B − A. */
  readonly difference: number;
  readonly standard_error: number;
  /** Two-sided, not adjusted for the number of pairs; above 0, at most 1. */
  readonly p_value: number;
}

/** All models and all pairs of them. */
export interface JointBootstrap {
  readonly values: readonly JointValue[];
  readonly pairs: readonly JointPair[];
}

/** How the joint bootstrap is done. */
export interface JointOptions {
  /** Samples drawn, a whole number of at least 100; 2000 when left out. */
  readonly draws?: number;
  /** Above 0 and below 1; 0.95 when left out. */
  readonly level?: number;
}

/**
 * Intervals, rank shares and pairwise tests of any aggregate over several benchmarks.
 *
 * Clusters are drawn with return inside each benchmark, the same ones for all models, and
 * everything is computed again (Davison and Hinkley 1997, section 3.8). p-values by the normal
 * distribution with the bootstrap standard error: adjust them with `holm` before ranking. `seed` is
 * any text; throws `RangeError` without benchmarks, cases or models and outside the bounds. It
 * carries the uncertainty of every benchmark into the overall score. Models answered the same
 * cases, so a hard sample is hard for all of them.
 */
export function jointBootstrap(
  models: readonly string[],
  benchmarks: readonly (readonly JointCase[])[],
  aggregate: Aggregate,
  seed: string,
  { draws = 2000, level = 0.95 }: JointOptions = {},
): JointBootstrap {
  checkBenchmarks(models, benchmarks);
  checkCount('draws', draws, 100);
  checkOpenProbability('level', level);
  const values = aggregate(benchmarks.map((cases) => meanScores(models.length, cases)));
  const samples = sampledValues(models.length, benchmarks, aggregate, seed, draws);
  const of = (index: number): number[] => samples.map((sample) => sample[index] ?? Number.NaN);
  return {
    values: models.map((model, index) => ({
      model,
      value: values[index] ?? Number.NaN,
      low: quantile(of(index), (1 - level) / 2),
      high: quantile(of(index), (1 + level) / 2),
      standard_error: Math.sqrt(variance(of(index))),
      rank_shares: rankShares(samples, index, models.length),
    })),
    pairs: models.flatMap((a, i) =>
      models.slice(i + 1).map((b, offset) => {
        const j = i + 1 + offset;
        const differences = samples.map((sample) => (sample[j] ?? 0) - (sample[i] ?? 0));
        return { a, b, ...tested((values[j] ?? 0) - (values[i] ?? 0), differences) };
      }),
    ),
  };
}

function sampledValues(
  models: number,
  benchmarks: readonly (readonly JointCase[])[],
  aggregate: Aggregate,
  seed: string,
  draws: number,
): (readonly number[])[] {
  const random = seededRandom(seed);
  const clusters = benchmarks.map((cases) => [
    ...Map.groupBy(cases, ({ cluster }) => cluster).values(),
  ]);
  return Array.from({ length: draws }, () =>
    aggregate(clusters.map((groups) => meanScores(models, resampled(groups, random).flat()))),
  );
}

function meanScores(models: number, cases: readonly JointCase[]): number[] {
  const totals = new Array<number>(models).fill(0);
  let weights = 0;
  for (const { weight, scores } of cases) {
    weights += weight;
    scores.forEach((score, model) => {
      totals[model] = (totals[model] ?? 0) + weight * score;
    });
  }
  return totals.map((total) => total / weights);
}

/** Values that differ by less are equal: the order of additions must not make a rank. */
const ROUNDING = 1e-12;

function rankShares(
  samples: readonly (readonly number[])[],
  index: number,
  models: number,
): number[] {
  const shares = new Array<number>(models).fill(0);
  for (const sample of samples) {
    const own = (sample[index] ?? 0) + ROUNDING;
    const rank = sample.filter((value) => value > own).length;
    shares[rank] = (shares[rank] ?? 0) + 1 / samples.length;
  }
  return shares;
}

function tested(difference: number, differences: readonly number[]): Omit<JointPair, 'a' | 'b'> {
  const standard_error = Math.sqrt(variance(differences));
  if (standard_error > ROUNDING) {
    const p_value = clampPValue(2 * normalUpperTail(Math.abs(difference) / standard_error));
    return { difference, standard_error, p_value };
  }
  // No sample moved the difference: all that is known is how many samples that were.
  const p_value = Math.abs(difference) > ROUNDING ? 1 / (1 + differences.length) : 1;
  return { difference, standard_error: 0, p_value };
}

function checkBenchmarks(
  models: readonly string[],
  benchmarks: readonly (readonly JointCase[])[],
): void {
  checkNotEmpty('models', models);
  checkNotEmpty('benchmarks', benchmarks);
  for (const cases of benchmarks) {
    checkNotEmpty('cases', cases);
    for (const { weight, scores } of cases) {
      checkPositive('weight', weight);
      checkWithin('scores of a case', scores.length, models.length, models.length);
      for (const score of scores) checkWithin('score', score, 0, 1);
    }
  }
}
