import { NotMathematics } from './expression.ts';
import { FUNCTION_NAMES, SYMBOL_NAMES } from './names.ts';

/** A piece of an expression. */
export interface Token {
  readonly kind: 'number' | 'name' | 'sign';
  /** Digits, a name without backslash, or the sign itself. */
  readonly text: string;
  /** Whether white space stands before it. */
  readonly spaced: boolean;
}

/** Longer expressions are not parsed. */
export const MAX_TOKENS = 500;
/** Longer texts are no answers, and are not read at all. */
export const MAX_MATH_CHARS = 4_000;

const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:‾\d+‾)?|\d*\.‾\d+‾/y;
const GROUPED =
  /\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|[1-9]\d{0,2}(?: \d{3})+(?![\d ]|\s?\/)(?:\.\d+)?/y;
const COMMAND = /\\(?:((?:begin|end)\s?\{[a-z]{1,20}\*?\}|[A-Za-z]+)|\\|[{}])/y;
const LETTERS = /[A-Za-z]+/y;
const SIGN = /<=|>=|!=|:=|[-+*/^_=<>!%|,;&'()[\]{}]/y;
const SPACE = /\s+/y;
const NAMES: readonly string[] = [...FUNCTION_NAMES.keys(), ...SYMBOL_NAMES.keys()]
  .filter((name) => name.length > 1)
  .sort((a, b) => b.length - a.length);

/**
 * The pieces of a plain expression. Letters are variables of their own unless they make a known
 * name; a longer word, or words in a row, are prose.
 *
 * @throws NotMathematics where something is none of them.
 */
export function tokensOf(text: string): Token[] {
  if (text.length > MAX_MATH_CHARS) throw new NotMathematics('it is too long');
  return new Tokenizer(text).run();
}

class Tokenizer {
  readonly #text: string;
  readonly #tokens: Token[] = [];
  #at = 0;
  #depth = 0;
  #lastWordEnd = -1;

  constructor(text: string) {
    this.#text = text;
  }

  run(): Token[] {
    while (this.#at < this.#text.length) {
      const spaced = this.#take(SPACE) !== null;
      if (this.#at < this.#text.length) this.#next(spaced);
      if (this.#tokens.length > MAX_TOKENS) throw new NotMathematics('it is too long');
    }
    return this.#tokens;
  }

  #next(spaced: boolean): void {
    const digits = this.#digits();
    const command = digits === undefined ? this.#take(COMMAND) : null;
    const letters = digits === undefined && command === null ? this.#take(LETTERS) : null;
    if (digits !== undefined) this.#add('number', digits, spaced);
    else if (command?.[1] !== undefined)
      this.#add('name', command[1].replaceAll(/\s/g, ''), spaced);
    else if (letters !== null) this.#addLetters(letters[0], spaced);
    else this.#addSign(command?.[0] ?? this.#take(SIGN)?.[0], spaced);
  }

  #digits(): string | undefined {
    const grouped = this.#depth === 0 && !this.#afterDigit() ? this.#take(GROUPED) : null;
    return grouped?.[0].replaceAll(/[ ,]/g, '') ?? this.#take(NUMBER)?.[0];
  }

  #addSign(sign: string | undefined, spaced: boolean): void {
    if (sign === undefined) throw new NotMathematics(`“${this.#text.charAt(this.#at)}”`);
    this.#count(sign);
    this.#add('sign', sign, spaced);
  }

  /** Known names inside a run of letters, and single letters; too many of these are a word. */
  #addLetters(run: string, spaced: boolean): void {
    const start = this.#at - run.length;
    const names = splitLetters(run);
    const single = names.filter((name) => name.length === 1).length;
    const isWord = run.length > 1 && single === names.length;
    const follows =
      this.#lastWordEnd >= 0 && /^\s+$/.test(this.#text.slice(this.#lastWordEnd, start));
    if (single > 4 || (isWord && follows)) throw new NotMathematics(`the word “${run}”`);
    if (isWord) this.#lastWordEnd = this.#at;
    names.forEach((name, index) => {
      this.#add('name', name, index === 0 && spaced);
    });
  }

  #count(sign: string): void {
    if (/^(?:\(|\[|\\\{)$/.test(sign)) this.#depth++;
    if (/^(?:\)|\]|\\\})$/.test(sign)) this.#depth--;
    if (!this.#text.includes('\\')) this.#depth += sign === '{' ? 1 : sign === '}' ? -1 : 0;
  }

  #afterDigit(): boolean {
    return /[\d.]/.test(this.#text[this.#at - 1] ?? '');
  }

  #take(shape: RegExp): RegExpExecArray | null {
    shape.lastIndex = this.#at;
    const match = shape.exec(this.#text);
    if (match !== null) this.#at += match[0].length;
    return match;
  }

  #add(kind: Token['kind'], text: string, spaced: boolean): void {
    this.#tokens.push({ kind, text, spaced });
  }
}

function splitLetters(run: string): string[] {
  const names: string[] = [];
  for (let at = 0; at < run.length; ) {
    const name = NAMES.find((known) => run.startsWith(known, at)) ?? run.charAt(at);
    names.push(name);
    at += name.length;
  }
  return names;
}
