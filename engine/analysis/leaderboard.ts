import type { Benchmark } from '../benchmark/benchmark.ts';
import {
  holm,
  minimumDetectableEffect,
  plannedDetectableEffect,
  quantile,
  rankRanges,
  scoreInterval,
} from '../statistics/index.ts';
import type { Board, BoardRow } from './board.ts';
import { isScored, type ModelCase, modelCases, weightedMean } from './case-scores.ts';
import { compareCases, sharedCases, standardErrorOf } from './pairs.ts';
import { publishedRows } from './published.ts';
import {
  type BenchmarkFacts,
  type CaseRow,
  groupBy,
  type MissingRow,
  type ModelRow,
  type RowKey,
} from './rows.ts';

/** What SQL has counted. */
export interface BoardSources {
  readonly models: readonly ModelRow[];
  readonly cases: readonly CaseRow[];
  readonly missing: readonly MissingRow[];
  readonly benchmarks: readonly Benchmark[];
}

/** A row on its way to the board. */
interface Entry {
  readonly row: ModelRow;
  readonly cases: readonly ModelCase[];
  readonly board: BoardRow;
}

/**
 * One board for each benchmark and fingerprint, since only equal fingerprints are comparable:
 * benchmarks in their order, the current fingerprint first, then the newest.
 */
export function boardsFrom(sources: BoardSources): Board[] {
  const casesOf = groupBy(sources.cases, rowName);
  const missingOf = groupBy(sources.missing, rowName);
  const groups = groupBy(
    sources.models,
    ({ benchmark, fingerprint }) => `${benchmark} ${fingerprint}`,
  );
  return sources.benchmarks.flatMap((benchmark) => {
    const mine = [...groups.values()].filter(([first]) => first?.benchmark === benchmark.id);
    const boards = mine.map((rows) => boardFrom(rows, benchmark, casesOf, missingOf));
    if (!boards.some(({ current }) => current)) boards.push(emptyBoard(benchmark));
    return boards.sort(
      (a, b) => Number(b.current) - Number(a.current) || newest(b).localeCompare(newest(a)),
    );
  });
}

function boardFrom(
  rows: readonly ModelRow[],
  benchmark: Benchmark,
  casesOf: ReadonlyMap<string, readonly CaseRow[]>,
  missingOf: ReadonlyMap<string, readonly MissingRow[]>,
): Board {
  const fingerprint = rows[0]?.fingerprint ?? benchmark.fingerprint;
  const current = fingerprint === benchmark.fingerprint;
  const facts = factsOf(benchmark);
  const entries = rows.map((row): Entry => {
    const cases = modelCases(casesOf.get(rowName(row)) ?? [], facts);
    return { row, cases, board: boardRow(row, cases, missingOf.get(rowName(row)) ?? []) };
  });
  const { ranked, tests, resolution } = rank(entries);
  const published = current ? publishedRows(benchmark) : [];
  const cases = current
    ? benchmark.cases.length
    : Math.max(0, ...entries.map((entry) => entry.cases.length));
  return {
    benchmark: benchmark.id,
    fingerprint,
    current,
    cases,
    minimum_detectable_effect: resolution ?? plannedResolution(cases),
    tests,
    rows: [...ranked, ...published].sort(byScore),
  };
}

function emptyBoard(benchmark: Benchmark): Board {
  return {
    benchmark: benchmark.id,
    fingerprint: benchmark.fingerprint,
    current: true,
    cases: benchmark.cases.length,
    minimum_detectable_effect: plannedResolution(benchmark.cases.length),
    tests: 0,
    rows: [...publishedRows(benchmark)].sort(byScore),
  };
}

function factsOf({ id, fingerprint, cases, reducer, reducer_k }: Benchmark): BenchmarkFacts {
  return { id, fingerprint, cases: cases.length, reducer, reducer_k };
}

function plannedResolution(cases: number): number | null {
  return cases === 0 ? null : plannedDetectableEffect(cases);
}

function boardRow(
  row: ModelRow,
  cases: readonly ModelCase[],
  missing: readonly MissingRow[],
): BoardRow {
  const scored = cases.filter(isScored);
  const interval = scored.length === 0 ? undefined : scoreInterval(scored);
  return {
    model: row.model,
    tier: row.tier,
    score: interval?.score ?? null,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    method: interval?.method ?? 'too_few_cases',
    rank_low: null,
    rank_high: null,
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
    tokens_output_mean: row.tokens_output_mean,
    truncated: row.truncated,
    passed: row.passed,
    run_id: row.run_id,
    run_at: row.run_at.toISOString(),
    commit: row.commit,
  };
}

/**
 * Ranks by paired tests over all pairs with Holm's correction: a simultaneous 95 % statement. A
 * pair whose worst-case bounds cross, because of what is missing, is never told apart.
 */
function rank(entries: readonly Entry[]): {
  ranked: BoardRow[];
  tests: number;
  resolution: number | null;
} {
  const eligible = entries.filter(
    ({ board }) => board.score !== null && board.method !== 'too_few_cases',
  );
  const compared = eligible.flatMap((a, index) =>
    eligible.slice(index + 1).flatMap((b) => comparePair(a, b) ?? []),
  );
  const adjusted = holm(compared.map(({ p_value }) => p_value));
  const pairs = compared.map(({ a, b, difference, crossing }, index) => ({
    a: entryName(a),
    b: entryName(b),
    difference,
    p_adjusted: crossing ? 1 : (adjusted[index] ?? 1),
  }));
  const ranges = new Map(
    rankRanges(eligible.map(entryName), pairs).map((range) => [range.model, range]),
  );
  const names = new Map(eligible.map((entry) => [entryName(entry), entry.board.model]));
  const ranked = entries.map((entry) => {
    const range = ranges.get(entryName(entry));
    if (range === undefined) return entry.board;
    const tied_with = range.tied_with.map((name) => names.get(name) ?? name);
    return { ...entry.board, rank_low: range.rank_low, rank_high: range.rank_high, tied_with };
  });
  const errors = compared.flatMap(({ standardError }) => standardError ?? []);
  const resolution = errors.length === 0 ? null : minimumDetectableEffect(quantile(errors, 0.5));
  return { ranked, tests: compared.length, resolution: resolution === 0 ? null : resolution };
}

function comparePair(a: Entry, b: Entry) {
  const shared = sharedCases(a.cases, b.cases);
  const comparison = compareCases(shared, [a.row.fingerprint, entryName(a), entryName(b)]);
  if (comparison === undefined) return undefined;
  const { p_value, difference } = comparison;
  return {
    a,
    b,
    p_value,
    difference,
    standardError: standardErrorOf(shared),
    crossing: boundsCross(a.board, b.board),
  };
}

/** Whether what is missing could turn the order of two scores round. */
function boundsCross(a: BoardRow, b: BoardRow): boolean {
  if (a.missing === 0 && b.missing === 0) return false;
  const [worse, better] = (a.score ?? 0) < (b.score ?? 0) ? [a, b] : [b, a];
  return (worse.score_if_missing_pass ?? 1) >= (better.score_if_missing_fail ?? 0);
}

function entryName({ board }: Entry): string {
  return `${board.model} ${board.tier}`;
}

function rowName({ benchmark, fingerprint, model, tier }: RowKey): string {
  return `${benchmark} ${fingerprint} ${model} ${tier}`;
}

/** Highest score first, rows without one last; equal scores by name, which is no order of merit. */
function byScore(a: BoardRow, b: BoardRow): number {
  return (b.score ?? -1) - (a.score ?? -1) || a.model.localeCompare(b.model, 'en');
}

function newest({ rows }: Board): string {
  return rows.map(({ run_at }) => run_at ?? '').reduce((a, b) => (a > b ? a : b), '');
}
