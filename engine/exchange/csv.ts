/**
 * Rows as CSV (RFC 4180) with a header. Text that a spreadsheet would run as a formula gets an
 * apostrophe in front, since outputs of models are in it.
 */
export function toCsv(
  columns: readonly string[],
  rows: readonly Readonly<Record<string, unknown>>[],
): string {
  const records = rows.map((row) => columns.map((name) => row[name]));
  return [columns, ...records].map(recordText).join('\n');
}

/** A lone empty field is quoted, as an empty line is no record. */
function recordText(cells: readonly unknown[]): string {
  const text = cells.map((cell) => fieldText(withoutFormula(cell))).join(',');
  return cells.length === 1 && text === '' ? '""' : text;
}

/** Spreadsheets look for a formula behind white space too, and in whatever lines follow. */
function withoutFormula(cell: unknown): string {
  const text = textOf(cell);
  return typeof cell === 'string' && /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(text) ? `'${text}` : text;
}

function fieldText(text: string): string {
  return /[",\r\n]|^\s|\s$|^\uFEFF/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
