import { isJsonObject, type JsonObject, type JsonValue } from '../../../json.ts';
import { readTable } from './table.ts';

/** Statements that make tables, or what is wrong with what they are made of. */
export type TableSql = { readonly sql: string } | { readonly problem: string };

/** Tables larger than this are not written out. */
const MAX_ROWS = 20_000;

/** A type and the texts that are of it; the first that fits all cells of a column is its type. */
const TYPES: readonly (readonly [string, RegExp])[] = [
  ['BOOLEAN', /^(true|false)$/],
  ['BIGINT', /^-?(0|[1-9]\d{0,17})$/],
  ['DOUBLE', /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d{1,3})?$/],
  ['DATE', /^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])$/],
  ['TIMESTAMP', /^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])[ T]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/],
];

/**
 * SQL that makes tables out of data: of each table a list of records, or CSV with a header. The type
 * of a column is the first of truth value, whole number, number, day and moment that all its values
 * are; else text. Empty cells of CSV are NULL.
 */
export function tablesSql(tables: JsonObject): TableSql {
  const made = Object.entries(tables).map(([name, data]) => tableSql(name, data));
  const wrong = made.find((table) => 'problem' in table);
  if (wrong !== undefined) return wrong;
  return { sql: made.map((table) => ('sql' in table ? table.sql : '')).join('\n') };
}

function tableSql(name: string, data: JsonValue): TableSql {
  const records = typeof data === 'string' ? recordsOf(data) : data;
  if (!Array.isArray(records)) {
    const why = isJsonObject(records) ? `: ${String(records.problem)}` : '';
    return { problem: `the table "${name}" is no CSV and no list of records${why}` };
  }
  if (!records.every(isJsonObject))
    return { problem: `the table "${name}" has a row without names` };
  const columns = [...new Set(records.flatMap((record) => Object.keys(record)))];
  if (columns.length === 0) return { problem: `the table "${name}" has no columns` };
  if (records.length > MAX_ROWS)
    return { problem: `the table "${name}" has over ${MAX_ROWS} rows` };
  const types = columns.map((column) => typeOf(records.map((record) => record[column] ?? null)));
  const head = columns.map((column, index) => `${quoted(column)} ${types[index]}`).join(', ');
  const rows = records.map(
    (record) =>
      `(${columns.map((column, index) => literal(record[column] ?? null, types[index])).join(', ')})`,
  );
  const insert =
    rows.length === 0 ? '' : `\nINSERT INTO ${quoted(name)} VALUES\n${rows.join(',\n')};`;
  return { sql: `CREATE TABLE ${quoted(name)} (${head});${insert}` };
}

function recordsOf(text: string): JsonValue {
  const table = readTable(text, 'comma');
  if ('problem' in table) return { problem: table.problem };
  const [head, ...rows] = table.rows;
  if (head === undefined) return { problem: 'it is empty' };
  const ragged = rows.findIndex((row) => row.length !== head.length);
  if (ragged >= 0) return { problem: `row ${ragged + 1} has not ${head.length} cells` };
  const cell = (text: string | undefined) => (text === undefined || text === '' ? null : text);
  return rows.map((row) =>
    Object.fromEntries(head.map((column, index) => [column, cell(row[index])])),
  );
}

function typeOf(values: readonly JsonValue[]): string {
  const texts = values.filter((value) => value !== null).map(textOf);
  if (texts.length === 0) return 'VARCHAR';
  const found = TYPES.find(([, pattern]) => texts.every((text) => pattern.test(text)));
  return found?.[0] ?? 'VARCHAR';
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function literal(value: JsonValue, type: string | undefined): string {
  if (value === null) return 'NULL';
  const text = textOf(value);
  const isBare = type === 'BIGINT' || type === 'DOUBLE' || type === 'BOOLEAN';
  return isBare ? text : `'${text.replaceAll("'", "''")}'`;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
