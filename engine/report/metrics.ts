import type { Board, BoardMetric, BoardRow } from '../analysis/board.ts';

/** The metrics of a board as a table: one column a metric, in the order of their first row. */
export interface MetricTable {
  readonly title: string;
  readonly names: readonly string[];
  readonly rows: readonly {
    readonly row: BoardRow;
    /** One for each name; `undefined` where the model has none. */
    readonly metrics: readonly (BoardMetric | undefined)[];
  }[];
}

/** The tables of named metrics and of classification; empty for a board that has neither. */
export function metricTables({ rows }: Board): MetricTable[] {
  return [
    tableOf('Metrics', rows, ({ metrics }) => metrics),
    tableOf('Classification', rows, ({ classification }) => classification?.metrics),
  ].flatMap((table) => table ?? []);
}

/** A value with its interval: `61.2 (55.0–67.1)`, in points of 100 where it lies in −1…1. */
export function metricText(metric: BoardMetric | undefined): string {
  if (metric === undefined || metric.value === null) return '–';
  const { value, low, high } = metric;
  const isShare = [value, low ?? value, high ?? value].every((number) => Math.abs(number) <= 1);
  const told = (number: number) =>
    (isShare ? (number * 100).toFixed(1) : String(Number(number.toPrecision(4)))).replace('-', '−');
  return low === null || high === null
    ? `${told(value)} (too few cases for an interval)`
    : `${told(value)} (${told(low)}–${told(high)})`;
}

function tableOf(
  title: string,
  rows: readonly BoardRow[],
  metricsOf: (row: BoardRow) => readonly BoardMetric[] | undefined,
): MetricTable | undefined {
  const shown = rows.filter((row) => (metricsOf(row)?.length ?? 0) > 0);
  const names = [
    ...new Set(shown.flatMap((row) => (metricsOf(row) ?? []).map(({ name }) => name))),
  ];
  if (names.length === 0) return undefined;
  return {
    title,
    names,
    rows: shown.map((row) => {
      const byName = new Map((metricsOf(row) ?? []).map((metric) => [metric.name, metric]));
      return { row, metrics: names.map((name) => byName.get(name)) };
    }),
  };
}
