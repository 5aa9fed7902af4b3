import { addProblems, type Problem } from '../../problem.ts';
import { BENCHMARK_LIMITS } from '../limits.ts';
import { type DelimitedRecord, recordsOf } from './delimited.ts';
import { LineIndex } from './lines.ts';
import { type CaseRow, errorAt, onlyProblem, START, type TextReader } from './row.ts';

/** Comma-separated values (RFC 4180): header first, quoted newlines, any line ending. */
export const readCsv: TextReader = (text, file) => new Table(text, file, ',').read();

/** Tab-separated values, quoted like CSV. */
export const readTsv: TextReader = (text, file) => new Table(text, file, '\t').read();

class Table {
  readonly #text: string;
  readonly #file: string;
  readonly #delimiter: ',' | '\t';
  readonly #lines: LineIndex;
  readonly #rows: CaseRow[] = [];
  readonly #problems: Problem[] = [];
  #columns: readonly string[] = [];

  constructor(text: string, file: string, delimiter: ',' | '\t') {
    this.#text = text.replace(/^\uFEFF/, '');
    [this.#file, this.#delimiter] = [file, delimiter];
    this.#lines = new LineIndex(this.#text);
  }

  read(): ReturnType<TextReader> {
    for (const record of recordsOf(this.#text, this.#delimiter, this.#report)) {
      if (record.isBlank) continue;
      if (this.#columns.length > 0) this.#readRecord(record);
      else if (!this.#readHeader(record)) break;
      if (this.#rows.length > BENCHMARK_LIMITS.cases) break;
      if (this.#problems.length > BENCHMARK_LIMITS.problems) break;
    }
    if (this.#columns.length === 0 && this.#problems.length === 0)
      return onlyProblem(
        this.#file,
        START,
        'the file is empty',
        'name the columns in its first line',
      );
    return { rows: this.#rows, problems: this.#problems };
  }

  readonly #report = (offset: number, message: string, fix: string): void => {
    this.#problems.push(errorAt(this.#file, this.#lines.placeAt(offset), message, fix));
  };

  /** Answers whether reading on makes sense. */
  #readHeader({ cells, starts }: DelimitedRecord): boolean {
    const most = BENCHMARK_LIMITS.columns;
    if (cells.length > most) {
      this.#report(starts[most] ?? 0, `more than ${most} columns`, 'put one case on each line');
      return false;
    }
    this.#columns = cells.map((cell) => cell.trim());
    addProblems(this.#problems, this.#headerProblems(starts));
    return true;
  }

  #headerProblems(starts: readonly number[]): Problem[] {
    return this.#columns.flatMap((name, index) => {
      const place = this.#lines.placeAt(starts[index] ?? 0);
      const first = this.#columns.indexOf(name);
      if (name === '') {
        const message = `column ${index + 1} has no name`;
        return [errorAt(this.#file, place, message, 'name it, or remove the column')];
      }
      if (first === index) return [];
      const message = `the column "${name}" is named twice, as column ${first + 1} and ${index + 1}`;
      return [errorAt(this.#file, place, message, 'rename one of them')];
    });
  }

  #readRecord(record: DelimitedRecord): void {
    const { cells, starts } = record;
    if (cells.length !== this.#columns.length) this.#reportRagged(record);
    else if (cells.every((cell) => cell.trim() === ''))
      this.#report(starts[0] ?? 0, 'all fields of this record are empty', 'delete the line');
    else this.#rows.push(this.#row(record));
  }

  /** A record with too few or too many fields: where they end, or where the surplus begins. */
  #reportRagged({ cells, starts }: DelimitedRecord): void {
    const columns = this.#columns;
    const message = `this record has ${count(cells.length, 'field')}, the first line names ${count(columns.length, 'column')}`;
    if (cells.length < columns.length) {
      const missing = columns.slice(cells.length, cells.length + 10).join(', ');
      this.#report(starts[0] ?? 0, message, `missing: ${missing}`);
      return;
    }
    const surplus = cells.slice(columns.length, columns.length + 5);
    const quoted = surplus.map((cell) => JSON.stringify(cell.slice(0, 40))).join(', ');
    const what = this.#delimiter === ',' ? 'commas' : 'tabs';
    const fix = `unexpected: ${quoted}; put text with ${what} in double quotes`;
    this.#report(starts[columns.length] ?? 0, message, fix);
  }

  #row({ cells, starts }: DelimitedRecord): CaseRow {
    const columns = this.#columns;
    const placeAt = (offset: number) => this.#lines.placeAt(offset);
    return {
      file: this.#file,
      fields: Object.fromEntries(columns.map((name, index) => [name, cells[index] ?? ''])),
      place: placeAt(starts[0] ?? 0),
      placeOf: (field) => placeAt(starts[Math.max(0, columns.indexOf(field))] ?? 0),
    };
  }
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
