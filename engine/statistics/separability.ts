import { checkNotEmpty, checkOpenProbability, checkWithin } from './check.ts';
import { maximum, mean, variance } from './mean.ts';
import { holm } from './multiple.ts';
import { quantile } from './quantile.ts';
import type { RankRange } from './ranks.ts';

/**
 * Share of the pairs of models that a benchmark can tell apart, 0…1; 0 without pairs.
 *
 * Pairs with Holm-adjusted p of at most `alpha`, of all pairs; raw p-values in 0…1, `alpha` above 0
 * and below 1; `RangeError` otherwise. At 1 the benchmark orders every model. At 0 its table is
 * noise.
 */
export function separability(pValues: readonly number[], alpha: number = 0.05): number {
  checkOpenProbability('alpha', alpha);
  const adjusted = holm(pValues);
  if (adjusted.length === 0) return 0;
  return adjusted.filter((p) => p <= alpha).length / adjusted.length;
}

/** A model's score with its error. */
export interface ScoredModel {
  /** 0…1. */
  readonly score: number;
  /** Above 0, or 0 when it does not vary. */
  readonly standard_error: number;
}

/**
 * Spread of the models' scores over their median standard error, at least 0; `null` when undefined.
 *
 * Standard deviation over median SE (after Heineman et al. 2025, arXiv 2508.13144). Undefined with
 * fewer than two models or a median error of 0. Throws `RangeError` without models and outside the
 * bounds. Below 2 the differences on the board are about as large as the noise. A noisy tag may be
 * dropped.
 */
export function signalToNoise(models: readonly ScoredModel[]): number | null {
  checkNotEmpty('models', models);
  for (const { score, standard_error } of models) {
    checkWithin('score', score, 0, 1);
    checkWithin('standard error', standard_error, 0, Number.MAX_VALUE);
  }
  const noise = quantile(
    models.map(({ standard_error }) => standard_error),
    0.5,
  );
  if (models.length < 2 || noise === 0) return null;
  return Math.sqrt(variance(models.map(({ score }) => score))) / noise;
}

/**
 * Whether a benchmark still tells the best models apart. `ceiling`: they all solve it.
 * `too_few_cases`: they do not, and more cases might tell. `open`: they differ. `too_few_models`:
 * fewer than five.
 */
export type Saturation = 'ceiling' | 'too_few_cases' | 'open' | 'too_few_models';

/** A model's score and its best possible rank. */
export type RankedScore = Pick<RankRange, 'rank_low'> & { readonly score: number };

const TOP = 5;
const CEILING = 0.9;

/**
 * Why the five best models share the first rank, if they do; scores 0…1.
 *
 * Saturated when the lower rank bound of all five is 1; then their mean of at least 0.9 means
 * ceiling (after the saturation study, arXiv 2602.16763). Throws `RangeError` for a score outside
 * 0…1. A ceiling calls for harder cases, too few cases for more of them. The two look the same on a
 * board.
 */
export function saturationOf(models: readonly RankedScore[]): Saturation {
  for (const { score } of models) checkWithin('score', score, 0, 1);
  if (models.length < TOP) return 'too_few_models';
  const top = models.toSorted((a, b) => b.score - a.score).slice(0, TOP);
  if (maximum(top.map(({ rank_low }) => rank_low)) > 1) return 'open';
  return mean(top.map(({ score }) => score)) >= CEILING ? 'ceiling' : 'too_few_cases';
}
