import { checkOpenProbability } from './check.ts';
import { incompleteBeta } from './incomplete.ts';
import { turningPoint } from './solve.ts';

// Natural logarithm of the least point a double can hold.
const LOG_LEAST = -744;

/**
 * P(X ≤ x) of the beta distribution, 0…1; x in 0…1, shapes a and b above 0.
 *
 * The incomplete beta function, Abramowitz and Stegun 26.5.1. Throws `RangeError` outside the
 * bounds. With a = passes + 1 and b = failures + 1 it is what is known about a pass rate. Relative
 * accuracy holds for shapes of at least ½.
 */
export function betaDistribution(x: number, a: number, b: number): number {
  return incompleteBeta(a, b, x).lower;
}

/**
 * P(X > x) of the beta distribution, 0…1; x in 0…1, shapes a and b above 0.
 *
 * The incomplete beta function, Abramowitz and Stegun 26.5.1. Throws `RangeError` outside the
 * bounds. It answers how sure one may be that a rate is above x. Exact far into the right tail.
 */
export function betaUpperTail(x: number, a: number, b: number): number {
  return incompleteBeta(a, b, x).upper;
}

/**
 * The x with P(X ≤ x) = `probability`, a probability above 0 and below 1; shapes a and b above 0.
 *
 * Bisection on the distribution function. Throws `RangeError` outside the bounds. The values at
 * 0.025 and 0.975 enclose 95 % of the distribution. Exact intervals for pass rates are made of them.
 */
export function betaQuantile(probability: number, a: number, b: number): number {
  checkOpenProbability('probability', probability);
  return solve(probability, 1 - probability, a, b);
}

/**
 * The x with P(X > x) = `probability`, a probability above 0 and below 1; shapes a and b above 0.
 *
 * As `betaQuantile`, for upper tails too small to be written as 1 − p. Throws `RangeError` outside
 * the bounds. The chance of a larger value is the given one.
 */
export function betaUpperQuantile(probability: number, a: number, b: number): number {
  checkOpenProbability('probability', probability);
  return solve(1 - probability, probability, a, b);
}

/** Works from the end of 0…1 that is nearer to the answer, in logarithms, to stay exact there. */
function solve(lower: number, upper: number, a: number, b: number): number {
  const middle = incompleteBeta(a, b, 0.5);
  const inLowerHalf = lower < upper ? lower <= middle.lower : upper >= middle.upper;
  if (!inLowerHalf) return 1 - solveLowerHalf(upper, lower, b, a);
  return solveLowerHalf(lower, upper, a, b);
}

function solveLowerHalf(lower: number, upper: number, a: number, b: number): number {
  const isBelow = (logX: number): boolean => {
    const tails = incompleteBeta(a, b, Math.exp(logX));
    return lower < upper ? tails.lower < lower : tails.upper > upper;
  };
  return Math.exp(turningPoint(isBelow, LOG_LEAST, Math.log(0.5)));
}
