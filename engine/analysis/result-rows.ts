import type { Result } from '../results/columns.ts';
import type { BoardCaseRow, BoardScoreRow } from './board-scores.ts';
import type { BoardSources } from './leaderboard.ts';
import type { CaseRow, MissingRow, ModelRow, RowKey } from './rows.ts';
import { groupBy } from './rows.ts';

/** What the boards are made of, counted without a database, which the Action and the pages of the site do not carry. */
export function rowsOf(results: readonly Result[]): Omit<BoardSources, 'benchmarks'> {
  const models = [...groupBy(results, rowName).values()];
  const cases = boardCaseRows(results);
  return {
    models: models.flatMap(modelRow),
    cases,
    scores: boardScoreRows(models, cases),
    missing: models.flatMap(missingRows),
  };
}

/** What `board_cases.sql` counts. */
function boardCaseRows(results: readonly Result[]): BoardCaseRow[] {
  const cases = [...groupBy(results, caseName).values()].flatMap(([first]) => first ?? []);
  return cases
    .map(({ benchmark, fingerprint, case_id, case_hash, cluster, weight }) => ({
      benchmark,
      fingerprint,
      case_id,
      case_hash,
      cluster,
      weight,
    }))
    .sort((a, b) => (caseName(a) < caseName(b) ? -1 : 1));
}

function caseName({
  benchmark,
  fingerprint,
  case_id,
}: Pick<Result, 'benchmark' | 'fingerprint' | 'case_id'>): string {
  return `${benchmark} ${fingerprint} ${case_id}`;
}

/** What `board_scores.sql` counts: the place of a case among its own, times 65536, plus the trial. */
function boardScoreRows(
  models: readonly (readonly Result[])[],
  cases: readonly BoardCaseRow[],
): BoardScoreRow[] {
  const places = new Map<string, number>();
  for (const group of groupBy(
    cases,
    ({ benchmark, fingerprint }) => `${benchmark} ${fingerprint}`,
  ).values())
    for (const [place, row] of group.entries()) places.set(caseName(row), place);
  return models.flatMap((rows) => {
    const [first] = rows;
    if (first === undefined) return [];
    const column = (value: (row: Result) => number | null) =>
      Float64Array.from(rows, (row) => value(row) ?? Number.NaN);
    return [
      {
        ...keyOf(first),
        calls: column((row) => (places.get(caseName(row)) ?? 0) * 65_536 + row.trial),
        scores: column(({ score }) => score),
        latency_ms: column(({ latency_ms }) => latency_ms),
        cost_usd: column(({ cost_usd }) => cost_usd),
      },
    ];
  });
}

/** One row for each case of each model, its trials together. */
export function caseRows(results: readonly Result[]): CaseRow[] {
  const groups = groupBy(results, (result) => `${rowName(result)} ${result.case_id}`);
  return [...groups.values()].flatMap((rows) => {
    const [first] = rows;
    if (first === undefined) return [];
    const scores = [...rows]
      .sort((a, b) => a.trial - b.trial)
      .flatMap(({ score }) => (score === null ? [] : [score]));
    const { case_id, case_hash, cluster, weight } = first;
    const missing = rows.length - scores.length;
    return [{ ...keyOf(first), case_id, case_hash, cluster, weight, scores, missing }];
  });
}

function rowName({ benchmark, fingerprint, model, tier }: Result): string {
  return `${benchmark} ${fingerprint} ${model} ${tier}`;
}

function keyOf({ benchmark, fingerprint, model, tier }: Result): RowKey {
  return { benchmark, fingerprint, model, tier };
}

function modelRow(rows: readonly Result[]): ModelRow[] {
  const [first] = rows;
  if (first === undefined) return [];
  const latencies = numbers(rows.map(({ latency_ms }) => latency_ms)).sort((a, b) => a - b);
  const firsts = numbers(rows.map((row) => row.first_token_ms)).sort((a, b) => a - b);
  const tokens = numbers(rows.map(({ output_tokens }) => output_tokens));
  const passed = rows.filter((row) => row.passed !== null);
  const costs = numbers(rows.map(({ cost_usd }) => cost_usd));
  return [
    {
      ...keyOf(first),
      calls: rows.length,
      missing: rows.filter(({ score }) => score === null).length,
      trials: Math.max(...rows.map(({ trial }) => trial)),
      truncated: rows.filter(({ outcome }) => outcome === 'truncated').length,
      passed:
        passed.length === 0 ? null : passed.filter((row) => row.passed).length / passed.length,
      cost_usd: costs.length < rows.length ? null : costs.reduce((sum, cost) => sum + cost, 0),
      latency_ms_median: at(latencies, 0.5),
      first_token_ms_median: at(firsts, 0.5),
      latency_ms_p95: at(latencies, 0.95),
      tokens_output_mean:
        tokens.length === 0 ? null : tokens.reduce((a, b) => a + b, 0) / tokens.length,
      run_id: first.run_id,
      run_at: first.run_at,
      commit: first.commit,
    },
  ];
}

function numbers(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null);
}

/** Quantile of sorted numbers, interpolated as DuckDB's `quantile_cont` does. */
function at(sorted: readonly number[], share: number): number | null {
  const place = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low === undefined || high === undefined ? null : low + (high - low) * (place % 1);
}

function missingRows(rows: readonly Result[]): MissingRow[] {
  const groups = Map.groupBy(
    rows.filter(({ score }) => score === null),
    ({ outcome }) => outcome,
  );
  const [first] = rows;
  if (first === undefined) return [];
  return [...groups].map(([outcome, { length }]) => ({ ...keyOf(first), outcome, calls: length }));
}
