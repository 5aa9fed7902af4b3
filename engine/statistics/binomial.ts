import { checkCount, checkOpenProbability, checkWithin, clamp } from './check.ts';
import { betaPower, incompleteBeta } from './incomplete.ts';
import { smallestInteger } from './solve.ts';

/**
 * P(X = k) of the binomial distribution, 0…1: k successes in n tries of chance `rate`.
 *
 * By the beta density, Loader 2000. Whole k and n with n of at least 0, rate in 0…1; `RangeError`
 * otherwise. It is the chance of exactly this many passes. Outside 0…n it is 0.
 */
export function binomialProbability(k: number, n: number, rate: number): number {
  checkBinomial(k, n, rate);
  if (k < 0 || k > n) return 0;
  if (rate === 0 || rate === 1) return k === n * rate ? 1 : 0;
  if (k === 0) return Math.exp(n * Math.log1p(-rate));
  if (k === n) return rate ** n;
  return clamp(betaPower(k + 1, n - k, rate, 1 - rate) / (rate * (n - k)), 0, 1);
}

/**
 * P(X ≤ k) of the binomial distribution, 0…1: at most k successes in n tries of chance `rate`.
 *
 * Abramowitz and Stegun 26.5.24. Whole k and n with n of at least 0, rate in 0…1; `RangeError`
 * otherwise. It is the chance of this many passes or fewer. Exact far into the lower tail.
 */
export function binomialDistribution(k: number, n: number, rate: number): number {
  checkBinomial(k, n, rate);
  if (k < 0) return 0;
  return k >= n ? 1 : incompleteBeta(k + 1, n - k, rate).upper;
}

/**
 * P(X > k) of the binomial distribution, 0…1: more than k successes in n tries of chance `rate`.
 *
 * Abramowitz and Stegun 26.5.24. Whole k and n with n of at least 0, rate in 0…1; `RangeError`
 * otherwise. k itself is not counted: the chance of k or more is `binomialUpperTail(k - 1, …)`.
 */
export function binomialUpperTail(k: number, n: number, rate: number): number {
  checkBinomial(k, n, rate);
  if (k < 0) return 1;
  return k >= n ? 0 : incompleteBeta(k + 1, n - k, rate).lower;
}

/**
 * The smallest k with P(X ≤ k) of at least `probability`, above 0 and below 1; k in 0…n.
 *
 * Whole n of at least 0, rate in 0…1; `RangeError` otherwise. It is the number of passes that luck
 * stays at or below with the given chance. Order-statistic intervals are made of it.
 */
export function binomialQuantile(probability: number, n: number, rate: number): number {
  checkOpenProbability('probability', probability);
  return smallestInteger((k) => binomialDistribution(k, n, rate) >= probability, 0, n);
}

function checkBinomial(k: number, n: number, rate: number): void {
  checkCount('tries', n);
  checkCount('successes', k, Number.MIN_SAFE_INTEGER);
  checkWithin('rate', rate, 0, 1);
}
