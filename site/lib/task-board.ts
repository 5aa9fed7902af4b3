import type { Board, BoardRow } from '../../engine/analysis/board.ts';
import { spreadFields } from '../../engine/analysis/board-spread.ts';
import type { TaskAnswer, TaskRow } from './task-answer.ts';

/** A task's rows as a board, for what draws boards. */
export function taskBoard({ task, rows, measured }: TaskAnswer): Board {
  const top = rows.filter((row) => row.top);
  return {
    benchmark: task.slug,
    fingerprint: '',
    current: true,
    cases: measured.reduce((sum, { benchmark }) => sum + benchmark.cases.length, 0),
    minimum_detectable_effect: null,
    tests: Math.max(0, rows.length - 1),
    rows: rows.map((row) => boardRow(row, top)),
  };
}

function boardRow(row: TaskRow, top: readonly TaskRow[]): BoardRow {
  return {
    model: row.model,
    tier: row.tier,
    score: row.score,
    low: row.low,
    high: row.high,
    method: 'mean_of_benchmarks',
    rank_low: row.top ? 1 : null,
    rank_high: row.top ? top.length : null,
    letters: [],
    tied_with: row.top ? top.filter((other) => other !== row).map(({ model }) => model) : [],
    cases: 0,
    effective_cases: 0,
    clusters: 0,
    trials: 1,
    missing: 0,
    missing_by_outcome: {},
    score_if_missing_fail: null,
    score_if_missing_pass: null,
    cost_usd: null,
    cost_usd_per_100_cases: row.cost,
    latency_ms_median: row.latency,
    first_token_ms_median: null,
    latency_ms_p95: null,
    ...spreadFields(undefined, 0),
    repeats: null,
    tokens_output_mean: null,
    truncated: 0,
    passed: null,
    run_id: null,
    run_at: null,
    commit: null,
  };
}
