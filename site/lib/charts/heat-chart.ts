import type { TopLevelSpec } from 'vega-lite';
import type { CaseAnalysis } from '../case-analysis.ts';
import { heatOrder } from '../heat-map.ts';
import type { ModelViews } from '../model-view.ts';
import { namesEncoding } from './encoding.ts';
import { nameKey } from './name.ts';
import { CHART_CONFIG, ROW_HEIGHT, ROWS_PADDING, ROWS_WIDTH } from './theme.ts';

/** Every score of a model on a case as a block; what has no score is left open. */
export function heatChart(analysis: CaseAnalysis, models: ModelViews): TopLevelSpec | undefined {
  const order = heatOrder(analysis);
  if (order === undefined) return undefined;
  const { rows, columns } = order;
  const keys = rows.map(({ model, tier }) => ({ key: nameKey(models(model), tier) }));
  const values = rows.flatMap(({ model, tier, scores }) =>
    columns.map((index, place) => ({
      key: nameKey(models(model), tier),
      model,
      tier,
      case: analysis.cases[index]?.id ?? '',
      place,
      next: place + 1,
      score: toPoints(scores[index] ?? null),
    })),
  );
  return {
    data: { values },
    width: ROWS_WIDTH,
    height: rows.length * ROW_HEIGHT,
    padding: ROWS_PADDING,
    transform: [{ filter: 'isValid(datum.score)' }],
    mark: { type: 'rect' },
    encoding: {
      y: namesEncoding(keys),
      x: {
        field: 'place',
        type: 'quantitative',
        scale: { domain: [0, columns.length], nice: false },
        axis: { title: 'Cases, the one that most pass first', labels: false, grid: false },
      },
      x2: { field: 'next' },
      color: { value: 'var(--verified)' },
      opacity: {
        field: 'score',
        type: 'quantitative',
        scale: { domain: [0, 100], range: [0.06, 1] },
        legend: null,
      },
    },
    config: CHART_CONFIG,
  };
}

function toPoints(share: number | null): number | null {
  return share === null ? null : Math.round(share * 1000) / 10;
}
