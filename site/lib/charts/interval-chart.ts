import type { TopLevelSpec } from 'vega-lite';
import type { Board } from '../../../engine/analysis/board.ts';
import type { ModelViews } from '../model-view.ts';
import { domainOf } from '../whisker.ts';
import { namesEncoding, tierEncoding } from './encoding.ts';
import { nameKey } from './name.ts';
import { CHART_CONFIG, MOST_ROWS, ROW_HEIGHT, ROWS_PADDING, ROWS_WIDTH } from './theme.ts';

/** Scores as dots with their intervals as rules, in the order of the board. */
export function intervalChart(board: Board, models: ModelViews): TopLevelSpec | undefined {
  const rows = board.rows.filter((row) => row.score !== null).slice(0, MOST_ROWS);
  if (rows.length === 0) return undefined;
  const values = rows.map((row) => ({
    key: nameKey(models(row.model), row.tier),
    model: row.model,
    tier: row.tier,
    score: toPoints(row.score),
    low: toPoints(row.low),
    high: toPoints(row.high),
  }));
  const [least, greatest] = domainOf(rows.map((row) => ({ ...row, tier: 'verified' })));
  const { color, shape } = tierEncoding();
  return {
    data: { values },
    width: ROWS_WIDTH,
    height: values.length * ROW_HEIGHT,
    padding: ROWS_PADDING,
    encoding: { y: namesEncoding(values), color },
    layer: [
      {
        transform: [{ filter: 'isValid(datum.low)' }],
        mark: { type: 'rule', strokeWidth: 2, strokeCap: 'round' },
        encoding: {
          x: {
            field: 'low',
            type: 'quantitative',
            scale: { domain: [least * 100, greatest * 100], zero: false, nice: false },
            axis: { title: 'Score in points, with its 95 % interval', tickCount: 6 },
          },
          x2: { field: 'high' },
        },
      },
      {
        mark: { type: 'point', filled: true, size: 64, opacity: 1 },
        encoding: { x: { field: 'score', type: 'quantitative' }, shape },
      },
    ],
    config: CHART_CONFIG,
  };
}

function toPoints(share: number | null): number | null {
  return share === null ? null : Math.round(share * 1000) / 10;
}
