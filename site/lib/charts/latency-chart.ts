import type { TopLevelSpec } from 'vega-lite';
import type { Board } from '../../../engine/analysis/board.ts';
import type { ModelViews } from '../model-view.ts';
import { namesEncoding, tierEncoding } from './encoding.ts';
import { nameKey } from './name.ts';
import { CHART_CONFIG, MOST_ROWS, ROW_HEIGHT, ROWS_PADDING, ROWS_WIDTH } from './theme.ts';

/** Median latency as a mark with a rule to the 95th percentile, fastest first. */
export function latencyChart(board: Board, models: ModelViews): TopLevelSpec | undefined {
  const values = board.rows
    .filter((row) => row.latency_ms_median !== null && row.tier !== 'baseline')
    .slice(0, MOST_ROWS)
    .sort((a, b) => (a.latency_ms_median ?? 0) - (b.latency_ms_median ?? 0))
    .map((row) => ({
      key: nameKey(models(row.model), row.tier),
      model: row.model,
      tier: row.tier,
      median: (row.latency_ms_median ?? 0) / 1000,
      median_low: secondsOf(row.latency_ms_median_low),
      median_high: secondsOf(row.latency_ms_median_high),
      slow: (row.latency_ms_p95 ?? row.latency_ms_median ?? 0) / 1000,
    }));
  if (values.length === 0) return undefined;
  const { color, shape } = tierEncoding();
  return {
    data: { values },
    width: ROWS_WIDTH,
    height: values.length * ROW_HEIGHT,
    padding: ROWS_PADDING,
    encoding: {
      y: namesEncoding(values),
      color,
    },
    layer: [
      {
        mark: { type: 'rule', strokeWidth: 2, strokeCap: 'round' },
        encoding: {
          x: {
            field: 'median',
            type: 'quantitative',
            scale: { domainMin: 0 },
            axis: { title: 'Seconds, median to 95th percentile', tickCount: 6 },
          },
          x2: { field: 'slow' },
        },
      },
      {
        mark: { type: 'point', filled: true, size: 64, opacity: 1 },
        encoding: { x: { field: 'median', type: 'quantitative' }, shape },
      },
    ],
    config: CHART_CONFIG,
  };
}

function secondsOf(milliseconds: number | null): number | null {
  return milliseconds === null ? null : milliseconds / 1000;
}
