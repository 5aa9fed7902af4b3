import type { TopLevelSpec } from 'vega-lite';
import type { CaseAnalysis, CaseDifficulty } from '../case-analysis.ts';
import { CHART_CONFIG, ROW_HEIGHT, ROWS_PADDING, ROWS_WIDTH } from './theme.ts';

/** Bins of the share of models that pass a case, from the easiest. */
const BINS: readonly { readonly name: string; readonly holds: (share: number) => boolean }[] = [
  { name: 'all models', holds: (share) => share === 1 },
  { name: '80 to 99 %', holds: (share) => share >= 0.8 && share < 1 },
  { name: '60 to 79 %', holds: (share) => share >= 0.6 && share < 0.8 },
  { name: '40 to 59 %', holds: (share) => share >= 0.4 && share < 0.6 },
  { name: '20 to 39 %', holds: (share) => share >= 0.2 && share < 0.4 },
  { name: '1 to 19 %', holds: (share) => share > 0 && share < 0.2 },
  { name: 'none', holds: (share) => share === 0 },
];

/** How many cases are passed by how many of the models. */
export function difficultyChart({ cases, models }: CaseAnalysis): TopLevelSpec | undefined {
  const scored = cases.filter((one) => one.scored > 0);
  if (scored.length === 0 || models.length === 0) return undefined;
  const values = BINS.map(({ name, holds }) => ({
    name,
    cases: scored.filter((one) => holds(shareOf(one))).length,
  }));
  return {
    data: { values },
    width: ROWS_WIDTH - 30,
    height: values.length * (ROW_HEIGHT + 8),
    padding: { ...ROWS_PADDING, right: ROWS_PADDING.right + 30 },
    encoding: {
      y: {
        field: 'name',
        type: 'nominal',
        sort: BINS.map(({ name }) => name),
        axis: { title: null, grid: false, labelPadding: 12 },
      },
      x: {
        field: 'cases',
        type: 'quantitative',
        scale: { domainMin: 0, nice: false },
        axis: { title: 'Cases', tickCount: 5, format: 'd' },
      },
    },
    layer: [
      { mark: { type: 'bar', color: 'var(--verified)', height: { band: 0.62 } } },
      {
        mark: { type: 'text', align: 'left', dx: 5, fontSize: 12, fill: 'var(--ink-2)' },
        encoding: { text: { field: 'cases' } },
      },
    ],
    config: CHART_CONFIG,
  };
}

function shareOf({ passed, scored }: CaseDifficulty): number {
  return passed / scored;
}
