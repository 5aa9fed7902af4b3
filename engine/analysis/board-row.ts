import { sampleInterval } from '../statistics/index.ts';
import type { BoardRow } from './board.ts';
import { spreadFields } from './board-spread.ts';
import { isScored, type ModelCase, sampleOf, weightedMean } from './case-scores.ts';
import type { MissingRow, ModelRow } from './rows.ts';

/**
 * A row of a board before it has a place: the mean over the cases with its interval. `areAlone` says
 * that no two cases share a cluster.
 */
export function boardRow(
  row: ModelRow,
  cases: readonly ModelCase[],
  missing: readonly MissingRow[],
  areAlone = false,
): BoardRow {
  const scored = cases.filter(isScored);
  const interval = scored.length === 0 ? undefined : sampleInterval(sampleOf(scored, areAlone));
  return {
    model: row.model,
    tier: row.tier,
    score: interval?.score ?? null,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    method: interval?.method ?? 'too_few_cases',
    rank_low: null,
    rank_high: null,
    letters: [],
    tied_with: [],
    cases: scored.length,
    effective_cases: interval?.effective_n ?? 0,
    clusters: interval?.clusters ?? 0,
    trials: row.trials,
    missing: row.missing,
    missing_by_outcome: Object.fromEntries(missing.map(({ outcome, calls }) => [outcome, calls])),
    score_if_missing_fail: weightedMean(cases, ({ ifMissingFail }) => ifMissingFail),
    score_if_missing_pass: weightedMean(cases, ({ ifMissingPass }) => ifMissingPass),
    cost_usd: row.cost_usd,
    cost_usd_per_100_cases:
      row.cost_usd === null || cases.length === 0 ? null : (row.cost_usd / cases.length) * 100,
    latency_ms_median: row.latency_ms_median,
    first_token_ms_median: row.first_token_ms_median,
    latency_ms_p95: row.latency_ms_p95,
    ...spreadFields(undefined, 0),
    repeats: null,
    tokens_output_mean: row.tokens_output_mean,
    truncated: row.truncated,
    passed: row.passed,
    run_id: row.run_id,
    run_at: row.run_at.toISOString(),
    commit: row.commit,
  };
}
