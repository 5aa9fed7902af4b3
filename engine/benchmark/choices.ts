import type { JsonValue } from '../json.ts';
import type { Problem } from '../problem.ts';
import { type CaseColumns, columnOf } from './columns.ts';
import { type CaseRow, errorAt } from './rows/row.ts';

/** The options of a question; `undefined` when its record has none. */
export function choicesOfRow(
  row: CaseRow,
  columns: CaseColumns,
  problems: Problem[],
): string[] | undefined {
  const { choices } = columns;
  const column = typeof choices === 'object' ? (choices[0] ?? '') : columnOf(columns, 'choices');
  const written = typeof choices === 'object' ? cellsOf(row, choices) : listOf(row, column);
  if (written === undefined) return undefined;
  const list = written.map((item) =>
    typeof item === 'string' ? item.trim() : JSON.stringify(item),
  );
  const wrong = choicesProblem(written, list);
  if (wrong !== undefined)
    problems.push(errorAt(row.file, row.placeOf(column), wrong, 'write 2 to 26 different texts'));
  return list;
}

/** One option a column. Questions with fewer options leave the last columns empty. */
function cellsOf({ fields }: CaseRow, columns: readonly string[]): JsonValue[] | undefined {
  const cells = columns.map(
    (column) => (Object.hasOwn(fields, column) ? fields[column] : '') ?? '',
  );
  const isFilled = (cell: JsonValue) =>
    cell !== '' && !(typeof cell === 'string' && cell.trim() === '');
  const last = cells.findLastIndex(isFilled);
  return last < 0 ? undefined : cells.slice(0, last + 1);
}

function listOf({ fields }: CaseRow, column: string): readonly JsonValue[] | undefined {
  const written = Object.hasOwn(fields, column) ? fields[column] : undefined;
  if (written === undefined || written === null) return undefined;
  if (typeof written !== 'string') return Array.isArray(written) ? written : [written];
  return written.trim() === '' ? undefined : listFromText(written);
}

/**
 * A list in one cell: JSON, or parts between vertical bars.
 *
 * @param parts what the text is when it is no JSON
 */
export function listFromText(
  text: string,
  parts: readonly string[] = text.split('|'),
): readonly JsonValue[] {
  if (text.trim().startsWith('[')) {
    try {
      const value: JsonValue = JSON.parse(text);
      if (Array.isArray(value)) return value;
    } catch {
      // Not JSON after all: the bars decide.
    }
  }
  return parts;
}

function choicesProblem(
  written: readonly JsonValue[],
  list: readonly string[],
): string | undefined {
  if (written.some((item) => typeof item === 'object')) return 'a choice has to be text';
  if (list.length < 2) return 'a question with choices needs at least two';
  if (list.length > 26) return `a question can have 26 choices, this one has ${list.length}`;
  if (list.some((choice) => choice === '')) return 'one of the choices is empty';
  const repeated = list.find((choice, index) => list.indexOf(choice) !== index);
  return repeated === undefined
    ? undefined
    : `the choice ${JSON.stringify(repeated.slice(0, 60))} is given twice`;
}
