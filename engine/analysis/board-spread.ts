import { binomialQuantile } from '../statistics/index.ts';
import type { SpreadFields } from './board.ts';
import type { BoardScoreRow } from './board-scores.ts';

/** A quantile of the calls of a row with its 95 % interval; `null` where too few cases bound a side. */
export interface SpreadPoint {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Median and 95th percentile, in the unit of the values. */
export interface Spread {
  readonly median: SpreadPoint;
  readonly p95: SpreadPoint;
}

/**
 * Median and 95th percentile of latency (milliseconds) and cost (US dollars) of the calls of a row,
 * with order-statistic intervals; `null` without a value. The ranks are those of as many values as
 * there are cases: trials of one case resemble each other.
 */
export function spreadsOf(
  row: BoardScoreRow,
  cases: number,
): { latency: Spread | null; cost: Spread | null } {
  const ranks = cases === 0 ? undefined : spreadRanks(cases);
  const spread = (values: Float64Array): Spread | null => {
    const known = values.filter((value) => !Number.isNaN(value));
    known.sort();
    if (known.length === 0 || ranks === undefined) return null;
    return {
      median: pointOf(known, 0.5, ranks.median, cases),
      p95: pointOf(known, 0.95, ranks.p95, cases),
    };
  };
  // One unknown cost makes the costs unknown.
  const isPriced = row.cost_usd.every((cost) => !Number.isNaN(cost));
  return { latency: spread(row.latency_ms), cost: isPriced ? spread(row.cost_usd) : null };
}

interface Ranks {
  readonly low: number;
  readonly high: number;
}

const ranksByCases = new Map<number, { readonly median: Ranks; readonly p95: Ranks }>();

/** The models of a board mostly have the same number of cases. */
function spreadRanks(cases: number): { readonly median: Ranks; readonly p95: Ranks } {
  const ranks = ranksByCases.get(cases) ?? {
    median: ranksOf(cases, 0.5),
    p95: ranksOf(cases, 0.95),
  };
  ranksByCases.set(cases, ranks);
  return ranks;
}

/** Ranks from 1 of the two order statistics that hold a quantile of `n` values (Hahn and Meeker 1991). */
function ranksOf(n: number, probability: number): Ranks {
  return {
    low: binomialQuantile(0.025, n, probability),
    high: binomialQuantile(0.975, n, probability) + 1,
  };
}

function pointOf(
  ascending: Float64Array,
  probability: number,
  ranks: Ranks,
  cases: number,
): SpreadPoint {
  // With fewer values than cases the ranks are taken as shares, outwards.
  const scale = ascending.length / cases;
  const [low, high] = [Math.floor(ranks.low * scale), Math.ceil(ranks.high * scale)];
  const position = (ascending.length - 1) * probability;
  const below = ascending[Math.floor(position)] ?? Number.NaN;
  const above = ascending[Math.ceil(position)] ?? Number.NaN;
  return {
    value: below + (above - below) * (position - Math.floor(position)),
    low: low < 1 ? null : (ascending[low - 1] ?? null),
    high: high > ascending.length ? null : (ascending[high - 1] ?? null),
  };
}

/** The fields of a board's row; all `null` without calls. */
export function spreadFields(row: BoardScoreRow | undefined, cases: number): SpreadFields {
  const { latency, cost } =
    row === undefined ? { latency: null, cost: null } : spreadsOf(row, cases);
  return {
    latency_ms_median_low: latency?.median.low ?? null,
    latency_ms_median_high: latency?.median.high ?? null,
    latency_ms_p95_low: latency?.p95.low ?? null,
    latency_ms_p95_high: latency?.p95.high ?? null,
    cost_usd_median: cost?.median.value ?? null,
    cost_usd_median_low: cost?.median.low ?? null,
    cost_usd_median_high: cost?.median.high ?? null,
    cost_usd_p95: cost?.p95.value ?? null,
    cost_usd_p95_low: cost?.p95.low ?? null,
    cost_usd_p95_high: cost?.p95.high ?? null,
  };
}
