import { type FailureChange, failureChanges } from '../analysis/failures/changes.ts';
import { explainFailures, type FailedRow } from '../analysis/failures/explain.ts';
import type { FailureRows } from '../analysis/failures/report.ts';
import { modelFailures } from '../analysis/failures/shares.ts';
import type { CaseRow } from '../analysis/rows.ts';
import type { Benchmark } from '../benchmark/benchmark.ts';
import type { Database } from './duckdb.ts';

/** What of a benchmark did not pass, as its results stand now. */
export async function failureRows(database: Database, benchmark: string): Promise<FailureRows> {
  // DuckDB's rows have the columns that the queries name; a test checks them against these types.
  return {
    failed: (await database.run('failed_results', { benchmark })) as unknown as FailedRow[],
    cases: (await database.run('benchmark_case_scores', { benchmark })) as unknown as CaseRow[],
  };
}

/** Which kinds of failure grew since a run: it before, what counts now after. */
export async function changesSince(
  database: Database,
  benchmark: Benchmark,
  run: string,
  now: FailureRows,
): Promise<FailureChange[]> {
  const parameters = { run, benchmark: benchmark.id };
  const then = {
    failed: (await database.run('run_failed_results', parameters)) as unknown as FailedRow[],
    cases: (await database.run('run_case_scores', parameters)) as unknown as CaseRow[],
  };
  return failureChanges(sideOf(benchmark, then), sideOf(benchmark, now));
}

function sideOf(benchmark: Benchmark, { failed, cases }: FailureRows) {
  const current = new Set(benchmark.cases.map(({ hash }) => hash));
  const rows = cases.filter(({ case_hash }) => current.has(case_hash));
  // The same case asked of two models is two pairs of one cluster.
  const clustered = rows.map((row) => ({ ...row, cluster: row.cluster ?? row.case_id }));
  return modelFailures(clustered, explainFailures(benchmark, failed));
}
