import { type Expression, NotMathematics } from './expression.ts';
import type { Token } from './tokens.ts';

/** Expressions that nest deeper are not parsed. */
export const MAX_DEPTH = 50;

/** The place in a list of tokens, and what every level of the grammar needs of it. */
export class Cursor {
  readonly #tokens: Token[];
  /** Whether braces are sets: in a text without any command nothing is grouped by them. */
  readonly bracesAreSets: boolean;
  #at = 0;
  #depth = 0;
  /** Open `|` that wait for their closing one. */
  bars = 0;

  constructor(tokens: readonly Token[], bracesAreSets: boolean) {
    this.#tokens = [...tokens];
    this.bracesAreSets = bracesAreSets;
  }

  peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#at + ahead];
  }

  /** Whether the next token is one of these signs or names. */
  is(...texts: readonly string[]): boolean {
    const token = this.peek();
    return token !== undefined && token.kind !== 'number' && texts.includes(token.text);
  }

  next(): Token {
    const token = this.peek();
    if (token === undefined) throw new NotMathematics('it ends too early');
    this.#at++;
    return token;
  }

  /** Takes the next token if it is one of these; `null` otherwise. */
  take(...texts: readonly string[]): string | null {
    return this.is(...texts) ? this.next().text : null;
  }

  expect(text: string): void {
    if (this.take(text) === null) throw new NotMathematics(`“${text}” is missing`);
  }

  /** Parses one level deeper. */
  nested(parse: () => Expression): Expression {
    if (++this.#depth > MAX_DEPTH) throw new NotMathematics('it nests too deep');
    const expression = parse();
    this.#depth--;
    return expression;
  }

  /** The same inside brackets, where `|` has its own meaning again. */
  bracketed(parse: () => Expression, bars = 0): Expression {
    const outside = this.bars;
    this.bars = bars;
    const expression = this.nested(parse);
    this.bars = outside;
    return expression;
  }

  /** The first digit of a number that was just taken; the others stay: `\frac12` is a half. */
  firstDigit(token: Token): string {
    this.#tokens[--this.#at] = { ...token, text: token.text.slice(1), spaced: false };
    return token.text.charAt(0);
  }

  /** A cursor's place can be kept and gone back to. */
  get place(): number {
    return this.#at;
  }

  set place(at: number) {
    this.#at = at;
  }
}

/** A level of the grammar. */
export type Parse = (cursor: Cursor) => Expression;
