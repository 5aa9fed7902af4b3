import type { Interval } from './cluster.ts';
import { normalQuantile } from './normal.ts';

/** One model on the scale of the fit. */
export interface Rating extends Interval {
  readonly model: string;
  /** Natural log-odds against the average model, as `low` and `high`; all ratings sum to 0. */
  readonly rating: number;
  readonly standard_error: number;
  /** The rating on the scale of chess. */
  readonly elo: number;
  readonly battles: number;
}

/** What one unit of a style covariate adds to the log-odds of winning. */
export interface StyleEffect extends Interval {
  readonly effect: number;
  readonly standard_error: number;
}

/** A parameter of a fit with its normal interval, from its place in the covariance. */
export function estimateAt(
  parameters: readonly number[],
  covariance: readonly (readonly number[])[],
  index: number,
  level: number,
): StyleEffect {
  const effect = parameters[index] ?? 0;
  const standard_error = Math.sqrt(Math.max(0, covariance[index]?.[index] ?? 0));
  const reach = normalQuantile((1 + level) / 2) * standard_error;
  return { effect, standard_error, low: effect - reach, high: effect + reach };
}

const ELO_PER_LOG_ODDS = 400 / Math.LN10;
const AVERAGE_ELO = 1000;

/**
 * A rating in log-odds on the scale of chess: 400/ln 10 points for each, `average` for a rating of
 * 0.
 *
 * Elo (1978). 400 points more mean odds of ten to one. The zero is a convention and means nothing.
 */
export function eloOfRating(rating: number, average: number = AVERAGE_ELO): number {
  return average + ELO_PER_LOG_ODDS * rating;
}
