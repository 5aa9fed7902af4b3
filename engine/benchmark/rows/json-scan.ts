import { BENCHMARK_LIMITS } from '../limits.ts';
import { numberProblem } from '../number.ts';
import type { Fault } from '../plain.ts';

/** What `JSON.parse` does not tell: where things stand, and what it lets pass. */
export interface JsonScan {
  readonly faults: readonly Fault[];
  /** Whether `JSON.parse` will accept the text, whatever else is wrong with it. */
  readonly isJson: boolean;
  /** Offset of each item of the list that the text is; empty when it is no list. */
  readonly items: readonly number[];
}

const SPACE = /[ \t\n\r]*/y;
/** Everything from the space on but quotes and backslashes. */
const PLAIN = /[ !#-[\]-\u{10ffff}]*/uy;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /(?:true|false|null)(?![\w$])/y;

/**
 * Checks JSON (RFC 8259) and says where it is wrong, in any browser's engine the same. Duplicate
 * keys, numbers that cannot be kept and too deep nesting are wrong as well.
 */
export function scanJson(text: string): JsonScan {
  return new JsonScanner(text).scan();
}

/** A list or object that is open, an object with its keys so far. */
type Open = { readonly close: ']' } | { readonly close: '}'; readonly keys: Set<string> };

/** Thrown at the first place where the text is no JSON. */
class SyntaxFault extends Error {}

class JsonScanner {
  readonly #text: string;
  readonly #faults: Fault[] = [];
  readonly #items: number[] = [];
  readonly #open: Open[] = [];
  #offset = 0;

  constructor(text: string) {
    this.#text = text;
  }

  scan(): JsonScan {
    let isJson = true;
    try {
      this.#value();
      while (this.#open.length > 0) this.#next();
      this.#match(SPACE);
      if (this.#offset < this.#text.length) this.#fail('there is text after the end');
    } catch (error) {
      if (!(error instanceof SyntaxFault)) throw error;
      isJson = false;
    }
    return { faults: this.#faults, isJson, items: this.#items };
  }

  /** One value, or the opening of a list or object with what comes first in it. */
  #value(): void {
    this.#match(SPACE);
    const start = this.#offset;
    if (this.#open.length === 1 && this.#open[0]?.close === ']') this.#startItem(start);
    const char = this.#text[start];
    if (char === '[') this.#enter({ close: ']' });
    else if (char === '{') this.#enter({ close: '}', keys: new Set() });
    else if (char === '"') this.#string();
    else if (this.#match(NUMBER) !== '') this.#checkNumber(start);
    else if (this.#match(WORD) === '') this.#fail('expected a value');
  }

  #startItem(start: number): void {
    this.#items.push(start);
    if (this.#items.length > BENCHMARK_LIMITS.cases)
      this.#fail(`more than ${BENCHMARK_LIMITS.cases} cases`, 'split the benchmark');
  }

  #enter(open: Open): void {
    // The list of cases itself is one level.
    if (this.#open.length > BENCHMARK_LIMITS.depth)
      this.#fail(`nested deeper than ${BENCHMARK_LIMITS.depth} levels`, 'nest less');
    this.#offset++;
    this.#match(SPACE);
    if (this.#skip(open.close)) return;
    this.#open.push(open);
    this.#member(open);
  }

  /** What follows a value: a comma and the next member, or the end of what is open. */
  #next(): void {
    const open = this.#open.at(-1);
    if (open === undefined) return;
    this.#match(SPACE);
    if (this.#skip(open.close)) this.#open.pop();
    else if (this.#skip(',')) this.#member(open);
    else this.#fail(`expected "," or "${open.close}"`);
  }

  #member(open: Open): void {
    if (open.close === '}') this.#key(open.keys);
    this.#value();
  }

  #key(keys: Set<string>): void {
    this.#match(SPACE);
    const start = this.#offset;
    if (this.#text[start] !== '"') this.#fail('expected a key in double quotes');
    this.#string();
    const key = this.#text.slice(start, this.#offset);
    if (keys.has(key))
      this.#note(start, `the key ${key.slice(0, 60)} is written twice`, 'remove one of them');
    keys.add(key);
    this.#match(SPACE);
    if (!this.#skip(':')) this.#fail('expected ":"');
  }

  #string(): void {
    const start = this.#offset++;
    this.#match(PLAIN);
    while (this.#text[this.#offset] === '\\') {
      if (this.#match(ESCAPE) === '')
        this.#fail('this is no escape that JSON knows', 'write a backslash as \\\\');
      this.#match(PLAIN);
    }
    if (this.#skip('"')) return;
    if (this.#offset < this.#text.length)
      this.#fail('a text cannot hold a line break or tab', 'write it as \\n or \\t');
    this.#offset = start;
    this.#fail('this text is never closed', 'close it with a double quote');
  }

  #checkNumber(start: number): void {
    const written = this.#text.slice(start, this.#offset);
    const problem = numberProblem(Number(written), written);
    if (problem !== undefined) this.#note(start, problem.message, problem.fix);
  }

  #skip(char: string): boolean {
    if (this.#text[this.#offset] !== char) return false;
    this.#offset++;
    return true;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#offset;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#offset += found.length;
    return found;
  }

  #note(offset: number, message: string, fix: string): void {
    this.#faults.push({ offset, message, fix });
    if (this.#faults.length > BENCHMARK_LIMITS.problems) throw new SyntaxFault();
  }

  #fail(message: string, fix = ''): never {
    const found = this.#text.slice(this.#offset, this.#offset + 1);
    const isSyntax = message.startsWith('expected');
    const after = isSyntax ? `, found ${found === '' ? 'the end' : JSON.stringify(found)}` : '';
    this.#faults.push({
      offset: this.#offset,
      message: isSyntax ? `not JSON: ${message}${after}` : message,
      fix,
    });
    throw new SyntaxFault();
  }
}
