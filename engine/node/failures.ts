import type { FailureChange } from '../analysis/failures/changes.ts';
import type { FailedRow } from '../analysis/failures/explain.ts';
import { changesBetween, type FailureRows } from '../analysis/failures/report.ts';
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

/** The same as one run measured it. */
export async function runFailureRows(
  database: Database,
  run: string,
  benchmark: string,
): Promise<FailureRows> {
  const parameters = { run, benchmark };
  return {
    failed: (await database.run('run_failed_results', parameters)) as unknown as FailedRow[],
    cases: (await database.run('run_case_scores', parameters)) as unknown as CaseRow[],
  };
}

/** Which kinds of failure grew since a run: it before, what counts now after. */
export async function changesSince(
  database: Database,
  benchmark: Benchmark,
  run: string,
  now: FailureRows,
): Promise<FailureChange[]> {
  const then = await runFailureRows(database, run, benchmark.id);
  return changesBetween(benchmark, then, now);
}
