import { checkPositive, checkWithin } from './check.ts';
import { mcnemarExact, probabilityBBetter } from './mcnemar.ts';
import { allEqual, sum } from './mean.ts';
import { type PairedCase, pairedDifference, pairedInterval } from './paired.ts';
import { signFlipPermutation } from './permutation.ts';
import { newcombePaired, type PairedCounts } from './proportions.ts';

/** The test behind the p-value of a comparison. */
export type PairedTest = 'mcnemar_exact' | 'sign_flip_permutation';

/** Two models on the same cases. */
export interface PairedComparison extends PairedCounts {
  /** Cases both models have. */
  readonly cases: number;
  /** Weighted mean of B − A, −1…1. */
  readonly difference: number;
  /** 95 % interval of the difference, inclusive, inside −1…1. */
  readonly low: number;
  readonly high: number;
  /** Two-sided; above 0, at most 1. */
  readonly p_value: number;
  readonly test: PairedTest;
  /** 0…1. */
  readonly probability_b_better: number;
}

/** The least mean score that counts as passed: at least half of the trials or points. */
const PASS_MARK = 0.5;

/**
 * Two models on the same cases: difference, 95 % interval, p-value and the four counts.
 *
 * Exact McNemar and Newcombe's method 10 when every score is 0 or 1, weights are equal and no two
 * cases share a cluster; else the sign-flip permutation test, with whole clusters flipped, and the
 * (cluster) t interval. `seed` is any text and matters only when permutations are drawn; a case is
 * passed from a score of `passMark` on, inclusive. Throws `RangeError` without pairs, for a score
 * outside 0…1, for a weight that is not above 0 and for a mark that is not above 0 and at most 1. It
 * says by how much B is better on the same questions. Then how often luck alone would show as much.
 */
export function comparePaired(
  pairs: readonly PairedCase[],
  seed: string,
  passMark: number = PASS_MARK,
): PairedComparison {
  checkPositive('pass mark', passMark);
  checkWithin('pass mark', passMark, 0, 1);
  const estimate = pairedDifference(pairs);
  const counts = countsOf(pairs, passMark);
  const differences = clusterDifferences(pairs);
  const exact = isPlainBinary(pairs);
  const { low, high } = exact ? newcombePaired(counts) : pairedInterval(estimate);
  return {
    cases: estimate.cases,
    ...counts,
    difference: estimate.difference,
    low,
    high,
    p_value: exact
      ? mcnemarExact(counts.only_a, counts.only_b)
      : signFlipPermutation(differences, seed),
    test: exact ? 'mcnemar_exact' : 'sign_flip_permutation',
    probability_b_better: signProbability(differences),
  };
}

function isPlainBinary(pairs: readonly PairedCase[]): boolean {
  const isBinary = pairs.every(({ a, b }) => [a, b].every((score) => score === 0 || score === 1));
  const clusters = new Set(pairs.map(({ cluster }) => cluster));
  return isBinary && clusters.size === pairs.length && allEqual(pairs.map(({ weight }) => weight));
}

function countsOf(pairs: readonly PairedCase[], passMark: number): PairedCounts {
  const count = (a: boolean, b: boolean): number =>
    pairs.filter((pair) => pair.a >= passMark === a && pair.b >= passMark === b).length;
  return {
    only_a: count(true, false),
    only_b: count(false, true),
    both: count(true, true),
    neither: count(false, false),
  };
}

/** One weighted sum for each cluster: what may change its sign as a whole. */
function clusterDifferences(pairs: readonly PairedCase[]): number[] {
  const members = Map.groupBy(pairs, ({ cluster }) => cluster);
  return [...members.values()].map((group) =>
    sum(group.map(({ a, b, weight }) => weight * (b - a))),
  );
}

// Sums of decimals leave crumbs of this size where the models are equal.
const ROUNDING = 1e-12;

function signProbability(differences: readonly number[]): number {
  const onlyA = differences.filter((difference) => difference < -ROUNDING).length;
  const onlyB = differences.filter((difference) => difference > ROUNDING).length;
  return probabilityBBetter(onlyA, onlyB);
}
