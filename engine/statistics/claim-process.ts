import { checkCount, checkOpenProbability, checkWithin } from './check.ts';

/** Shares of the largest bet that can never lose all; their mean needs no guess of the best one. */
const BETS = [0.25, 0.5, 0.75, 0.95] as const;

/**
 * The e-value against "the claim is too high by `tolerance` or more", at least 0.
 *
 * `differences` are claimed minus measured scores of cases, each in −1…1, in the random order in
 * which they were drawn without replacement out of `cases`; `tolerance` above 0 and below 1;
 * `RangeError` outside the bounds. Each case multiplies by 1 + λ(m − d), where m is the mean that
 * the cases not yet drawn would need for the claim to be too high by the tolerance: the capital of a
 * gambler who bets that it is not (Waudby-Smith and Ramdas 2020, arXiv 2006.04347; 2024, Journal of
 * the Royal Statistical Society B 86, 1–27). One may look after every case and go on another day:
 * that it ever exceeds 20 has a chance of at most 1 in 20 for a claim that is too high.
 */
export function claimEValue(
  differences: readonly number[],
  cases: number,
  tolerance: number,
): number {
  checkCount('cases', cases, Math.max(1, differences.length));
  checkOpenProbability('tolerance', tolerance);
  for (const difference of differences) checkWithin('difference', difference, -1, 1);
  // Not the mean of mean.ts: the capital may be infinite.
  const sum = BETS.reduce(
    (total, bet) => total + capital(differences, cases * tolerance, cases, bet),
    0,
  );
  return sum / BETS.length;
}

/** @param total sum of all differences when the claim is too high by just the tolerance */
function capital(
  differences: readonly number[],
  total: number,
  cases: number,
  bet: number,
): number {
  let [wealth, left, open] = [1, total, cases];
  for (const difference of differences) {
    const needed = left / open;
    // No difference is above 1: the cases that are left cannot make the claim too high any more.
    if (needed > 1) return Number.POSITIVE_INFINITY;
    const most = 1 / Math.max(1 - needed, Number.EPSILON);
    wealth *= Math.max(0, 1 + bet * most * (needed - difference));
    left -= difference;
    open--;
  }
  if (open === 0) return left > 0 ? Number.POSITIVE_INFINITY : wealth;
  return left / open > 1 ? Number.POSITIVE_INFINITY : wealth;
}
