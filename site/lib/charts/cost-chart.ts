import type { TopLevelSpec } from 'vega-lite';
import type { Board } from '../../../engine/analysis/board.ts';
import type { Tier } from '../../../engine/results/columns.ts';
import { usd } from '../format.ts';
import type { ModelViews } from '../model-view.ts';
import { type Domain, domainOf } from '../whisker.ts';
import { tierEncoding } from './encoding.ts';
import { type Placed, placeLabels } from './labels.ts';
import { shortName } from './name.ts';
import { CHART_CONFIG, MOST_MARKS, PLANE_PADDING, PLANE_WIDTH } from './theme.ts';

const HEIGHT = 420;

interface Point {
  readonly name: string;
  readonly model: string;
  readonly tier: Tier;
  readonly cost: number;
  readonly score: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Scores against what 100 cases cost, on a logarithmic axis of dollars. */
export function costChart(board: Board, models: ModelViews): TopLevelSpec | undefined {
  const rows = board.rows
    .filter((row) => (row.cost_usd_per_100_cases ?? 0) > 0)
    .slice(0, MOST_MARKS);
  const points = rows.flatMap((row): Point[] => {
    if (row.score === null || row.cost_usd_per_100_cases === null) return [];
    const [low, high] = [row.low, row.high].map((share) => (share === null ? null : share * 100));
    return [
      {
        name: shortName(models(row.model).title),
        model: row.model,
        tier: row.tier,
        cost: row.cost_usd_per_100_cases,
        score: row.score * 100,
        low: low ?? null,
        high: high ?? null,
      },
    ];
  });
  if (points.length === 0) return undefined;
  const costs = decades(points.map((point) => point.cost));
  const [least, greatest] = domainOf(rows);
  const scores: Domain = [least * 100, greatest * 100];
  const { color, shape } = tierEncoding();
  const x = {
    field: 'cost' as const,
    type: 'quantitative' as const,
    scale: { type: 'log' as const, domain: [...costs], nice: false },
    axis: {
      title: 'US dollars per 100 cases, logarithmic',
      values: ticksBetween(costs),
      labelExpr: tickNames(ticksBetween(costs)),
    },
  };
  const y = {
    field: 'score' as const,
    type: 'quantitative' as const,
    scale: { domain: [...scores], zero: false, nice: false },
    axis: { title: 'Score in points', titleX: 8 - PLANE_PADDING.left, grid: true, tickCount: 6 },
  };
  return {
    width: PLANE_WIDTH,
    height: HEIGHT,
    padding: PLANE_PADDING,
    data: { values: points },
    encoding: { x },
    layer: [
      {
        data: { values: frontOf(points) },
        mark: {
          type: 'line',
          interpolate: 'step-after',
          strokeWidth: 1,
          strokeDash: [4, 3],
          color: 'var(--ink-3)',
        },
        encoding: { y },
      },
      {
        transform: [{ filter: 'isValid(datum.low)' }],
        mark: { type: 'rule', strokeWidth: 1.5, opacity: 0.45 },
        encoding: { y: { ...y, field: 'low' }, y2: { field: 'high' }, color },
      },
      {
        mark: { type: 'point', filled: true, size: 72, opacity: 1 },
        encoding: { y, color, shape },
      },
      ...labelLayers(points, costs, scores).map((layer) => ({
        ...layer,
        encoding: { y, text: { field: 'name' as const } },
      })),
    ],
    config: CHART_CONFIG,
  };
}

/** Points that none as cheap or cheaper beats, from the cheapest. */
function frontOf(points: readonly Point[]): Point[] {
  let best = Number.NEGATIVE_INFINITY;
  return points
    .toSorted((a, b) => a.cost - b.cost || b.score - a.score)
    .filter(({ score }) => {
      const isAhead = score > best;
      best = Math.max(best, score);
      return isAhead;
    });
}

/** One layer for each side a label can stand on, since a mark's offset is fixed. */
function labelLayers(points: readonly Point[], costs: Domain, scores: Domain) {
  const yOf = (score: number) => (1 - share(score, scores)) * HEIGHT;
  const marks = points.map(({ cost, score, name }) => ({
    x: share(Math.log(cost), [Math.log(costs[0]), Math.log(costs[1])]) * PLANE_WIDTH,
    y: yOf(score),
    text: name,
  }));
  const rules = points.flatMap(({ low, high }, index) => {
    const x = marks[index]?.x ?? 0;
    return low === null || high === null ? [] : [{ x, top: yOf(high), bottom: yOf(low) }];
  });
  const groups = new Map<Placed, Point[]>();
  placeLabels(marks, rules, PLANE_WIDTH, HEIGHT).forEach((place, index) => {
    const point = points[index];
    if (place !== undefined && point !== undefined)
      groups.set(place, [...(groups.get(place) ?? []), point]);
  });
  return [...groups].map(([{ dx, dy, align }, values]) => ({
    data: { values },
    mark: {
      type: 'text',
      dx,
      dy,
      align,
      baseline: 'middle',
      fontSize: 12,
      fill: 'var(--ink-2)',
    } as const,
  }));
}

/** The axis of costs: a little more than the data on both sides. */
function decades(costs: readonly number[]): Domain {
  return [Math.min(...costs) / 1.6, Math.max(...costs) * 1.6];
}

function ticksBetween([low, high]: Domain): number[] {
  const first = Math.floor(Math.log10(low));
  const last = Math.ceil(Math.log10(high));
  const steps = last - first > 3 ? [1] : [1, 2, 5];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
    .flatMap((power) => steps.map((step) => Number((step * 10 ** power).toPrecision(1))))
    .filter((tick) => tick >= low && tick <= high);
}

/** Named ticks as an expression, for the axis' own formats write `10m` for one cent. */
function tickNames(ticks: readonly number[]): string {
  const names = Object.fromEntries(ticks.map((tick, index) => [index, usd(tick)]));
  const last = Math.max(ticks.length - 1, 1);
  return `(${JSON.stringify(names)})[round(datum.index * ${last})]`;
}

function share(value: number, [low, high]: Domain): number {
  return (value - low) / (high - low);
}
