import type { Board } from '../analysis/board.ts';
import { boardsFrom } from '../analysis/leaderboard.ts';
import type { CaseRow, MissingRow, ModelRow } from '../analysis/rows.ts';
import type { Benchmark } from '../benchmark/benchmark.ts';
import type { Result } from '../results/columns.ts';
import type { Database } from './duckdb.ts';

/** Every board the stored results make, those of the benchmarks as they stand now first. */
export async function boardsOf(
  database: Database,
  benchmarks: readonly Benchmark[],
): Promise<Board[]> {
  const [models, cases, missing] = [
    await database.run('leaderboard'),
    await database.run('case_scores'),
    await database.run('missing'),
  ];
  return boardsFrom({
    // DuckDB's rows have the columns that the queries name; a test checks them against these types.
    models: models as unknown as ModelRow[],
    cases: cases as unknown as CaseRow[],
    missing: missing as unknown as MissingRow[],
    benchmarks,
  });
}

/** The latest result of every model, trial by trial, for each case of a benchmark. */
export async function resultsByCase(
  database: Database,
  benchmark: string,
): Promise<Map<string, Result[]>> {
  const rows = (await database.run('case_results', { benchmark })) as unknown as Result[];
  const byCase = new Map<string, Result[]>();
  for (const row of rows) byCase.set(row.case_id, [...(byCase.get(row.case_id) ?? []), row]);
  return byCase;
}
