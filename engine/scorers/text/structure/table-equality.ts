/** A table with named columns. */
export interface NamedTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Cells that are equal, out of all that either table has. */
export interface TableEquality {
  readonly equal: number;
  readonly total: number;
}

/**
 * Compares cells of the same column and row; columns by name in any order, rows in order or,
 * unordered, whole rows in any. Cells that one table lacks count as different.
 */
export function tableEquality(
  found: NamedTable,
  wanted: NamedTable,
  ordered: boolean,
): TableEquality {
  const columns = [...new Set([...wanted.columns, ...found.columns])];
  const [a, b] = [aligned(found, columns), aligned(wanted, columns)];
  const total = columns.length * Math.max(a.length, b.length);
  if (!ordered) return { equal: columns.length * commonRows(a, b), total };
  const equal = b.reduce((count, row, index) => count + equalCells(row, a[index]), 0);
  return { equal, total };
}

type Cells = readonly (string | undefined)[];

function aligned({ columns, rows }: NamedTable, order: readonly string[]): Cells[] {
  const places = order.map((name) => columns.indexOf(name));
  return rows.map((row) => places.map((place) => (place < 0 ? undefined : row[place])));
}

function equalCells(wanted: Cells, found: Cells | undefined): number {
  return wanted.filter((cell, index) => cell !== undefined && cell === found?.[index]).length;
}

function commonRows(a: readonly Cells[], b: readonly Cells[]): number {
  const counts = new Map<string, number>();
  for (const row of a) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1);
  return b.filter((row) => {
    const left = counts.get(keyOf(row)) ?? 0;
    counts.set(keyOf(row), left - 1);
    return left > 0;
  }).length;
}

function keyOf(row: Cells): string {
  return JSON.stringify(row);
}
