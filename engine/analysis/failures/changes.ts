import { hashOf } from '../../hash.ts';
import {
  benjaminiHochberg,
  comparePaired,
  type PairedCase,
  type PairedTest,
} from '../../statistics/index.ts';
import { codesOf, type ModelFailures } from './shares.ts';
import type { FailureCode } from './taxonomy.ts';

/** How much more or less often calls fail in one way. Names are those of `--json`. */
export interface FailureChange {
  readonly code: FailureCode;
  /** Share of the shared cases before and after, 0…1. */
  readonly before: number;
  readonly after: number;
  /** After − before with its 95 % interval, −1…1. */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  /** Cases that fail so only before, and only after. */
  readonly only_before: number;
  readonly only_after: number;
  readonly p_value: number;
  /** By Benjamini and Hochberg over all codes. */
  readonly p_adjusted: number;
  readonly test: PairedTest;
  readonly verdict: 'grew' | 'shrank' | 'no_evidence';
}

/** Of the changes called real at this rate, a twentieth is expected to be luck. */
const FALSE_DISCOVERIES = 0.05;

/**
 * Which kinds of failure grew between two runs: McNemar's exact test on “fails with this code” over
 * the cases that both have for the same model; of several models, a case is a cluster and is tested
 * as boards test it. Empty without a shared case.
 */
export function failureChanges(
  before: readonly ModelFailures[],
  after: readonly ModelFailures[],
): FailureChange[] {
  const codes = codesOf([...before, ...after]);
  const open = codes.flatMap((code) => {
    const pairs = pairsOf(before, after, code);
    return pairs.length === 0 ? [] : [changeOf(code, pairs)];
  });
  const adjusted = benjaminiHochberg(open.map(({ p_value }) => p_value));
  return open
    .map((change, index) => {
      const p_adjusted = adjusted[index] ?? 1;
      return { ...change, p_adjusted, verdict: verdictOf(change.difference, p_adjusted) };
    })
    .sort((a, b) => b.difference - a.difference);
}

function pairsOf(
  before: readonly ModelFailures[],
  after: readonly ModelFailures[],
  code: FailureCode,
): PairedCase[] {
  return after.flatMap((model) => {
    const old = before.find((other) => other.model === model.model && other.tier === model.tier);
    const known = new Map((old?.cases ?? []).map((one) => [one.hash, one]));
    return model.cases.flatMap(({ hash, cluster, weight, shares }) => {
      const was = known.get(hash);
      if (was === undefined) return [];
      return [{ a: was.shares.get(code) ?? 0, b: shares.get(code) ?? 0, cluster, weight }];
    });
  });
}

function changeOf(
  code: FailureCode,
  pairs: readonly PairedCase[],
): Omit<FailureChange, 'p_adjusted' | 'verdict'> {
  const { difference, low, high, p_value, test, only_a, only_b } = comparePaired(
    pairs,
    hashOf(['failure', code]),
  );
  const total = pairs.reduce((sum, { weight }) => sum + weight, 0);
  const before = pairs.reduce((sum, { a, weight }) => sum + weight * a, 0) / total;
  return {
    code,
    before,
    after: before + difference,
    difference,
    low,
    high,
    only_before: only_a,
    only_after: only_b,
    p_value,
    test,
  };
}

function verdictOf(difference: number, p: number): FailureChange['verdict'] {
  if (p > FALSE_DISCOVERIES) return 'no_evidence';
  return difference > 0 ? 'grew' : 'shrank';
}
