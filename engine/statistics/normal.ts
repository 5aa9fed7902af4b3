import { checkOpenProbability } from './check.ts';
import { incompleteGamma } from './incomplete.ts';
import { turningPoint } from './solve.ts';

// The upper tail is 0 in a double beyond this many standard deviations.
const FARTHEST = 40;

/**
 * P(Z ≤ z) of the standard normal distribution, 0…1; any z. Throws `RangeError` for NaN.
 *
 * By the incomplete gamma function, Abramowitz and Stegun 26.2.30. It is the share of the bell
 * curve to the left of z standard deviations. Exact far into the left tail as well.
 */
export function normalDistribution(z: number): number {
  return normalUpperTail(-z);
}

/**
 * P(Z > z) of the standard normal distribution, 0…1; any z. Throws `RangeError` for NaN.
 *
 * By the incomplete gamma function, Abramowitz and Stegun 26.2.30. It is the share of the bell
 * curve to the right of z standard deviations. Exact far into the right tail as well.
 */
export function normalUpperTail(z: number): number {
  const { lower, upper } = incompleteGamma(0.5, (z * z) / 2);
  return z > 0 ? upper / 2 : 0.5 + lower / 2;
}

/**
 * The z with P(Z ≤ z) = `probability`, for a probability above 0 and below 1.
 *
 * Bisection on the distribution function. Throws `RangeError` outside the bounds. The value at
 * 0.975 is the familiar 1.96. It says how many standard errors a 95 % interval reaches to each side.
 */
export function normalQuantile(probability: number): number {
  checkOpenProbability('probability', probability);
  const known = quantiles.get(probability);
  if (known !== undefined) return known;
  const quantile = Math.sign(probability - 0.5) * normalDistance(probability);
  if (quantiles.size >= MOST_QUANTILES) quantiles.clear();
  quantiles.set(probability, quantile);
  return quantile;
}

/** Intervals ask for the same few again and again, and each is a bisection. */
const quantiles = new Map<number, number>();

const MOST_QUANTILES = 100;

/** Where the area between −z and z, or beyond the farther of them, is what the probability leaves. */
function normalDistance(probability: number): number {
  const tail = Math.min(probability, 1 - probability);
  const central = Math.abs(2 * probability - 1);
  const isBelow = (logZ: number): boolean => {
    const area = incompleteGamma(0.5, Math.exp(2 * logZ) / 2);
    return central < 0.5 ? area.lower < central : area.upper / 2 > tail;
  };
  return Math.exp(turningPoint(isBelow, -40, Math.log(FARTHEST)));
}
