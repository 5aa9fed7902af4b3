import { type Expression, TEMPLATE_LIMITS, TemplateError } from './syntax.ts';
import { type Token, tokensOf } from './tokens.ts';

/** Operators from the weakest binding to the strongest. */
const LEVELS: readonly (readonly string[])[] = [
  ['or', '||'],
  ['and', '&&'],
  ['==', '===', '!=', '!==', '<', '>', '<=', '>=', 'in', 'not in'],
  ['~'],
  ['+', '-'],
  ['*', '/', '//', '%'],
];

/** Parses an expression of a template. @throws TemplateError for what the subset does not hold. */
export function parseExpression(source: string): Expression {
  const parser = new Parser(tokensOf(source));
  const value = parser.either();
  parser.expectEnd();
  return value;
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  expectEnd(): void {
    if (this.#peek().kind !== 'end')
      throw new TemplateError(`"${this.#peek().text}" is not understood here`);
  }

  /** `a if test else b`, or one with `?` as in JavaScript. */
  either(): Expression {
    if (++this.#depth > TEMPLATE_LIMITS.depth) throw new TemplateError('nested too deep');
    const value = this.#binary(0);
    const result = this.#takes('if') ? this.#python(value) : value;
    this.#depth--;
    return result;
  }

  #python(then: Expression): Expression {
    const test = this.#binary(0);
    const otherwise: Expression = this.#takes('else')
      ? this.either()
      : { kind: 'literal', value: '' };
    return { kind: 'either', test, then, otherwise };
  }

  #binary(level: number): Expression {
    const operators = LEVELS[level];
    if (operators === undefined) return this.#unary();
    let left = level === 2 ? this.#negated(level) : this.#binary(level + 1);
    for (let found = this.#operator(operators); found !== null; found = this.#operator(operators))
      left = { kind: 'binary', operator: found, left, right: this.#binary(level + 1) };
    return left;
  }

  #negated(level: number): Expression {
    return this.#takes('not') || this.#takes('!')
      ? { kind: 'not', value: this.#negated(level) }
      : this.#binary(level + 1);
  }

  #operator(operators: readonly string[]): string | null {
    const { kind, text } = this.#peek();
    if (kind !== 'symbol' && kind !== 'name') return null;
    if (
      text === 'not' &&
      operators.includes('not in') &&
      this.#tokens[this.#at + 1]?.text === 'in'
    ) {
      this.#at += 2;
      return 'not in';
    }
    if (!operators.includes(text)) return null;
    this.#at++;
    return text;
  }

  #unary(): Expression {
    if (this.#takes('-')) return { kind: 'minus', value: this.#unary() };
    return this.#postfix(this.#primary());
  }

  #primary(): Expression {
    const token = this.#next();
    if (token.kind === 'number') return { kind: 'literal', value: Number(token.text) };
    if (token.kind === 'string') return { kind: 'literal', value: token.text };
    if (token.kind === 'name') return nameOrConstant(token.text);
    if (token.text === '[') return { kind: 'list', items: this.#list(']') };
    if (token.text !== '(') throw new TemplateError(`"${token.text}" is not understood here`);
    const value = this.either();
    this.#expect(')');
    return value;
  }

  #postfix(start: Expression): Expression {
    let value = start;
    for (;;) {
      if (this.#takes('.')) value = this.#member(value);
      else if (this.#takes('[')) value = this.#subscript(value);
      else if (this.#takes('|')) value = this.#named('filter', value);
      else if (this.#takes('is')) value = this.#isTest(value);
      else return value;
    }
  }

  #member(target: Expression): Expression {
    const { text: name, kind } = this.#next();
    if (kind !== 'name' && kind !== 'number') throw new TemplateError('a name must follow "."');
    return this.#takes('(')
      ? { kind: 'method', target, name, args: this.#list(')') }
      : { kind: 'attribute', target, name };
  }

  #subscript(target: Expression): Expression {
    const from = this.#peek().text === ':' ? null : this.either();
    if (!this.#takes(':')) {
      this.#expect(']');
      return { kind: 'index', target, key: from ?? { kind: 'literal', value: null } };
    }
    const to = this.#peek().text === ']' ? null : this.either();
    this.#expect(']');
    return { kind: 'slice', target, from, to };
  }

  #isTest(target: Expression): Expression {
    const negated = this.#takes('not');
    const test = this.#named('test', target);
    return negated ? { kind: 'not', value: test } : test;
  }

  #named(kind: 'filter' | 'test', target: Expression): Expression {
    const { text: name } = this.#next();
    return { kind, target, name, args: this.#takes('(') ? this.#list(')') : [] };
  }

  #list(close: string): Expression[] {
    const items: Expression[] = [];
    while (!this.#takes(close)) {
      if (items.length > 0) this.#expect(',');
      if (this.#takes(close)) break;
      items.push(this.either());
    }
    return items;
  }

  #peek(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '' };
  }

  #next(): Token {
    const token = this.#peek();
    this.#at++;
    return token;
  }

  #takes(text: string): boolean {
    const token = this.#peek();
    if (token.kind === 'string' || token.text !== text) return false;
    this.#at++;
    return true;
  }

  #expect(text: string): void {
    if (!this.#takes(text))
      throw new TemplateError(`"${text}" is missing before "${this.#peek().text}"`);
  }
}

const CONSTANTS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['none', null],
  ['None', null],
  ['null', null],
]);

function nameOrConstant(name: string): Expression {
  const value = CONSTANTS.get(name);
  return value === undefined ? { kind: 'name', name } : { kind: 'literal', value };
}
