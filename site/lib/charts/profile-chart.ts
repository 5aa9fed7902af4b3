import type { TopLevelSpec } from 'vega-lite';
import { rankedModels } from '../boards.ts';
import type { ModelEntry, ModelResult } from '../models.ts';
import { drawn } from './board-charts.ts';
import { type ChartView, columnsOf } from './chart-view.ts';
import { namesEncoding, tierEncoding } from './encoding.ts';
import { nameKey } from './name.ts';
import { CHART_CONFIG, MOST_ROWS, ROW_HEIGHT, ROWS_PADDING, ROWS_WIDTH } from './theme.ts';

/** Benchmarks from which on a profile says more than their table. */
const LEAST = 2;

/** A model on every benchmark it has taken, among the models that took them too. */
export function profileCharts({ results }: ModelEntry): ChartView[] {
  const scored = results.filter(({ row }) => row.score !== null && row.low !== null);
  if (scored.length < LEAST) return [];
  return drawn([
    {
      id: 'profile',
      title: 'Profile across benchmarks',
      spec: profileChart(scored),
      finding: profileFinding(scored),
      columns: columnsOf({
        benchmark: 'Benchmark',
        tier: 'Tier',
        score: 'Score, points',
        low: '95 % from',
        high: '95 % to',
        median: 'Median of the ranked models',
        best: 'Best of them',
      }),
    },
  ]);
}

function profileChart(results: readonly ModelResult[]): TopLevelSpec {
  const values = results.slice(0, MOST_ROWS).map(({ benchmark, board, row }) => {
    const others = rankedModels(board).map(({ score }) => score);
    return {
      key: nameKey(benchmark, row.tier),
      benchmark: benchmark.id,
      tier: row.tier,
      score: toPoints(row.score),
      low: toPoints(row.low),
      high: toPoints(row.high),
      median: toPoints(medianOf(others)),
      best: toPoints(others[0] ?? null),
    };
  });
  const { color, shape } = tierEncoding();
  const x = {
    field: 'low',
    type: 'quantitative' as const,
    scale: { domain: [0, 100], nice: false },
    axis: { title: 'Score in points; grey: median and best ranked', tickCount: 5 },
  };
  const tick = (field: string, stroke: string) => ({
    transform: [{ filter: `isValid(datum.${field})` }],
    mark: { type: 'tick' as const, thickness: 1.5, bandSize: 14, color: stroke },
    encoding: { x: { ...x, field } },
  });
  return {
    data: { values },
    width: ROWS_WIDTH,
    height: values.length * ROW_HEIGHT,
    padding: ROWS_PADDING,
    encoding: { y: namesEncoding(values) },
    layer: [
      tick('median', 'var(--ink-3)'),
      tick('best', 'var(--line-2)'),
      {
        mark: { type: 'rule', strokeWidth: 2, strokeCap: 'round' },
        encoding: { x, x2: { field: 'high' }, color },
      },
      {
        mark: { type: 'point', filled: true, size: 64, opacity: 1 },
        encoding: { x: { ...x, field: 'score' }, color, shape },
      },
    ],
    config: CHART_CONFIG,
  };
}

/** Where the model is among the best, and where it is not, as far as the ranks can tell. */
function profileFinding(results: readonly ModelResult[]): string {
  const ranked = results.filter(({ row }) => row.rank_low !== null);
  const first = ranked.filter(({ row }) => row.rank_low === 1).length;
  const among = `On ${first} of ${ranked.length} benchmarks that rank it no model is significantly better.`;
  return `${among} Scores of different benchmarks do not compare; each stands beside the median and the best of its own board.`;
}

function medianOf(scores: readonly number[]): number | null {
  const sorted = scores.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const [low, high] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

function toPoints(share: number | null): number | null {
  return share === null ? null : Math.round(share * 1000) / 10;
}
