/** One record of delimited text. */
export interface DelimitedRecord {
  readonly cells: readonly string[];
  /** Offset at which each cell begins. */
  readonly starts: readonly number[];
  /** Nothing but white space on a line of its own. */
  readonly isBlank: boolean;
}

/** Told of each quote that cannot be understood. */
export type ReportQuote = (offset: number, message: string, fix: string) => void;

/**
 * Splits delimited text (RFC 4180) into records, one at a time. Lines may end with LF, CRLF or CR,
 * each as it likes. Unlike Papa Parse, which guesses one line ending for the whole file and reports
 * a broken quote by the number of its record, it knows where every cell begins.
 */
export function* recordsOf(
  text: string,
  delimiter: ',' | '\t',
  report: ReportQuote,
): Generator<DelimitedRecord, void, void> {
  const scanner = new Scanner(text, delimiter, report);
  while (!scanner.isAtEnd) yield scanner.record();
}

class Scanner {
  readonly #text: string;
  readonly #delimiter: string;
  readonly #report: ReportQuote;
  readonly #plain: RegExp;
  #offset = 0;

  constructor(text: string, delimiter: string, report: ReportQuote) {
    [this.#text, this.#delimiter, this.#report] = [text, delimiter, report];
    this.#plain = delimiter === ',' ? /[^,\r\n]*/y : /[^\t\r\n]*/y;
  }

  get isAtEnd(): boolean {
    return this.#offset >= this.#text.length;
  }

  record(): DelimitedRecord {
    const [cells, starts]: [string[], number[]] = [[], []];
    const isQuoted = this.#text[this.#offset] === '"';
    do {
      starts.push(this.#offset);
      cells.push(this.#text[this.#offset] === '"' ? this.#quotedCell() : this.#plainCell());
    } while (this.#skip(this.#delimiter));
    if (!this.#skip('\r\n') && !this.#skip('\n')) this.#skip('\r');
    return { cells, starts, isBlank: cells.length === 1 && !isQuoted && cells[0]?.trim() === '' };
  }

  #plainCell(): string {
    const start = this.#offset;
    const cell = this.#rest();
    const quote = /^ +"/.exec(cell);
    if (quote !== null)
      this.#report(
        start + quote[0].length - 1,
        'a quote after a space does not quote the field',
        'remove the space before the quote',
      );
    return cell;
  }

  #quotedCell(): string {
    const start = this.#offset;
    const end = this.#closingQuote(start);
    if (end === undefined) {
      this.#report(start, 'this quote is never closed', 'close it; write a quote inside as ""');
      this.#offset = this.#text.length;
      return this.#text.slice(start + 1);
    }
    this.#offset = end + 1;
    const surplus = this.#rest();
    if (surplus !== '')
      this.#report(
        end + 1,
        'there is text after the closing quote',
        'write a quote inside quotes as ""',
      );
    return this.#text.slice(start + 1, end).replaceAll('""', '"') + surplus;
  }

  #closingQuote(start: number): number | undefined {
    let end = this.#text.indexOf('"', start + 1);
    while (end >= 0 && this.#text[end + 1] === '"') end = this.#text.indexOf('"', end + 2);
    return end < 0 ? undefined : end;
  }

  /** All up to the next delimiter or line end. */
  #rest(): string {
    this.#plain.lastIndex = this.#offset;
    const rest = this.#plain.exec(this.#text)?.[0] ?? '';
    this.#offset += rest.length;
    return rest;
  }

  #skip(what: string): boolean {
    if (!this.#text.startsWith(what, this.#offset)) return false;
    this.#offset += what.length;
    return true;
  }
}
