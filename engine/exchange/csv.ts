import Papa from 'papaparse';

/**
 * Rows as CSV (RFC 4180) with a header. Text that a spreadsheet would run as a formula gets an
 * apostrophe in front, since outputs of models are in it.
 */
export function toCsv(
  columns: readonly string[],
  rows: readonly Readonly<Record<string, unknown>>[],
): string {
  const cells = rows.map((row) => columns.map((name) => cellOf(row[name])));
  return Papa.unparse([columns, ...cells], { newline: '\n', escapeFormulae: true });
}

function cellOf(value: unknown): unknown {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : value;
}
