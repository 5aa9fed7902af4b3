import { checkOpenProbability, checkPositive } from './check.ts';
import { incompleteGamma, type Tails } from './incomplete.ts';
import { turningPoint } from './solve.ts';

// Natural logarithms of the least and the greatest point a double can hold, and a little inside.
const LOG_LEAST = -744;
const LOG_GREATEST = 709;

/**
 * P(X ≤ x) of the chi-square distribution, 0…1; x of at least 0, `degrees` of freedom above 0.
 *
 * Abramowitz and Stegun 26.4.19. Throws `RangeError` outside the bounds. It is the distribution of
 * a sum of squared standard normal values. `degrees` counts them.
 */
export function chiSquareDistribution(x: number, degrees: number): number {
  return incompleteGamma(degrees / 2, x / 2).lower;
}

/**
 * P(X > x) of the chi-square distribution, 0…1; x of at least 0, `degrees` of freedom above 0.
 *
 * Abramowitz and Stegun 26.4.19. Throws `RangeError` outside the bounds. It is the p-value of a
 * chi-square statistic x. Exact far into the right tail.
 */
export function chiSquareUpperTail(x: number, degrees: number): number {
  return incompleteGamma(degrees / 2, x / 2).upper;
}

/**
 * The x with P(X ≤ x) = `probability`, a probability above 0 and below 1; `degrees` above 0.
 *
 * Bisection on the distribution function. Throws `RangeError` outside the bounds. A statistic beyond
 * the value at 0.95 is significant at 5 %. Tables call it the critical value.
 */
export function chiSquareQuantile(probability: number, degrees: number): number {
  checkOpenProbability('probability', probability);
  return solve(degrees, ({ lower, upper }) =>
    probability < 0.5 ? lower < probability : upper > 1 - probability,
  );
}

/**
 * The x with P(X > x) = `probability`, a probability above 0 and below 1; `degrees` above 0.
 *
 * As `chiSquareQuantile`, for upper tails too small to be written as 1 − p. Throws `RangeError`
 * outside the bounds. A statistic beyond it is significant at that level.
 */
export function chiSquareUpperQuantile(probability: number, degrees: number): number {
  checkOpenProbability('probability', probability);
  return solve(degrees, ({ lower, upper }) =>
    probability < 0.5 ? upper > probability : lower < 1 - probability,
  );
}

function solve(degrees: number, isBelow: (tails: Tails) => boolean): number {
  checkPositive('degrees of freedom', degrees);
  const isBelowLog = (logX: number): boolean =>
    isBelow(incompleteGamma(degrees / 2, Math.exp(logX) / 2));
  return Math.exp(turningPoint(isBelowLog, LOG_LEAST, LOG_GREATEST));
}
