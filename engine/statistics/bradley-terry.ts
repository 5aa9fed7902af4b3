import { fitBattles } from './battle-fit.ts';
import { type Battle, type BattleModel, battleModel } from './battle-model.ts';
import { checkNotEmpty, checkOpenProbability, checkWithin } from './check.ts';
import { matrixOf } from './matrix.ts';
import { eloOfRating, estimateAt, type Rating, type StyleEffect } from './rating.ts';
import { winGroups } from './win-graph.ts';

/** What the standard errors of ratings rest on. */
export type RatingErrors = 'inverse_hessian' | 'sandwich';

/** How ratings are fitted. */
export interface BradleyTerryOptions {
  /** Precision of a Gaussian prior on every rating, at least 0; 0, no prior, when left out. */
  readonly ridge?: number;
  /**
   * `sandwich` sums over the clusters of the battles, `inverse_hessian` takes every battle as
   * independent; when left out, `sandwich` if some cluster has more than one battle.
   */
  readonly errors?: RatingErrors;
  /** Of the intervals; above 0 and below 1; 0.95 when left out. */
  readonly level?: number;
}

/** Below this many clusters there is no robust standard error. */
const LEAST_CLUSTERS = 6;

/** Ratings, or why there are none. */
export type BradleyTerryFit =
  | {
      readonly status: 'fitted';
      /** In the order of the models given. */
      readonly ratings: readonly Rating[];
      /** Of the ratings, in log-odds²: rows and columns as the models. */
      readonly covariance: readonly (readonly number[])[];
      /** In the order of the covariates. */
      readonly style: readonly StyleEffect[];
      readonly ridge: number;
      readonly errors: RatingErrors;
    }
  | {
      /** Some models were never beaten by some others, even indirectly. A ridge would settle it. */
      readonly status: 'not_connected';
      readonly groups: readonly (readonly string[])[];
    }
  | {
      /** So few cases say nothing about their own spread. */
      readonly status: 'too_few_clusters';
      readonly clusters: number;
    }
  | {
      /** The covariates explain who wins without error, or repeat each other. */
      readonly status: 'not_identified';
    };

/**
 * Bradley-Terry ratings from battles: P(A beats B) = 1/(1 + exp(r_B − r_A − style)).
 *
 * Newton's method on the logistic likelihood, ties as half a win each (Bradley and Terry 1952;
 * Hunter 2004, Annals of Statistics 32, on when a maximum exists; covariates: Springall 1973).
 * Throws `RangeError` without battles, for a model that is unknown, listed twice or fights itself,
 * for a score outside 0…1 and for covariates of unequal number. Ratings order models by who is
 * preferred to whom. Battles about the same case are not independent, so errors are summed over the
 * cases.
 */
export function bradleyTerry(
  models: readonly string[],
  battles: readonly Battle[],
  { ridge = 0, errors, level = 0.95 }: BradleyTerryOptions = {},
): BradleyTerryFit {
  checkWithin('ridge', ridge, 0, Number.MAX_VALUE);
  checkOpenProbability('level', level);
  checkBattles(models, battles);
  const groups = winGroups(models, battles.flatMap(winsOf));
  if (ridge === 0 && groups.length > 1) return { status: 'not_connected', groups };
  const design = battleModel(models, battles, ridge);
  const clusters = new Set(battles.map(({ cluster }) => cluster)).size;
  const basis = errors ?? (clusters < battles.length ? 'sandwich' : 'inverse_hessian');
  if (basis === 'sandwich' && clusters < LEAST_CLUSTERS) {
    return { status: 'too_few_clusters', clusters };
  }
  const fit = fitBattles(design, basis === 'sandwich');
  if (fit === null) return { status: 'not_identified' };
  const { parameters, covariance } = fit;
  const count = models.length;
  const at = (index: number): StyleEffect => estimateAt(parameters, covariance, index, level);
  return {
    status: 'fitted',
    ratings: models.map((model, index) => ratingOf(model, at(index), design, index)),
    covariance: matrixOf(count, count, (row, column) => covariance[row]?.[column] ?? 0),
    style: parameters.slice(count).map((_, index) => at(count + index)),
    ridge,
    errors: basis,
  };
}

function winsOf({ a, b, score_a }: Battle): { winner: string; loser: string }[] {
  const forA = score_a > 0 ? [{ winner: a, loser: b }] : [];
  return score_a < 1 ? [...forA, { winner: b, loser: a }] : forA;
}

function ratingOf(
  model: string,
  { effect, ...rest }: StyleEffect,
  design: BattleModel,
  index: number,
): Rating {
  const battles = design.rows.filter(({ a, b }) => a === index || b === index).length;
  return { model, rating: effect, ...rest, elo: eloOfRating(effect), battles };
}

/**
 * How two models of a fit compare: the log-odds that A beats B at equal style, with its error.
 *
 * From the joint covariance: the errors of two ratings are not independent. Throws `RangeError` for
 * a model that the fit does not have. If 0 lies inside the interval, the order is not settled.
 * Whether the intervals of the two ratings overlap does not answer that.
 */
export function ratingDifference(
  fit: Extract<BradleyTerryFit, { status: 'fitted' }>,
  a: string,
  b: string,
  level: number = 0.95,
): StyleEffect {
  checkOpenProbability('level', level);
  const [i, j] = [a, b].map((model) => {
    const index = fit.ratings.findIndex((rating) => rating.model === model);
    if (index < 0) throw new RangeError(`model ${model} has no rating`);
    return index;
  });
  const entry = (row = 0, column = 0): number => fit.covariance[row]?.[column] ?? 0;
  const variance = entry(i, i) + entry(j, j) - 2 * entry(i, j);
  const effect = (fit.ratings[i ?? 0]?.rating ?? 0) - (fit.ratings[j ?? 0]?.rating ?? 0);
  return estimateAt([effect], [[variance]], 0, level);
}

function checkBattles(models: readonly string[], battles: readonly Battle[]): void {
  checkNotEmpty('battles', battles);
  const known = new Set(models);
  if (known.size < models.length) throw new RangeError('a model is listed twice');
  const width = battles[0]?.style?.length ?? 0;
  for (const { a, b, score_a, style = [] } of battles) {
    checkWithin('score of A', score_a, 0, 1);
    if (!known.has(a) || !known.has(b)) throw new RangeError(`battle ${a}, ${b}: unknown model`);
    if (a === b) throw new RangeError(`battle ${a}, ${b}: a model fights itself`);
    if (style.length !== width) {
      throw new RangeError(`battle ${a}, ${b} has ${style.length} covariates, expected ${width}`);
    }
    for (const value of style) checkWithin('covariate', value, -Number.MAX_VALUE, Number.MAX_VALUE);
  }
}
