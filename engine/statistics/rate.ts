import { betaQuantile, betaUpperQuantile, betaUpperTail } from './beta.ts';
import { checkCount, checkOpenProbability, checkPositive, checkWithin, clamp } from './check.ts';
import type { Interval } from './cluster.ts';
import { normalQuantile } from './normal.ts';

/**
 * Wilson's score interval of a pass rate, inside 0…1: `rate` in 0…1, `n` cases, `quantile` above 0.
 *
 * Wilson (1927), JASA 22. `n` may be fractional (an effective number of cases) and `quantile` may be
 * Student's; 1.96 when left out. Throws `RangeError` outside the bounds. In 95 of 100 samples of this
 * size the interval holds the true rate. It never leaves 0…1 and works with few cases.
 */
export function wilson(
  rate: number,
  n: number,
  quantile: number = normalQuantile(0.975),
): Interval {
  checkWithin('rate', rate, 0, 1);
  checkPositive('n', n);
  checkPositive('quantile', quantile);
  const square = quantile ** 2 / n;
  const centre = (rate + square / 2) / (1 + square);
  const reach = Math.sqrt(square * (rate * (1 - rate) + square / 4)) / (1 + square);
  // Rounding would leave a crumb where the formula gives exactly 0 or 1.
  const low = rate === 0 ? 0 : clamp(centre - reach, 0, rate);
  const high = rate === 1 ? 1 : clamp(centre + reach, rate, 1);
  return { low, high };
}

/**
 * Clopper and Pearson's exact interval of a pass rate, inside 0…1; whole `successes` in 0…`n`.
 *
 * Clopper and Pearson (1934), Biometrika 26, by beta quantiles. `n` at least 1, `level` above 0 and
 * below 1; `RangeError` otherwise. The interval holds the true rate in at least 95 of 100 samples,
 * whatever the rate. It is wider than Wilson's: for claims that must never be too bold.
 */
export function clopperPearson(successes: number, n: number, level: number = 0.95): Interval {
  checkSuccesses(successes, n);
  checkOpenProbability('level', level);
  const tail = (1 - level) / 2;
  return {
    low: successes === 0 ? 0 : betaQuantile(tail, successes, n - successes + 1),
    high: successes === n ? 1 : betaUpperQuantile(tail, successes + 1, n - successes),
  };
}

/**
 * The greatest failure rate that no failure in `n` cases leaves possible, above 0 and below 1.
 *
 * 1 − alpha^(1/n), one-sided Clopper and Pearson (1934); about 3/n, the rule of three. `n` above 0,
 * fractional for an effective number; `alpha` above 0 and below 1; `RangeError` otherwise. After 300
 * cases without a failure one may say: at most 1 % fail. It is wrong in at most 5 of 100 such claims.
 */
export function noFailureBound(n: number, alpha: number = 0.05): number {
  checkPositive('n', n);
  checkOpenProbability('alpha', alpha);
  return -Math.expm1(Math.log(alpha) / n);
}

/**
 * The interval that holds the pass rate with probability `level`, inside 0…1, from a uniform prior.
 *
 * Quantiles of the beta distribution with shapes passes + 1 and failures + 1 (Bayes 1763). Whole
 * `successes` in 0…`n`; `RangeError` otherwise. Given the data and no earlier opinion, the rate lies
 * in it with 95 % probability. Near the true extremes it covers less than it says.
 */
export function betaPosterior(successes: number, n: number, level: number = 0.95): Interval {
  checkSuccesses(successes, n);
  checkOpenProbability('level', level);
  const [tail, passes, failures] = [(1 - level) / 2, successes + 1, n - successes + 1];
  return {
    low: betaQuantile(tail, passes, failures),
    high: betaUpperQuantile(tail, passes, failures),
  };
}

/**
 * The probability that the pass rate is above `threshold`, 0…1, from a uniform prior.
 *
 * Upper tail of the same beta distribution; `threshold` in 0…1, whole `successes` in 0…`n`;
 * `RangeError` otherwise. It is the answer to "how sure is it that the rate is above 80 %?". ½ means
 * the data do not say.
 */
export function probabilityRateAbove(threshold: number, successes: number, n: number): number {
  checkSuccesses(successes, n);
  return betaUpperTail(threshold, successes + 1, n - successes + 1);
}

function checkSuccesses(successes: number, n: number): void {
  checkCount('n', n, 1);
  checkCount('successes', successes);
  checkWithin('successes', successes, 0, n);
}
