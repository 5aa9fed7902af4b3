import { checkCount, checkOpenProbability, checkPositive, checkWithin } from './check.ts';
import type { Interval } from './cluster.ts';
import { turningPoint } from './solve.ts';
import { logBeta } from './special.ts';

/**
 * The interval of a pass rate that stays valid over all looks at an endless stream, inside 0…1.
 *
 * Keeps every rate p with B(s + 1, n − s + 1)/(p^s·(1 − p)^(n − s)) below 1/alpha, the uniform
 * mixture (Ville 1939; Robbins 1970). Whole `passes` in 0…`n`, `alpha` above 0 and below 1;
 * `RangeError` otherwise. Unlike an ordinary interval it may be watched while answers come in. That
 * it ever excludes the true rate has a chance of at most 5 %.
 */
export function bernoulliSequence(passes: number, n: number, alpha: number = 0.05): Interval {
  checkCount('n', n);
  checkCount('passes', passes);
  checkWithin('passes', passes, 0, n);
  checkOpenProbability('alpha', alpha);
  if (n === 0) return { low: 0, high: 1 };
  const failures = n - passes;
  const mixture = logBeta(passes + 1, failures + 1) + Math.log(alpha);
  const isExcluded = (rate: number): boolean =>
    mixture >= times(passes, Math.log(rate)) + times(failures, Math.log1p(-rate));
  return {
    low: passes === 0 ? 0 : turningPoint(isExcluded, 0, passes / n),
    high: failures === 0 ? 1 : turningPoint((rate) => !isExcluded(rate), passes / n, 1),
  };
}

/** The product in which nothing times infinity is nothing. */
function times(count: number, value: number): number {
  return count === 0 ? 0 : count * value;
}

/** The mean of independent values so far. */
export interface RunningMean {
  /** In the unit of the values. */
  readonly mean: number;
  /** Sample standard deviation, in the unit of the values; above 0. */
  readonly deviation: number;
  /** Values so far, at least 2. */
  readonly n: number;
}

/** The number of values at which the asymptotic sequence is narrowest, unless said otherwise. */
const USUAL_FOCUS = 500;

/**
 * The interval of a mean that is approximately valid over all looks, in the unit of the values.
 *
 * Mean ± sd·√(2(nρ² + 1)/(n²ρ²)·ln(√(nρ² + 1)/alpha)) (Waudby-Smith, Arbour, Sinha, Kennedy and
 * Ramdas 2024, Annals of Statistics 52, theorem 2.2), with ρ chosen so that it is narrowest at
 * `focus` values. Whole `focus` of at least 1, `alpha` above 0 and below 1; `RangeError` otherwise.
 * It is the running form of the normal interval, for values without known bounds. It needs a few
 * hundred values before it may be trusted.
 */
export function asymptoticSequence(
  { mean, deviation, n }: RunningMean,
  alpha: number = 0.05,
  focus: number = USUAL_FOCUS,
): Interval {
  checkCount('n', n, 2);
  checkPositive('deviation', deviation);
  checkCount('focus', focus, 1);
  checkOpenProbability('alpha', alpha);
  const strictness = -2 * Math.log(alpha);
  const information = (n / focus) * (strictness + Math.log1p(strictness));
  const square =
    (2 * (information + 1) * Math.log(Math.sqrt(information + 1) / alpha)) / information;
  const reach = deviation * Math.sqrt(square / n);
  return { low: mean - reach, high: mean + reach };
}
