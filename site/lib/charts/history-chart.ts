import type { TopLevelSpec } from 'vega-lite';
import { breaksOf, type HistoryPoint } from '../history.ts';
import type { ModelViews } from '../model-view.ts';
import { shortName } from './name.ts';
import { CHART_CONFIG, PLANE_PADDING, PLANE_WIDTH } from './theme.ts';

/** Lines that can still be told apart. */
const LINES = 5;
const HEIGHT = 300;
const NAMES = 118;

const COLOURS = ['verified', 'self-reported', 'published', 'right', 'wrong'].map(
  (name) => `var(--${name})`,
);
const SHAPES = ['circle', 'diamond', 'square', 'triangle-up', 'cross'];

/** Scores over time of the models measured most often, a line broken where the cases changed. */
export function historyChart(
  points: readonly HistoryPoint[],
  models: ModelViews,
): TopLevelSpec | undefined {
  if (new Set(points.map(({ run }) => run)).size < 2) return undefined;
  const chosen = mostMeasured(points);
  if (chosen.length === 0) return undefined;
  const names = chosen.map((model) => shortName(models(model).title, 16));
  const values = points
    .filter(({ model }) => chosen.includes(model))
    .map(({ at, model, fingerprint, score, low, high }) => ({
      at,
      model: chosen.indexOf(model),
      id: model,
      fingerprint: fingerprint.slice(0, 8),
      series: `${chosen.indexOf(model)} ${fingerprint.slice(0, 8)}`,
      score: toPoints(score),
      low: toPoints(low),
      high: toPoints(high),
    }));
  const domain = chosen.map((_, index) => index);
  const color = {
    field: 'model' as const,
    type: 'nominal' as const,
    scale: { domain, range: COLOURS },
    legend: null,
  };
  const shape = { ...color, scale: { domain, range: SHAPES } };
  const x = {
    field: 'at' as const,
    type: 'temporal' as const,
    scale: { type: 'utc' as const },
    axis: { title: null, grid: false, tickCount: 4, format: '%-d %b %y', labelFlush: true },
  };
  const y = {
    field: 'score' as const,
    type: 'quantitative' as const,
    scale: { zero: false, nice: true },
    axis: { title: 'Score in points', titleX: 8 - PLANE_PADDING.left, tickCount: 6 },
  };
  const last = chosen.flatMap((_, index) => values.findLast(({ model }) => model === index) ?? []);
  const low = Math.min(...values.map((value) => value.low));
  const high = Math.max(...values.map((value) => value.high));
  return {
    width: PLANE_WIDTH - NAMES,
    height: HEIGHT,
    padding: { ...PLANE_PADDING, right: PLANE_PADDING.right + NAMES },
    data: { values },
    encoding: { x },
    layer: [
      {
        data: { values: breaksOf(points).map((at) => ({ at })) },
        mark: { type: 'rule', strokeDash: [3, 3], color: 'var(--ink-3)' },
      },
      {
        mark: { type: 'line', strokeWidth: 1.5 },
        encoding: { y, color, detail: { field: 'series' } },
      },
      {
        mark: { type: 'rule', strokeWidth: 1.5, opacity: 0.45 },
        encoding: { y: { ...y, field: 'low' }, y2: { field: 'high' }, color },
      },
      {
        mark: { type: 'point', filled: true, size: 56, opacity: 1 },
        encoding: { y, color, shape },
      },
      {
        data: {
          values: spread(last, low, high).map((label) => ({ ...label, name: names[label.model] })),
        },
        mark: { type: 'text', align: 'left', dx: 10, fontSize: 12, fill: 'var(--ink-2)' },
        encoding: { y: { ...y, field: 'label' }, text: { field: 'name' } },
      },
    ],
    config: CHART_CONFIG,
  };
}

/** Models with the most runs; of equals those with the highest last score. */
function mostMeasured(points: readonly HistoryPoint[]): string[] {
  const groups = Map.groupBy(points, ({ model }) => model);
  return [...groups]
    .filter(([, mine]) => mine.length > 1)
    .sort(([, a], [, b]) => b.length - a.length || (b.at(-1)?.score ?? 0) - (a.at(-1)?.score ?? 0))
    .slice(0, LINES)
    .map(([model]) => model);
}

interface Label {
  readonly at: string;
  readonly model: number;
  readonly score: number;
}

/** Moves the names at the ends of the lines apart, so that none covers another. */
function spread(labels: readonly Label[], low: number, high: number) {
  const gap = ((high - low) * 15) / HEIGHT;
  let free = Number.POSITIVE_INFINITY;
  return labels
    .toSorted((a, b) => b.score - a.score)
    .map((label) => {
      const place = Math.min(label.score, free);
      free = place - gap;
      return { ...label, label: place };
    });
}

function toPoints(share: number): number {
  return Math.round(share * 1000) / 10;
}
