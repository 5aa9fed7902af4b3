import Papa from 'papaparse';
import { ROW_READERS } from '../../../engine/benchmark/rows/index.ts';
import type { JsonObject, JsonValue } from '../../../engine/json.ts';
import type { DraftFile } from './draft.ts';

/** The cases of a file, as far as a table can show and change them. */
export interface Records {
  readonly columns: readonly string[];
  readonly rows: readonly JsonObject[];
  /** Line of each record, from 1. */
  readonly lines: readonly number[];
}

const WRITERS: Readonly<
  Record<string, (rows: readonly JsonObject[], columns: readonly string[]) => string>
> = {
  csv: (rows, columns) => delimited(rows, columns, ','),
  tsv: (rows, columns) => delimited(rows, columns, '\t'),
  jsonl: linesOf,
  ndjson: linesOf,
  json: (rows) => `${JSON.stringify(rows, null, 2)}\n`,
};

function endingOf(name: string): string {
  return name.split('.').at(-1)?.toLowerCase() ?? '';
}

/** Whether cases of a file can be changed in a table; other files are changed as text. */
export function isTable(name: string): boolean {
  return Object.hasOwn(WRITERS, endingOf(name));
}

/** Reads a file as the validator does; `undefined` while it has a mistake that a table would lose. */
export async function readRecords(file: DraftFile): Promise<Records | undefined> {
  const reader = isTable(file.name) ? ROW_READERS[endingOf(file.name)] : undefined;
  if (reader === undefined) return undefined;
  const read = await reader(new TextEncoder().encode(file.text), file.name);
  if (read.problems.length > 0) return undefined;
  const rows = read.rows.map(({ fields }) => fields);
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return { columns, rows, lines: read.rows.map(({ place }) => place.line) };
}

/** Writes rows in the format of the file's name. */
export function recordsText(
  name: string,
  rows: readonly JsonObject[],
  columns: readonly string[],
): string {
  return WRITERS[endingOf(name)]?.(rows, columns) ?? '';
}

function linesOf(rows: readonly JsonObject[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

function delimited(
  rows: readonly JsonObject[],
  columns: readonly string[],
  delimiter: string,
): string {
  const data = rows.map((row) => columns.map((column) => cellText(row[column])));
  return `${Papa.unparse([[...columns], ...data], { delimiter, newline: '\n' })}\n`;
}

/** A value as a cell shows it: text as it is, everything else as JSON. */
export function cellText(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What a person typed into a cell, of the kind the cell had: a number stays a number. */
export function typedValue(text: string, before: JsonValue | undefined): JsonValue {
  if (before === undefined || before === null || typeof before === 'string') return text;
  try {
    const value: JsonValue = JSON.parse(text);
    return typeof value === typeof before ? value : text;
  } catch {
    return text;
  }
}

/** A list with the item at `from` moved to `to`; as it was when either is no place in it. */
export function moved<Item>(items: readonly Item[], from: number, to: number): readonly Item[] {
  if (from === to || to < 0 || to >= items.length) return items;
  const rest = items.toSpliced(from, 1);
  const [item] = items.slice(from, from + 1);
  return item === undefined ? items : rest.toSpliced(to, 0, item);
}

/** An id that no case has yet, in the manner of `c-001`. */
export function freeId(rows: readonly JsonObject[]): string {
  const taken = new Set(rows.map(({ id }) => String(id)));
  for (let number = rows.length + 1; ; number++) {
    const id = `c-${String(number).padStart(3, '0')}`;
    if (!taken.has(id)) return id;
  }
}
