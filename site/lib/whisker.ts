import type { BoardRow } from '../../engine/analysis/board.ts';

/** Size of the drawing of an interval, in CSS pixels. */
export const WHISKER_WIDTH = 104;
export const WHISKER_HEIGHT = 16;
/** Room for half a mark at either end. */
const MARGIN = 6;
const CAP = 4;

/** The score's axis: the least and the greatest share it shows. */
export type Domain = readonly [low: number, high: number];

/** An interval as drawn: where the score is, and the path of the whisker. */
export interface Whisker {
  /** `null` when the score lies below the axis. */
  readonly x: number | null;
  readonly path: string;
}

/** A score with its interval. */
export type Interval = Pick<BoardRow, 'tier' | 'score' | 'low' | 'high'>;

/**
 * One axis for all rows of a board, its ends on whole tenths. Baselines may fall below it, for they
 * would press all that matters into a corner.
 */
export function domainOf(rows: readonly Interval[]): Domain {
  const models = rows.filter((row) => row.tier !== 'baseline');
  const values = (models.length > 0 ? models : rows).flatMap((row) =>
    [row.low, row.score, row.high].filter((value) => value !== null),
  );
  if (values.length === 0) return [0, 1];
  const low = Math.floor(Math.min(...values) * 10 + 1e-9) / 10;
  const high = Math.ceil(Math.max(...values) * 10 - 1e-9) / 10;
  return low <= 0.2 ? [0, Math.max(high, 0.1)] : [low, Math.max(high, low + 0.1)];
}

/** The drawing of one row, or `null` without a score. */
export function whiskerOf(row: Interval, domain: Domain): Whisker | null {
  if (row.score === null) return null;
  if (row.score < domain[0]) return { x: null, path: '' };
  const x = position(row.score, domain);
  if (row.low === null || row.high === null) return { x, path: '' };
  const [left, right] = [position(row.low, domain), position(row.high, domain)];
  const middle = WHISKER_HEIGHT / 2;
  const cap = `${middle - CAP}v${CAP * 2}`;
  return { x, path: `M${left} ${middle}H${right}M${left} ${cap}M${right} ${cap}` };
}

function position(share: number, [low, high]: Domain): number {
  const inside = Math.min(Math.max((share - low) / (high - low), 0), 1);
  return Math.round(MARGIN + inside * (WHISKER_WIDTH - 2 * MARGIN));
}
