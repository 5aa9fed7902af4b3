import type { Board } from '../analysis/board.ts';
import type { BoardCaseRow, BoardScoreRow } from '../analysis/board-scores.ts';
import { type BoardSources, boardsFrom } from '../analysis/leaderboard.ts';
import type { MissingRow, ModelRow } from '../analysis/rows.ts';
import type { Benchmark } from '../benchmark/benchmark.ts';
import type { Result } from '../results/columns.ts';
import type { Database } from './duckdb.ts';

/** Every board the stored results make, those of the benchmarks as they stand now first. */
export async function boardsOf(
  database: Database,
  benchmarks: readonly Benchmark[],
): Promise<Board[]> {
  return boardsFrom(await boardSources(database, benchmarks));
}

/** What SQL counts for the boards. */
export async function boardSources(
  database: Database,
  benchmarks: readonly Benchmark[],
): Promise<BoardSources> {
  const [models, cases, scores, missing] = [
    await database.run('leaderboard'),
    await database.run('board_cases'),
    await database.run('board_scores'),
    await database.run('missing'),
  ];
  return {
    // DuckDB's rows have the columns that the queries name; a test checks them against these types.
    models: models as unknown as ModelRow[],
    cases: cases as unknown as BoardCaseRow[],
    scores: scores as unknown as BoardScoreRow[],
    missing: missing as unknown as MissingRow[],
    benchmarks,
  };
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
