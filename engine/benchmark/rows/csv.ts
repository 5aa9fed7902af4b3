import Papa, { type ParseError } from 'papaparse';
import type { Problem } from '../../problem.ts';
import { BENCHMARK_LIMITS } from '../limits.ts';
import { type CaseRow, errorAt, type Place, type RowReader, type Rows } from './row.ts';

/** Comma-separated values (RFC 4180): header first, quoted newlines, CRLF, a byte-order mark. */
export const readCsv: RowReader = (text, file) => readDelimited(text, file, ',');

/** Tab-separated values, quoted like CSV. */
export const readTsv: RowReader = (text, file) => readDelimited(text, file, '\t');

/** A record with the physical line it starts on, which quoted newlines set apart from its number. */
interface CsvRecord {
  readonly cells: readonly string[];
  readonly line: number;
  readonly raw: string;
}

function readDelimited(input: string, file: string, delimiter: string): Rows {
  const text = input.replace(/^\uFEFF/, '');
  const problems: Problem[] = [];
  const rows: CaseRow[] = [];
  let header: readonly string[] | undefined;
  eachRecord(text, delimiter, (record, errors) => {
    problems.push(...errors.map((error) => quoteProblem(file, record, error)));
    if (isBlank(record)) return true;
    if (header === undefined) {
      header = record.cells.map((cell) => cell.trim());
      problems.push(...headerProblems(file, header, record, delimiter));
      return true;
    }
    const ragged = raggedProblem(file, header, record);
    if (ragged === undefined) rows.push(rowOf(file, header, record, delimiter));
    else problems.push(ragged);
    return rows.length <= BENCHMARK_LIMITS.cases && problems.length < BENCHMARK_LIMITS.problems;
  });
  if (header === undefined)
    problems.push(errorAt(file, START, 'the file is empty', 'the first line names the columns'));
  return { rows, problems };
}

const START: Place = { line: 1, column: 1 };

/** Streams the records; `visit` answers whether to go on. */
function eachRecord(
  text: string,
  delimiter: string,
  visit: (record: CsvRecord, errors: readonly ParseError[]) => boolean,
): void {
  let start = 0;
  let line = 1;
  Papa.parse(text, {
    delimiter,
    step: ({ data, errors, meta }, parser) => {
      const raw = text.slice(start, meta.cursor);
      if (!visit({ cells: data, line, raw }, errors)) parser.abort();
      line += newlinesIn(raw);
      start = meta.cursor;
    },
  });
}

function newlinesIn(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}

function isBlank(record: CsvRecord): boolean {
  return record.cells.length === 1 && record.cells[0]?.trim() === '';
}

function quoteProblem(file: string, record: CsvRecord, error: ParseError): Problem {
  const place = { line: record.line, column: 1 };
  return errorAt(
    file,
    place,
    `${error.message} in the record that starts here`,
    'write a quote inside quotes as ""',
  );
}

function headerProblems(
  file: string,
  header: readonly string[],
  record: CsvRecord,
  delimiter: string,
): Problem[] {
  return header.flatMap((name, index) => {
    const place = placeOfCell(record, index, delimiter);
    if (name === '')
      return [errorAt(file, place, `column ${index + 1} has no name`, 'name it in the first line')];
    const first = header.indexOf(name);
    if (first === index) return [];
    return [
      errorAt(
        file,
        place,
        `the column "${name}" is named twice, as column ${first + 1} and ${index + 1}`,
        'rename one of them',
      ),
    ];
  });
}

function raggedProblem(
  file: string,
  header: readonly string[],
  record: CsvRecord,
): Problem | undefined {
  const { cells, line } = record;
  if (cells.length === header.length) return undefined;
  const message = `this record has ${count(cells.length, 'field')}, the first line names ${count(header.length, 'column')}`;
  const place = { line, column: 1 };
  if (cells.length < header.length) {
    return errorAt(file, place, message, `missing: ${header.slice(cells.length).join(', ')}`);
  }
  const surplus = cells.slice(header.length).map((cell) => JSON.stringify(cell.slice(0, 40)));
  return errorAt(
    file,
    place,
    message,
    `unexpected: ${surplus.slice(0, 5).join(', ')}; put text with commas in double quotes`,
  );
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function rowOf(
  file: string,
  header: readonly string[],
  record: CsvRecord,
  delimiter: string,
): CaseRow {
  const fields = Object.fromEntries(header.map((name, index) => [name, record.cells[index] ?? '']));
  return {
    file,
    fields,
    place: { line: record.line, column: 1 },
    placeOf: (field) => placeOfCell(record, Math.max(0, header.indexOf(field)), delimiter),
  };
}

/** Walks the raw record up to its `index`-th field, quotes respected. */
function placeOfCell(record: CsvRecord, index: number, delimiter: string): Place {
  let { line } = record;
  let column = 1;
  let fields = 0;
  let quoted = false;
  for (const char of record.raw) {
    if (fields === index) break;
    if (char === '"') quoted = !quoted;
    if (char === delimiter && !quoted) fields++;
    [line, column] = char === '\n' ? [line + 1, 1] : [line, column + 1];
  }
  return { line, column };
}
