import type { Board, BoardRow } from '../../engine/analysis/board.ts';
import type { Tier } from '../../engine/results/columns.ts';
import { maybeWebAddress } from './address.ts';
import { BLANK, day, points, pointsInterval, seconds, usd, words } from './format.ts';
import type { ModelView, ModelViews } from './model-view.ts';
import { type Domain, domainOf, type Interval, type Whisker, whiskerOf } from './whisker.ts';

/** A cell: what is read, and what it is sorted by; `null` = blank, last in either direction. */
export interface Cell {
  readonly text: string;
  readonly value: number | null;
}

/** Digits that order needs; more of them only weigh. */
const SORT_DIGITS = 6;

/** A row of a board, ready to be shown. */
export interface RowView {
  readonly model: ModelView;
  readonly tier: Tier;
  /** No row is significantly better. */
  readonly top: boolean;
  readonly rank: Cell;
  readonly score: Cell;
  /** In words where there is none. */
  readonly interval: string;
  readonly whisker: Whisker | null;
  readonly tied: readonly ModelView[];
  readonly cost: Cell;
  readonly latency: Cell;
  readonly cases: Cell;
  readonly missing: Cell;
  /** Score if every missing answer were wrong, and if every one were right; or nothing. */
  readonly missingBounds: string;
  readonly missingWhy: string;
  readonly date: Cell;
  readonly iso: string;
  readonly runId: string;
  readonly commit: string;
  readonly source: string | undefined;
}

/** What a tier says about a number, in a word and in a sentence. */
export const TIERS: Readonly<Record<Tier, { readonly label: string; readonly meaning: string }>> = {
  verified: { label: 'verified', meaning: 'run in the open by this repository' },
  self_reported: { label: 'self-reported', meaning: 'run and sent in by someone else' },
  published: { label: 'published', meaning: 'taken from a publication, not run here' },
  baseline: { label: 'baseline', meaning: 'no model at all: the floor to beat' },
};

/** The rank that the data allow: `2`, `1–4`. */
export function rankText(row: Pick<BoardRow, 'rank_low' | 'rank_high'>): string {
  if (row.rank_low === null || row.rank_high === null) return BLANK;
  return row.rank_low === row.rank_high ? String(row.rank_low) : `${row.rank_low}–${row.rank_high}`;
}

/** The rows of a board; `scale` are the intervals that the axis has to hold, its own if not given. */
export function rowViewsOf(
  board: Board,
  models: ModelViews,
  scale: readonly Interval[] = board.rows,
): RowView[] {
  const domain = domainOf(scale);
  return board.rows.map((row) => rowViewOf(row, domain, models));
}

function rowViewOf(row: BoardRow, domain: Domain, models: ModelViews): RowView {
  return {
    model: models(row.model),
    tier: row.tier,
    top: row.rank_low === 1,
    rank: {
      text: rankText(row),
      value: row.rank_low === null ? null : row.rank_low + (row.rank_high ?? 0) / 1e6,
    },
    score: cell(row.score, points),
    interval: intervalText(row),
    whisker: whiskerOf(row, domain),
    tied: row.tied_with.map(models),
    cost: cell(row.cost_usd_per_100_cases, usd),
    latency: cell(row.latency_ms_median, seconds),
    cases: { text: casesText(row), value: row.cases * row.trials || null },
    missing: cell(row.tier === 'published' ? null : row.missing, String),
    missingBounds: missingBoundsOf(row),
    missingWhy: Object.entries(row.missing_by_outcome)
      .map(([outcome, calls]) => `${calls} ${words(outcome)}`)
      .join(', '),
    date: {
      text: row.run_at === null ? BLANK : day(row.run_at),
      value: row.run_at === null ? null : Date.parse(row.run_at),
    },
    iso: row.run_at?.slice(0, 10) ?? '',
    runId: row.run_id ?? '',
    commit: row.commit ?? '',
    source: maybeWebAddress(row.source),
  };
}

function intervalText(row: BoardRow): string {
  if (row.method === 'too_few_cases') return 'too few cases';
  if (row.low === null || row.high === null) return 'no interval';
  const interval = pointsInterval(row.low, row.high);
  return row.method === 'stopped_early' ? `${interval}, stopped early` : interval;
}

function cell(value: number | null, format: (value: number) => string): Cell {
  if (value === null) return { text: BLANK, value };
  return { text: format(value), value: Number(value.toPrecision(SORT_DIGITS)) };
}

function casesText(row: BoardRow): string {
  if (row.cases === 0) return BLANK;
  return row.tier === 'published' ? String(row.cases) : `${row.cases} × ${row.trials}`;
}

function missingBoundsOf(row: BoardRow): string {
  const { missing, score_if_missing_fail: worst, score_if_missing_pass: best } = row;
  if (missing === 0 || worst === null || best === null) return '';
  return pointsInterval(worst, best);
}

/** Calls without a score, over the whole board. */
export function missingOf(board: Board): number {
  return board.rows.reduce((sum, row) => sum + row.missing, 0);
}
