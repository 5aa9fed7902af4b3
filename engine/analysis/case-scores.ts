import { reduceTrials } from '../statistics/index.ts';
import type { BenchmarkFacts, CaseRow } from './rows.ts';

/** The score of a model on a case, its trials merged. */
export interface ModelCase {
  readonly hash: string;
  readonly id: string;
  /** Alone, a case is its own cluster. */
  readonly cluster: string;
  readonly weight: number;
  /** 0…1, or `null` when no trial has a score. */
  readonly score: number | null;
  /** The score if every missing trial had failed, or passed. */
  readonly ifMissingFail: number;
  readonly ifMissingPass: number;
}

/** A case that has a score. */
export type ScoredCase = ModelCase & { readonly score: number };

/** Merges the trials of each case as the benchmark says. */
export function modelCases(rows: readonly CaseRow[], facts: BenchmarkFacts): ModelCase[] {
  return rows.map((row) => modelCase(row, facts));
}

/** What a case is merged from. */
type CaseTrials = Pick<
  CaseRow,
  'case_id' | 'case_hash' | 'cluster' | 'weight' | 'scores' | 'missing'
>;

/** Merges the trials of one case. */
export function modelCase(row: CaseTrials, facts: BenchmarkFacts): ModelCase {
  const scores = row.scores ?? [];
  const score = reduce(scores, facts);
  const filled = (value: number) => {
    if (row.missing === 0 && score !== null) return score;
    return reduce([...scores, ...Array.from({ length: row.missing }, () => value)], facts) ?? value;
  };
  return {
    hash: row.case_hash,
    id: row.case_id,
    cluster: row.cluster ?? `case ${row.case_id}`,
    weight: row.weight,
    score,
    ifMissingFail: filled(0),
    ifMissingPass: filled(1),
  };
}

/** `pass@k` of fewer than k trials does not exist. */
function reduce(scores: readonly number[], { reducer, reducer_k }: BenchmarkFacts): number | null {
  return scores.length === 0 ? null : reduceTrials(scores, reducer, { k: reducer_k });
}

export function isScored(modelCase: ModelCase): modelCase is ScoredCase {
  return modelCase.score !== null;
}

/** Weighted mean of a value over cases; `null` without cases. */
export function weightedMean(
  cases: readonly ModelCase[],
  value: (modelCase: ModelCase) => number,
): number | null {
  const total = cases.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return null;
  return cases.reduce((sum, modelCase) => sum + modelCase.weight * value(modelCase), 0) / total;
}
