import type { Cursor, Parse } from './cursor.ts';
import {
  call,
  type Expression,
  type List,
  NotMathematics,
  ONE_HALF,
  powerOf,
  product,
} from './expression.ts';
import { FUNCTION_NAMES, INVERSES } from './names.ts';

/** Levels of the grammar that the arguments of a function need. */
export interface Arguments {
  readonly inner: (cursor: Cursor) => List;
  /** A group, or one digit or letter. */
  readonly argument: Parse;
  readonly power: Parse;
}

/** A function whose name has just been read: its power, base, and arguments. */
export function parseCall(name: string, cursor: Cursor, levels: Arguments): Expression {
  if (name === 'binom') return parseBinomial(cursor, levels);
  const base = cursor.take('_') === null ? null : levels.argument(cursor);
  const exponent =
    cursor.take('^') === null ? null : cursor.nested(() => parseExponent(cursor, levels));
  const inverse = isMinusOne(exponent) ? INVERSES[name] : undefined;
  const items = parseArguments(cursor, levels);
  const result = applied(inverse ?? name, base, items);
  return exponent === null || inverse !== undefined ? result : powerOf(result, exponent);
}

function parseExponent(cursor: Cursor, levels: Arguments): Expression {
  const minus = cursor.take('-') !== null;
  const exponent = levels.argument(cursor);
  return minus ? call('negative', [exponent]) : exponent;
}

function isMinusOne(exponent: Expression | null): boolean {
  if (exponent?.kind === 'call' && exponent.name === 'negative')
    return isOne(exponent.items[0], 1n);
  return isOne(exponent, -1n);
}

function isOne(expression: Expression | null | undefined, one: bigint): boolean {
  if (expression?.kind !== 'number') return false;
  return expression.value.over === one && expression.value.under === 1n;
}

function parseBinomial(cursor: Cursor, levels: Arguments): Expression {
  const first = cursor.is('(') ? levels.power(cursor) : levels.argument(cursor);
  if (first.kind === 'list' && first.items.length === 2) return call('binom', first.items);
  return call('binom', [first, levels.argument(cursor)]);
}

/** What stands in brackets, or the factors up to the next operator or function: sin 2x cos y. */
function parseArguments(cursor: Cursor, levels: Arguments): readonly Expression[] {
  if (cursor.take('(') !== null) {
    const inner = cursor.bracketed(() => levels.inner(cursor));
    cursor.expect(')');
    return inner.kind === 'list' ? inner.items : [inner];
  }
  const factors = [levels.power(cursor)];
  while (continuesArgument(cursor)) factors.push(levels.power(cursor));
  return [product(factors)];
}

function continuesArgument(cursor: Cursor): boolean {
  const token = cursor.peek();
  if (token?.kind !== 'name') return token?.text === '{';
  const isLetter =
    token.text.length === 1 || /^(?:pi|alpha|beta|gamma|theta|phi|omega|lambda)$/.test(token.text);
  return (isLetter || token.text === 'frac') && !FUNCTION_NAMES.has(token.text);
}

function applied(name: string, base: Expression | null, items: readonly Expression[]): Expression {
  const [item] = items;
  if (item === undefined) throw new NotMathematics(`${name} of nothing`);
  if (name === 'sqrt') return powerOf(item, ONE_HALF);
  if (base !== null && name !== 'log') throw new NotMathematics(`${name} with a subscript`);
  if (items.length > 1 && !/^(?:max|min|gcd|lcm)$/.test(name))
    throw new NotMathematics(`${name} of several values`);
  return call(name, base === null ? items : [item, base]);
}
