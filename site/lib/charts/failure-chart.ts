import type { TopLevelSpec } from 'vega-lite';
import type { CaseAnalysis } from '../case-analysis.ts';
import { categoriesOf } from '../case-findings.ts';
import { words } from '../format.ts';
import type { ModelViews } from '../model-view.ts';
import { namesEncoding } from './encoding.ts';
import { nameKey } from './name.ts';
import { CHART_CONFIG, MOST_ROWS, ROW_HEIGHT, ROWS_PADDING, ROWS_WIDTH } from './theme.ts';

/** Categories with a colour of their own; the rest are put together. */
const COLOURS = ['wrong', 'published', 'self-reported', 'verified'].map((name) => `var(--${name})`);
const LEGEND_ROW = 18;

/** The share of each model's calls that ended in each way, passed ones left out. */
export function failureChart(
  { failures }: CaseAnalysis,
  models: ModelViews,
): TopLevelSpec | undefined {
  const { failed, missing } = categoriesOf(failures);
  const named = failed.slice(0, COLOURS.length);
  if (failed.length + missing.length === 0) return undefined;
  const rows = failures.slice(0, MOST_ROWS);
  const groupOf = (category: string) => {
    if (missing.includes(category)) return NO_SCORE;
    return named.includes(category) ? words(category) : OTHERS;
  };
  const values = rows.flatMap(({ model, tier, calls, categories }) => {
    const key = nameKey(models(model), tier);
    return Object.entries(categories)
      .filter(([category]) => category !== 'passed')
      .map(([category, count]) => ({
        key,
        model,
        tier,
        category: words(category),
        group: groupOf(category),
        calls: count,
        percent: Math.round((count / calls) * 1000) / 10,
      }));
  });
  const groups = [
    ...named.map(words),
    ...(failed.length > named.length ? [OTHERS] : []),
    ...(missing.length > 0 ? [NO_SCORE] : []),
  ];
  const range = [
    ...COLOURS.slice(0, named.length),
    ...groups.slice(named.length).map((group) => `var(--${group === OTHERS ? 'ink-3' : 'line-2'})`),
  ];
  const keys = rows.map(({ model, tier }) => ({ key: nameKey(models(model), tier) }));
  return {
    data: { values },
    width: ROWS_WIDTH,
    height: keys.length * ROW_HEIGHT,
    padding: { ...ROWS_PADDING, top: ROWS_PADDING.top + Math.ceil(groups.length / 2) * LEGEND_ROW },
    mark: { type: 'bar', height: { band: 0.62 } },
    encoding: {
      y: { ...namesEncoding(keys), scale: { domain: keys.map(({ key }) => key) } },
      x: {
        field: 'percent',
        type: 'quantitative',
        stack: 'zero',
        scale: { domainMin: 0, nice: false },
        axis: { title: 'Percent of the calls', tickCount: 5 },
      },
      order: { field: 'group', sort: 'ascending' },
      color: {
        field: 'group',
        type: 'nominal',
        scale: { domain: groups, range },
        legend: {
          title: null,
          orient: 'top',
          columns: 2,
          offset: 6,
          labelColor: 'var(--ink-2)',
          labelFontSize: 12,
          symbolType: 'square',
          rowPadding: 2,
        },
      },
    },
    config: CHART_CONFIG,
  };
}

const OTHERS = 'other kinds';
const NO_SCORE = 'no score';
