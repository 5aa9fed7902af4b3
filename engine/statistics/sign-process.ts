import { checkCount, checkOpenProbability } from './check.ts';
import { logBeta } from './special.ts';

/** What a comparison that may be stopped at any time says so far. */
export type SignDecision = 'a' | 'b' | 'undecided';

/**
 * The e-value against "neither model wins more of the cases that tell them apart", at least 0.
 *
 * B(b + 1, a + 1)·2^(a + b): the uniform mixture over all chances against ½ (Ville 1939; Robbins
 * 1970). Whole counts of cases only one model passed, at least 0; `RangeError` otherwise. It is the
 * wealth of a gambler who bets against the models being equal and starts with 1. That it ever
 * exceeds 20 has a chance of at most 1 in 20 when they are.
 */
export function signEValue(onlyA: number, onlyB: number): number {
  checkCount('cases only A passed', onlyA);
  checkCount('cases only B passed', onlyB);
  return Math.exp(logBeta(onlyB + 1, onlyA + 1) + (onlyA + onlyB) * Math.LN2);
}

/**
 * Which model is better, if that can be said now: the sign e-process stopped at 1/alpha.
 *
 * `alpha` above 0 and below 1; throws `RangeError` outside the bounds. One may ask after every case
 * and stop at the first answer. Big gaps are settled early; for small ones it is weaker than a test
 * with a fixed number of cases.
 */
export function decideSign(onlyA: number, onlyB: number, alpha: number = 0.05): SignDecision {
  checkOpenProbability('alpha', alpha);
  if (signEValue(onlyA, onlyB) * alpha < 1) return 'undecided';
  return onlyA > onlyB ? 'a' : 'b';
}
