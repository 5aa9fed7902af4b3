import type { Board } from '../../engine/analysis/board.ts';
import { toCsv } from '../../engine/exchange/csv.ts';
import type { ModelViews } from './model-view.ts';

const COLUMNS = [
  'rank_low',
  'rank_high',
  'model',
  'title',
  'tier',
  'score',
  'low',
  'high',
  'method',
  'tied_with',
  'cost_usd_per_100_cases',
  'latency_ms_median',
  'latency_ms_p95',
  'cases',
  'trials',
  'missing',
  'score_if_missing_fail',
  'score_if_missing_pass',
  'run_at',
  'run_id',
  'commit',
  'source',
] as const;

/** A board as CSV, a line for each of its rows in their order: nothing in it breaks a line. */
export function boardCsv(board: Board, models: ModelViews): string {
  const rows = board.rows.map((row) => ({
    ...row,
    model: oneLine(row.model),
    title: oneLine(models(row.model).title),
    tied_with: row.tied_with.map(oneLine).join(' '),
    source: oneLine(row.source ?? ''),
  }));
  return `${toCsv(COLUMNS, rows)}\n`;
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}
