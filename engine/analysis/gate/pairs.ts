import { type PairedCase, reduceTrials } from '../../statistics/index.ts';
import type { SharedCases } from '../pairs.ts';
import { groupBy } from '../rows.ts';
import type { GateAttempt, GatedBenchmark, GateResult } from './input.ts';

/** A case of one side: its trials of every attempt so far, merged as the benchmark says. */
interface SideCase {
  readonly cluster: string;
  readonly weight: number;
  readonly score: number;
}

/**
 * Pairs base and head by the hash of their cases, over all attempts given.
 *
 * Trials are merged inside an attempt, then averaged over the attempts, so that a re-run adds to
 * what is known and every reducer keeps its meaning.
 */
export function gatePairs(
  attempts: readonly GateAttempt[],
  benchmark: GatedBenchmark,
): SharedCases {
  const base = sideOf(
    attempts.map((attempt) => attempt.base),
    benchmark,
  );
  const head = sideOf(
    attempts.map((attempt) => attempt.head),
    benchmark,
  );
  const pairs = [...base].flatMap(([hash, { score, cluster, weight }]): PairedCase[] => {
    const other = head.get(hash);
    return other === undefined ? [] : [{ a: score, b: other.score, cluster, weight }];
  });
  const either = base.size + head.size - pairs.length;
  return { pairs, overlap: either === 0 ? 0 : pairs.length / either };
}

function sideOf(
  attempts: readonly (readonly GateResult[])[],
  benchmark: GatedBenchmark,
): Map<string, SideCase> {
  const merged = attempts.flatMap((results) =>
    [...groupBy(results, ({ case_hash }) => case_hash)].flatMap(([hash, rows]) => {
      const [first] = rows;
      const score = reducedScore(rows, benchmark);
      return first === undefined || score === null ? [] : [{ hash, first, score }];
    }),
  );
  return new Map(
    [...groupBy(merged, ({ hash }) => hash)].flatMap(([hash, parts]) => {
      const [part] = parts;
      if (part === undefined) return [];
      const { case_id, cluster, weight } = part.first;
      const score = parts.reduce((sum, one) => sum + one.score, 0) / parts.length;
      return [[hash, { cluster: cluster ?? `case ${case_id}`, weight, score }]];
    }),
  );
}

function reducedScore(rows: readonly GateResult[], benchmark: GatedBenchmark): number | null {
  const scores = rows.flatMap((row) => metricOf(row, benchmark) ?? []);
  const { reducer, reducer_k } = benchmark;
  return scores.length === 0 ? null : reduceTrials(scores, reducer, { k: reducer_k });
}

/** `null` for what has no score: failed is not zero. */
function metricOf({ score, passed }: GateResult, { gate }: GatedBenchmark): number | null {
  if (score === null) return null;
  return gate.metric === 'passed' ? Number(passed === true) : score;
}

/**
 * The attempts that measured something: a check that was run again on stored replies has asked
 * nobody, and is the same look at the same data.
 */
export function freshAttempts(attempts: readonly GateAttempt[]): GateAttempt[] {
  const [base, head] = [new Set<string>(), new Set<string>()];
  return attempts
    .map((attempt) => ({ base: unseen(attempt.base, base), head: unseen(attempt.head, head) }))
    .filter((attempt, index) => index === 0 || attempt.base.length > 0 || attempt.head.length > 0);
}

function unseen(results: readonly GateResult[], seen: Set<string>): GateResult[] {
  return results.filter(({ call_key, case_hash, trial, asked_at }) => {
    const key = `${call_key} ${case_hash} ${trial} ${asked_at?.getTime() ?? ''}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
