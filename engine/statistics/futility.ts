import { checkCount, checkOpenProbability, checkWithin } from './check.ts';
import type { PartialRun, ThresholdDecision } from './finite-sequence.ts';
import { mcnemarExact } from './mcnemar.ts';

/**
 * Whether the cases left can still change if the benchmark reaches `threshold`, 0…1 inclusive.
 *
 * `reached` when it does even if all others fail, `missed` when it does not even if all pass.
 * Throws `RangeError` for numbers that do not fit. No statistics: the answer is the one the full
 * run would give, with certainty. Going on only costs money.
 */
export function settledThreshold(
  { cases, seen, passes }: PartialRun,
  threshold: number,
): ThresholdDecision {
  checkCount('cases', cases, 1);
  checkCount('cases seen', seen);
  checkWithin('cases seen', seen, 0, cases);
  checkCount('passes', passes);
  checkWithin('passes', passes, 0, seen);
  checkWithin('threshold', threshold, 0, 1);
  if (passes / cases >= threshold) return 'reached';
  return (passes + cases - seen) / cases < threshold ? 'missed' : 'undecided';
}

/** A comparison that has not seen all cases; whole numbers of at least 0. */
export interface PartialComparison {
  readonly only_a: number;
  readonly only_b: number;
  /** Cases that have not been answered by both. */
  readonly remaining: number;
}

/** What the full run will say, if that is certain already. */
export type SettledComparison = 'a' | 'b' | 'no_difference' | 'open';

/**
 * Whether the cases left can still change what McNemar's exact two-sided test says at `alpha`.
 *
 * The test is monotone in both counts, so the two extremes decide: all cases left go to A, all go
 * to B. `alpha` above 0 and below 1; throws `RangeError` outside the bounds. When neither extreme
 * is significant, the rest of the run cannot find a difference. When both agree, it cannot lose it.
 */
export function settledComparison(
  { only_a, only_b, remaining }: PartialComparison,
  alpha: number = 0.05,
): SettledComparison {
  checkCount('remaining cases', remaining);
  checkOpenProbability('alpha', alpha);
  const best = winnerOf(only_a + remaining, only_b, alpha);
  const worst = winnerOf(only_a, only_b + remaining, alpha);
  if (worst === 'a') return 'a';
  if (best === 'b') return 'b';
  return best !== 'a' && worst !== 'b' ? 'no_difference' : 'open';
}

function winnerOf(onlyA: number, onlyB: number, alpha: number): 'a' | 'b' | null {
  if (mcnemarExact(onlyA, onlyB) > alpha) return null;
  return onlyA > onlyB ? 'a' : 'b';
}
