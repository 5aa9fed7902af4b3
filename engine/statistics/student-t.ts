import { checkOpenProbability, checkPositive } from './check.ts';
import { incompleteBeta, type Tails } from './incomplete.ts';
import { normalDistribution, normalQuantile } from './normal.ts';
import { turningPoint } from './solve.ts';

// Natural logarithms of the least and the greatest t a double can hold, and a little inside.
const LOG_LEAST = -80;
const LOG_GREATEST = 709;

/**
 * P(T ≤ t) of Student's t distribution, 0…1; any t, `degrees` of freedom above 0 or infinite.
 *
 * Abramowitz and Stegun 26.7.1, by the incomplete beta function. Throws `RangeError` outside the
 * bounds. It is the bell curve with the heavier tails that an estimated spread calls for. With
 * infinite degrees of freedom it is the normal distribution.
 */
export function studentTDistribution(t: number, degrees: number): number {
  return studentTUpperTail(-t, degrees);
}

/**
 * P(T > t) of Student's t distribution, 0…1; any t, `degrees` of freedom above 0 or infinite.
 *
 * Abramowitz and Stegun 26.7.1, by the incomplete beta function. Throws `RangeError` outside the
 * bounds. It is the chance that noise alone gives a larger t. Exact far into the right tail.
 */
export function studentTUpperTail(t: number, degrees: number): number {
  if (degrees === Number.POSITIVE_INFINITY) return normalDistribution(-t);
  const { lower, upper } = centralArea(t, degrees);
  return t > 0 ? upper / 2 : 0.5 + lower / 2;
}

/** The areas between −|t| and |t| and outside of them. */
function centralArea(t: number, degrees: number): Tails {
  checkPositive('degrees of freedom', degrees);
  const ratio = (t / degrees) * t;
  const inside = ratio < 1 ? ratio / (1 + ratio) : 1 / (1 + 1 / ratio);
  return incompleteBeta(0.5, degrees / 2, inside, 1 / (1 + ratio));
}

/**
 * The t with P(T ≤ t) = `probability`, a probability above 0 and below 1; `degrees` above 0.
 * With fewer than two degrees probabilities below 1e-100 are out of reach.
 *
 * Bisection on the distribution function. Throws `RangeError` outside the bounds. It replaces the
 * 1.96 of a 95 % interval when the spread was estimated from few values. The fewer the values, the
 * larger it is.
 */
export function studentTQuantile(probability: number, degrees: number): number {
  checkOpenProbability('probability', probability);
  if (degrees === Number.POSITIVE_INFINITY) return normalQuantile(probability);
  const key = `${probability} ${degrees}`;
  const known = quantiles.get(key);
  if (known !== undefined) return known;
  const found = bisected(probability, degrees);
  if (quantiles.size >= MOST_KEPT) quantiles.clear();
  quantiles.set(key, found);
  return found;
}

/** A board asks for the same few quantiles hundreds of times. */
const quantiles = new Map<string, number>();
const MOST_KEPT = 1_000;

function bisected(probability: number, degrees: number): number {
  const tail = Math.min(probability, 1 - probability);
  const central = Math.abs(2 * probability - 1);
  const isBelow = (logT: number): boolean => {
    const area = centralArea(Math.exp(logT), degrees);
    return central < 0.5 ? area.lower < central : area.upper / 2 > tail;
  };
  return Math.sign(probability - 0.5) * Math.exp(turningPoint(isBelow, LOG_LEAST, LOG_GREATEST));
}
