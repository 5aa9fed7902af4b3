import { checkNotEmpty, checkOpenProbability, checkWithin, clampPValue } from './check.ts';
import { maximum, mean, sum } from './mean.ts';

/**
 * The e-value of several disjoint batches of cases together, at least 0: their product.
 *
 * Valid when each is an e-value given the batches before it (Vovk and Wang 2021, Annals of
 * Statistics 49, 1736–1754); the same cases again are not. Throws `RangeError` for a negative value
 * and without any. Evidence from new cases multiplies. A check that is run again adds to the
 * evidence instead of drawing a fresh p-value.
 */
export function productOfEValues(eValues: readonly number[]): number {
  checkEValues(eValues);
  if (eValues.includes(0)) return 0;
  return Math.exp(sum(eValues.map(Math.log)));
}

/**
 * The e-value of several benchmarks together, at least 0: their mean.
 *
 * Valid however the benchmarks depend on each other (Vovk and Wang 2021). Throws `RangeError` for a
 * negative value and without any. It asks whether anything differs anywhere. One benchmark alone
 * must be very clear to carry the rest.
 */
export function meanOfEValues(eValues: readonly number[]): number {
  checkEValues(eValues);
  return mean(eValues);
}

/**
 * The p-value that may be read at any time, above 0 and at most 1, from the e-values of all looks.
 *
 * 1 over the largest value so far (Ville 1939). Throws `RangeError` for a negative value and
 * without any. Stopping when it looks good does no harm. It is larger than an ordinary p-value for
 * that.
 */
export function anytimePValue(eProcess: readonly number[]): number {
  checkEValues(eProcess);
  return clampPValue(1 / maximum(eProcess));
}

/**
 * The e-value of a p-value, at least 0; p above 0 and at most 1.
 *
 * ∫ε·p^(ε − 1)dε over 0…1 = (eᵘ − 1 − u)/u² with u = −ln p (Vovk and Wang 2021, equation 2). Throws
 * `RangeError` outside the bounds. It turns a result that cannot be multiplied into one that can.
 * p = 0.001 becomes 21.
 */
export function eValueOfPValue(pValue: number): number {
  checkWithin('p-value', pValue, Number.MIN_VALUE, 1);
  const surprise = -Math.log(pValue);
  // Next to p = 1 the formula is 0/0.
  if (surprise < 1e-3) return 0.5 + surprise / 6 + surprise ** 2 / 24;
  return (Math.expm1(surprise) - surprise) / surprise ** 2;
}

/** Whether an e-value refutes the hypothesis at error `alpha`: it is at least 1/alpha. */
export function isRefuted(eValue: number, alpha: number = 0.05): boolean {
  checkEValues([eValue]);
  checkOpenProbability('alpha', alpha);
  return eValue * alpha >= 1;
}

function checkEValues(eValues: readonly number[]): void {
  checkNotEmpty('e-values', eValues);
  for (const value of eValues) checkWithin('e-value', value, 0, Number.POSITIVE_INFINITY);
}
