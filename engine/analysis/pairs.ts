import { hashOf } from '../hash.ts';
import {
  comparePaired,
  type PairedCase,
  type PairedComparison,
  pairedDifference,
} from '../statistics/index.ts';
import { isScored, type ModelCase } from './case-scores.ts';

/** What two models have in common. */
export interface SharedCases {
  readonly pairs: readonly PairedCase[];
  /** Share of the cases of either that both have a score for, 0…1. */
  readonly overlap: number;
}

/** Pairs the scored cases of two models by the hash of their content, never by their place. */
export function sharedCases(a: readonly ModelCase[], b: readonly ModelCase[]): SharedCases {
  const ofB = new Map(b.filter(isScored).map((modelCase) => [modelCase.hash, modelCase]));
  const scoredA = a.filter(isScored);
  const pairs = scoredA.flatMap(({ hash, score, cluster, weight }) => {
    const other = ofB.get(hash);
    return other === undefined ? [] : [{ a: score, b: other.score, cluster, weight }];
  });
  const either = scoredA.length + ofB.size - pairs.length;
  return { pairs, overlap: either === 0 ? 0 : pairs.length / either };
}

/** Compares two models on what they share; `undefined` without a shared case. */
export function compareCases(
  shared: SharedCases,
  names: readonly [string, string, string],
): PairedComparison | undefined {
  return shared.pairs.length === 0 ? undefined : comparePaired(shared.pairs, hashOf(names));
}

/** Standard error of the mean difference, when the data have one. */
export function standardErrorOf({ pairs }: SharedCases): number | undefined {
  if (pairs.length === 0) return undefined;
  return pairedDifference(pairs).standard_error ?? undefined;
}
