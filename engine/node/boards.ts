import type { Board, BoardRow } from '../analysis/board.ts';
import type { BoardCaseRow, BoardScoreRow } from '../analysis/board-scores.ts';
import { type AnswerRow, boardClassification } from '../analysis/classified.ts';
import { type BoardSources, boardsFrom } from '../analysis/leaderboard.ts';
import { type MetricRow, metricsOf } from '../analysis/metrics.ts';
import { groupBy, type MissingRow, type ModelRow, type RowKey } from '../analysis/rows.ts';
import type { Benchmark } from '../benchmark/benchmark.ts';
import type { Result } from '../results/columns.ts';
import type { Database } from './duckdb.ts';

/** Every board the stored results make, those of the benchmarks as they stand now first. */
export async function boardsOf(
  database: Database,
  benchmarks: readonly Benchmark[],
): Promise<Board[]> {
  const boards = boardsFrom(await boardSources(database, benchmarks));
  return withMetrics(database, boards, benchmarks);
}

/** What SQL counts for the boards. */
export async function boardSources(
  database: Database,
  benchmarks: readonly Benchmark[],
): Promise<BoardSources> {
  // While one question is answered, what the last one returned is read.
  const [scores, models, cases, missing] = await Promise.all([
    database.columns('board_scores'),
    database.run('leaderboard'),
    database.run('board_cases'),
    database.run('missing'),
  ]);
  return {
    // DuckDB's rows have the columns that the queries name; a test checks them against these types.
    models: models as unknown as ModelRow[],
    cases: cases as unknown as BoardCaseRow[],
    scores: scores as unknown as BoardScoreRow[],
    missing: missing as unknown as MissingRow[],
    benchmarks,
  };
}

/** The boards with what only a benchmark as it stands now can say: its metrics and its labels. */
export async function withMetrics(
  database: Database,
  boards: readonly Board[],
  benchmarks: readonly Benchmark[],
): Promise<Board[]> {
  const known = new Map(benchmarks.map((benchmark) => [benchmark.id, benchmark]));
  const several = new Set((await database.run('several_scorers')).map((row) => boardName(row)));
  return Promise.all(
    boards.map(async (board) => {
      const benchmark = known.get(board.benchmark);
      if (benchmark === undefined || !board.current) return board;
      const { id, fingerprint, metrics, labels } = benchmark;
      const read = async (name: string, isNeeded: boolean): Promise<readonly unknown[]> =>
        isNeeded ? await database.run(name, { benchmark: id, fingerprint }) : [];
      // The columns are those that the queries name; a test checks them against these types.
      return withRows(
        board,
        benchmark,
        (await read(
          'metrics',
          several.has(boardName(board)) || metrics !== undefined,
        )) as MetricRow[],
        (await read('answers', labels !== undefined)) as AnswerRow[],
      );
    }),
  );
}

function boardName({
  benchmark,
  fingerprint,
}: {
  benchmark?: unknown;
  fingerprint?: unknown;
}): string {
  return JSON.stringify([benchmark, fingerprint]);
}

function withRows(
  board: Board,
  benchmark: Benchmark,
  metricRows: readonly MetricRow[],
  answerRows: readonly AnswerRow[],
): Board {
  const [metrics, answers] = [groupBy(metricRows, rowName), groupBy(answerRows, rowName)];
  const rows = board.rows.map((row): BoardRow => {
    const name = rowName({ ...board, ...row });
    const found = metricsOf(metrics.get(name) ?? [], benchmark);
    const classification = boardClassification(answers.get(name) ?? [], benchmark);
    return {
      ...row,
      ...(found.length === 0 ? {} : { metrics: found }),
      ...(classification === undefined ? {} : { classification }),
    };
  });
  return { ...board, rows };
}

function rowName({ benchmark, fingerprint, model, tier }: RowKey): string {
  return JSON.stringify([benchmark, fingerprint, model, tier]);
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
