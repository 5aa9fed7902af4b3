import type { TopLevelSpec } from 'vega-lite';

/** A column of the table a chart is made of. */
export interface ChartColumn {
  /** The field of the values that are drawn. */
  readonly field: string;
  /** With its unit. */
  readonly name: string;
}

/** A chart with all that stands round it. */
export interface ChartView {
  /** Unique on its page; the name of its file. */
  readonly id: string;
  /** What is drawn. */
  readonly title: string;
  /** What is seen. */
  readonly finding: string;
  readonly spec: TopLevelSpec;
  readonly columns: readonly ChartColumn[];
}

/** `charts/<id>.json` of a page: what a browser needs to draw the chart anew, to list and to save it. */
export interface ChartFile {
  readonly title: string;
  readonly finding: string;
  readonly columns: readonly ChartColumn[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** For Vega, compiled. */
  readonly vega: object;
}

/** The values that a chart draws, less the fields that only its drawing needs. */
export function rowsOf({ spec, columns }: ChartView): Record<string, unknown>[] {
  const data = 'data' in spec ? spec.data : undefined;
  const values = data && 'values' in data && Array.isArray(data.values) ? data.values : [];
  return values
    .filter((value) => typeof value === 'object' && value !== null)
    .map((value) => {
      const fields: Readonly<Record<string, unknown>> = { ...value };
      return Object.fromEntries(columns.map(({ field }) => [field, fields[field] ?? null]));
    });
}

/** Columns by their fields, in this order. */
export function columnsOf(names: Readonly<Record<string, string>>): ChartColumn[] {
  return Object.entries(names).map(([field, name]) => ({ field, name }));
}
