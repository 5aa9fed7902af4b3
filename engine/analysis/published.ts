import type { Benchmark, PublishedResult } from '../benchmark/benchmark.ts';
import { wilson } from '../statistics/index.ts';
import type { BoardRow } from './board.ts';
import { spreadFields } from './board-spread.ts';

/** Results measured elsewhere, as rows of a tier of their own: shown, never ranked. */
export function publishedRows(benchmark: Pick<Benchmark, 'published'>): BoardRow[] {
  return benchmark.published.map(publishedRow);
}

function publishedRow({ model, score, cases, source, date }: PublishedResult): BoardRow {
  const interval = cases === undefined ? undefined : wilson(score, cases);
  return {
    model,
    tier: 'published',
    score,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    method: interval === undefined ? 'published' : 'wilson_effective_n',
    rank_low: null,
    rank_high: null,
    letters: [],
    tied_with: [],
    cases: cases ?? 0,
    effective_cases: cases ?? 0,
    clusters: cases ?? 0,
    trials: 1,
    missing: 0,
    missing_by_outcome: {},
    score_if_missing_fail: score,
    score_if_missing_pass: score,
    cost_usd: null,
    cost_usd_per_100_cases: null,
    latency_ms_median: null,
    first_token_ms_median: null,
    latency_ms_p95: null,
    ...spreadFields(undefined, 0),
    repeats: null,
    tokens_output_mean: null,
    truncated: 0,
    passed: null,
    run_id: null,
    run_at: `${date}T00:00:00.000Z`,
    commit: null,
    source,
  };
}
