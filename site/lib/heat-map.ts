import type { CaseAnalysis } from './case-analysis.ts';
import type { ScoreColumn } from './pairs.ts';

/** Cases and models that a heat map shows at most. */
export const HEAT_CASES = 200;
export const HEAT_MODELS = 24;

/** A heat map as drawn: rows of unit height, columns of unit width, one path for each state. */
export interface HeatMap {
  readonly rows: readonly { readonly model: string; readonly tier: string }[];
  readonly columns: number;
  readonly passed: string;
  /** Passed in part, from a trial or a point on. */
  readonly partial: string;
  readonly missing: string;
}

type State = 'passed' | 'partial' | 'failed' | 'missing';

/** Rows and columns of a heat map. */
export interface HeatOrder {
  /** Best model first. */
  readonly rows: readonly ScoreColumn[];
  /** Places of the cases in the benchmark, the one that most pass first. */
  readonly columns: readonly number[];
}

/** What stands where in a heat map; nothing where there is too little for one. */
export function heatOrder({ models, cases }: CaseAnalysis): HeatOrder | undefined {
  const columns = cases
    .map(({ mean }, index) => ({ mean, index }))
    .filter(({ mean }) => mean !== null)
    .sort((a, b) => (b.mean ?? 0) - (a.mean ?? 0))
    .slice(0, HEAT_CASES)
    .map(({ index }) => index);
  const rows = models.slice(0, HEAT_MODELS);
  return columns.length < 2 || rows.length < 2 ? undefined : { rows, columns };
}

/** Best model on top, the case that most pass on the left. */
export function heatMapOf(analysis: CaseAnalysis): HeatMap | undefined {
  const order = heatOrder(analysis);
  if (order === undefined) return undefined;
  const { rows, columns } = order;
  const states = rows.map(({ scores }) => columns.map((index) => stateOf(scores[index] ?? null)));
  return {
    rows: rows.map(({ model, tier }) => ({ model, tier })),
    columns: columns.length,
    passed: pathOf(states, 'passed'),
    partial: pathOf(states, 'partial'),
    missing: pathOf(states, 'missing'),
  };
}

function stateOf(score: number | null): State {
  if (score === null) return 'missing';
  if (score >= 1) return 'passed';
  return score > 0 ? 'partial' : 'failed';
}

/** A line for each run of equal cells, along the middle of its row. */
function pathOf(states: readonly (readonly State[])[], wanted: State): string {
  return states
    .map((row, y) => {
      let path = '';
      let end = 0;
      let x = 0;
      while (x < row.length) {
        const start = x;
        while (row[x] === wanted) x++;
        if (x > start) {
          path += path === '' ? `M${start} ${y}.5h${x - start}` : `m${start - end} 0h${x - start}`;
          end = x;
        } else x++;
      }
      return path;
    })
    .join('');
}
