import type { Benchmark, PublishedResult } from '../benchmark/benchmark.ts';
import { isAsked } from '../benchmark/published-only.ts';
import { wilson } from '../statistics/index.ts';
import type { BoardRow } from './board.ts';
import type { Contestant } from './board-ranks.ts';
import { repeatsOf } from './board-repeats.ts';
import { boardRow } from './board-row.ts';
import { spreadFields } from './board-spread.ts';
import { modelCases } from './case-scores.ts';
import type { CaseRow, ModelRow, RowKey } from './rows.ts';

/** Totals measured elsewhere, as rows of a tier of their own: shown, never ranked. */
export function publishedRows({ published }: Pick<Benchmark, 'published'>): BoardRow[] {
  return published.filter(({ outcomes }) => outcomes === undefined).map(publishedRow);
}

/** Results measured elsewhere case by case: they can be paired, tested and ranked like our own. */
export function publishedContestants(benchmark: Benchmark): Contestant[] {
  const facts = { ...benchmark, cases: benchmark.cases.length };
  return benchmark.published.flatMap((result) => {
    const rows = caseRowsOf(benchmark, result);
    if (rows.length === 0) return [];
    const cases = modelCases(rows, facts);
    const [trials, missing] = [mostTrials(rows), missingIn(rows)];
    const repeated = cases.map((one, index) => ({ ...one, scores: rows[index]?.scores ?? [] }));
    const board = {
      ...boardRow(modelRowOf(benchmark, result, { trials, missing }), cases, []),
      ...(missing === 0 ? {} : { missing_by_outcome: { not_published: missing } }),
      repeats: trials > 1 ? repeatsOf(repeated, trials) : null,
      run_id: null,
      source: result.source,
    };
    return [{ name: `${result.model} published`, board, cases }];
  });
}

/** The same outcomes as rows of `case_scores.sql`. */
export function publishedCaseRows(benchmark: Benchmark): CaseRow[] {
  return benchmark.published.flatMap((result) => caseRowsOf(benchmark, result));
}

function caseRowsOf(benchmark: Benchmark, { model, outcomes = [] }: PublishedResult): CaseRow[] {
  const cases = new Map(benchmark.cases.map((one) => [one.id, one]));
  return outcomes.flatMap(({ case: id, scores, missing }) => {
    const one = cases.get(id);
    if (one === undefined) return [];
    return {
      ...keyOf(benchmark, model),
      case_id: id,
      // Cases that show nothing of their questions have equal content.
      case_hash: isAsked(benchmark) ? one.hash : id,
      cluster: one.cluster ?? null,
      weight: one.weight,
      scores: scores.length === 0 ? null : scores,
      missing,
    };
  });
}

function keyOf({ id, fingerprint }: Benchmark, model: string): RowKey {
  return { benchmark: id, fingerprint, model, tier: 'published' };
}

function mostTrials(rows: readonly CaseRow[]): number {
  return rows.reduce(
    (most, { scores, missing }) => Math.max(most, (scores?.length ?? 0) + missing),
    0,
  );
}

function missingIn(rows: readonly CaseRow[]): number {
  return rows.reduce((sum, { missing }) => sum + missing, 0);
}

function modelRowOf(
  benchmark: Benchmark,
  { model, cost_usd, date }: PublishedResult,
  { trials, missing }: { readonly trials: number; readonly missing: number },
): ModelRow {
  return {
    ...keyOf(benchmark, model),
    calls: benchmark.cases.length * trials,
    missing,
    trials,
    truncated: 0,
    passed: null,
    cost_usd: cost_usd ?? null,
    latency_ms_median: null,
    first_token_ms_median: null,
    latency_ms_p95: null,
    tokens_output_mean: null,
    run_id: '',
    run_at: new Date(`${date}T00:00:00.000Z`),
    commit: null,
  };
}

function publishedRow({ model, score, cases, source, date, cost_usd }: PublishedResult): BoardRow {
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
    cost_usd: cost_usd ?? null,
    cost_usd_per_100_cases:
      cost_usd === undefined || cases === undefined ? null : (cost_usd / cases) * 100,
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
