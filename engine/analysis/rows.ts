import type { Reducer } from '../benchmark/benchmark.ts';
import type { Outcome, Tier } from '../results/columns.ts';

/** What tells one row of a board from another. */
export interface RowKey {
  readonly benchmark: string;
  readonly fingerprint: string;
  readonly model: string;
  readonly tier: Tier;
}

/** A row of `leaderboard.sql`. */
export interface ModelRow extends RowKey {
  readonly calls: number;
  readonly missing: number;
  readonly trials: number;
  readonly truncated: number;
  readonly passed: number | null;
  readonly cost_usd: number | null;
  readonly latency_ms_median: number | null;
  readonly first_token_ms_median: number | null;
  readonly latency_ms_p95: number | null;
  readonly tokens_output_mean: number | null;
  readonly run_id: string;
  readonly run_at: Date;
  readonly commit: string | null;
}

/** A row of `case_scores.sql`. */
export interface CaseRow extends RowKey {
  readonly case_id: string;
  readonly case_hash: string;
  readonly cluster: string | null;
  readonly weight: number;
  /** Scores of the trials that have one, in order; `null` when none has. */
  readonly scores: readonly number[] | null;
  /** Trials without a score. */
  readonly missing: number;
}

/** A row of `missing.sql`. */
export interface MissingRow extends RowKey {
  readonly outcome: Outcome;
  readonly calls: number;
}

/** What the analysis has to know of a benchmark as it stands now. */
export interface BenchmarkFacts {
  readonly id: string;
  readonly fingerprint: string;
  readonly cases: number;
  readonly reducer: Reducer;
  readonly reducer_k: number;
}

/** Rows by what they have in common, in the order they came. */
export function groupBy<Row>(rows: Iterable<Row>, keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}
