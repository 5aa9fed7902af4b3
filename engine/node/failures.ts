import type { FailureChange } from '../analysis/failures/changes.ts';
import type { FailedRow } from '../analysis/failures/explain.ts';
import { changesBetween, type FailureRows } from '../analysis/failures/report.ts';
import type { CaseRow } from '../analysis/rows.ts';
import type { Benchmark } from '../benchmark/benchmark.ts';
import { readCodings } from './codings.ts';
import type { Database } from './duckdb.ts';

/**
 * What of a benchmark did not pass, as its results stand now.
 *
 * @param resultsFolder where to read what judges said of it; without it, rules alone explain
 */
export async function failureRows(
  database: Database,
  benchmark: string,
  resultsFolder?: string,
): Promise<FailureRows> {
  // DuckDB's rows have the columns that the queries name; a test checks them against these types.
  return {
    failed: (await database.run('failed_results', { benchmark })) as unknown as FailedRow[],
    cases: (await database.run('benchmark_case_scores', { benchmark })) as unknown as CaseRow[],
    ...(await codingsIn(resultsFolder, benchmark)),
  };
}

/** The same as one run measured it. */
export async function runFailureRows(
  database: Database,
  run: string,
  benchmark: string,
  resultsFolder?: string,
): Promise<FailureRows> {
  const parameters = { run, benchmark };
  return {
    failed: (await database.run('run_failed_results', parameters)) as unknown as FailedRow[],
    cases: (await database.run('run_case_scores', parameters)) as unknown as CaseRow[],
    ...(await codingsIn(resultsFolder, benchmark)),
  };
}

async function codingsIn(
  folder: string | undefined,
  benchmark: string,
): Promise<Pick<FailureRows, 'codings'>> {
  return folder === undefined ? {} : { codings: await readCodings(folder, benchmark) };
}

/** Which kinds of failure grew since a run: it before, what counts now after. */
export async function changesSince(
  database: Database,
  benchmark: Benchmark,
  run: string,
  now: FailureRows,
  resultsFolder?: string,
): Promise<FailureChange[]> {
  const then = await runFailureRows(database, run, benchmark.id, resultsFolder);
  return changesBetween(benchmark, then, now);
}
