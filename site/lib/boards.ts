import type { Board, BoardRow } from '../../engine/analysis/board.ts';
import type { Benchmark } from '../../engine/benchmark/benchmark.ts';
import type { SiteData } from './site-data.ts';

/** The boards of a benchmark. */
export interface Boards {
  /** The board of the benchmark as it stands now; absent while it has no row. */
  readonly current: Board | undefined;
  readonly older: readonly Board[];
  /** The smallest difference the benchmark can resolve, foreseen or observed. */
  readonly resolution: number | null;
}

export function boardsOf(data: SiteData, benchmark: Benchmark): Boards {
  const boards = data.boards.get(benchmark.id) ?? [];
  const current = boards.find((board) => board.current);
  return {
    current: current && current.rows.length > 0 ? current : undefined,
    older: boards.filter((board) => !board.current && board.rows.length > 0),
    resolution: current?.minimum_detectable_effect ?? null,
  };
}

/** A row with a place in the ranking. */
export type RankedRow = BoardRow & { readonly score: number };

/** Rows that take part in the ranking, best first. */
export function rankedRows(board: Board | undefined): RankedRow[] {
  const rows = board?.rows ?? [];
  return rows.filter((row): row is RankedRow => row.score !== null && row.rank_low !== null);
}

/** Ranked rows of models, without the baselines. */
export function rankedModels(board: Board | undefined): RankedRow[] {
  return rankedRows(board).filter((row) => row.tier !== 'baseline');
}

/** Models that have been measured, ranked or not. */
export function measuredModels(board: Board | undefined): string[] {
  const rows = board?.rows ?? [];
  const measured = rows.filter((row) => row.tier === 'verified' || row.tier === 'self_reported');
  return [...new Set(measured.map((row) => row.model))];
}

/** The newest run on any of the boards. */
export function latestRun(boards: readonly Board[]): BoardRow | undefined {
  return boards
    .flatMap((board) => board.rows)
    .filter((row) => row.run_at !== null && row.tier !== 'published')
    .sort((a, b) => Date.parse(b.run_at ?? '') - Date.parse(a.run_at ?? ''))[0];
}
