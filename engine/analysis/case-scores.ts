import { columnOf, reduceTrials, type Sample } from '../statistics/index.ts';
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
  const { case_hash: hash, case_id: id, cluster, weight } = row;
  const merged = mergeTrials(row.scores ?? [], row.missing, facts);
  return { hash, id, cluster: cluster ?? `case ${id}`, weight, ...merged };
}

/** The score of a case from those of its trials that have one, and what the others could make of it. */
export function mergeTrials(
  scores: readonly number[],
  missing: number,
  facts: BenchmarkFacts,
): Pick<ModelCase, 'score' | 'ifMissingFail' | 'ifMissingPass'> {
  const score = reduce(scores, facts);
  if (missing === 0 && score !== null) return { score, ifMissingFail: score, ifMissingPass: score };
  const filled = (value: number) =>
    reduce([...scores, ...Array.from({ length: missing }, () => value)], facts) ?? value;
  return { score, ifMissingFail: filled(0), ifMissingPass: filled(1) };
}

/** What an interval has to know of a case; the score is left out where only the rest counts. */
type SampledCase = Pick<ModelCase, 'cluster' | 'weight'> & { readonly score?: number };

/** Cases as columns, as intervals take them; `areAlone` says that no two share a cluster. */
export function sampleOf(cases: readonly SampledCase[], areAlone = false): Sample {
  const values = columnOf(cases, ({ score = Number.NaN }) => score);
  const weights = columnOf(cases, ({ weight }) => weight);
  if (areAlone) return { values, weights, clusters: undefined };
  const clusters = cases.map(({ cluster }) => cluster);
  const isAlone = new Set(clusters).size === clusters.length;
  return { values, weights, clusters: isAlone ? undefined : clusters };
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
