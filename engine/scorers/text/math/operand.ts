import { parseCall } from './call.ts';
import type { Cursor, Parse } from './cursor.ts';
import {
  call,
  type Expression,
  type List,
  NotMathematics,
  numberOf,
  ONE_HALF,
  powerOf,
  quotient,
  sum,
  symbol,
} from './expression.ts';
import { beginsMatrix, parseMatrix } from './matrix.ts';
import { FUNCTION_NAMES, RELATION_NAMES, SYMBOL_NAMES } from './names.ts';
import { numeral } from './numeral.ts';
import { inverse, rational, rationalOfDecimal } from './rational.ts';

/** Higher levels of the grammar, which brackets lead back to. */
export interface Operands {
  /** Items between commas. */
  readonly inner: (cursor: Cursor) => List;
  readonly sum: Parse;
}

/** Names that join operands and are none themselves. */
const OPERATORS = new Set(['cup', 'cap', 'setminus', 'times', 'cdot', 'ast', 'div', 'pm', 'mp']);
const OPENING = new Set(['(', '[', '{', '\\{', 'lfloor', 'lceil']);

/** Whether an operand begins here, so that it multiplies what stands before it. */
export function startsOperand(cursor: Cursor): boolean {
  const token = cursor.peek();
  if (token === undefined || token.kind === 'number') return false;
  if (token.kind === 'sign')
    return OPENING.has(token.text) || (token.text === '|' && cursor.bars === 0);
  if (
    token.text === 'U' &&
    cursor.peek(1)?.text.match(/^[([]$/) &&
    cursor.peek(-1)?.text.match(/^[)\]]$/)
  )
    return false;
  return (
    !OPERATORS.has(token.text) &&
    !RELATION_NAMES.has(token.text) &&
    !/^(?:r(?:floor|ceil)$|end\{)/.test(token.text)
  );
}

/** How a proper fraction of whole numbers may go on after its first token. */
const FRACTION = /^frac(?:\{(\d+)\}|(\d))(?:\{(\d+)\}|(\d)(?!\d))/;
const LONGEST_FRACTION = 7;

/** 1½, written `1\frac{1}{2}` or `1 1/2`; `null` when no such number begins here. */
export function mixedNumber(cursor: Cursor, operands: Operands): Expression | null {
  const whole = cursor.peek();
  if (whole?.kind !== 'number' || !/^\d+$/.test(whole.text)) return null;
  const isPlain = cursor.peek(1)?.kind === 'number' && cursor.peek(1)?.spaced === true;
  if (!isPlain && !isProperFraction(cursor)) return null;
  cursor.next();
  const part = isPlain ? plainFraction(cursor) : parsePower(cursor, operands);
  return sum([numberOf(rationalOfDecimal(whole.text)), part]);
}

/** Whether `\frac` of two whole numbers follows, the upper one smaller and above 0. */
function isProperFraction(cursor: Cursor): boolean {
  let text = '';
  for (let ahead = 1; ahead <= LONGEST_FRACTION; ahead++) text += cursor.peek(ahead)?.text ?? '';
  const [, ...digits] = FRACTION.exec(text) ?? [];
  const [over = 0, under = 0] = digits.filter((found) => found !== undefined).map(Number);
  return over > 0 && over < under;
}

function plainFraction(cursor: Cursor): Expression {
  const over = cursor.next();
  if (cursor.take('/') === null) throw new NotMathematics('two numbers in a row');
  const under = cursor.next();
  if (under.kind !== 'number') throw new NotMathematics('a fraction without its end');
  return quotient(numberOf(rationalOfDecimal(over.text)), numberOf(rationalOfDecimal(under.text)));
}

/** An operand with what is written after it: factorials, percent signs, a power. */
export function parsePower(cursor: Cursor, operands: Operands): Expression {
  let base = cursor.nested(() => parseOperand(cursor, operands));
  for (let mark = cursor.take('!', '%'); mark !== null; mark = cursor.take('!', '%')) {
    base = call(mark === '!' ? 'factorial' : 'percent', [base]);
  }
  if (cursor.take('^') === null) return base;
  const result = powerOf(
    base,
    cursor.nested(() => parseExponent(cursor, operands)),
  );
  return cursor.take('!') === null ? result : call('factorial', [result]);
}

function parseExponent(cursor: Cursor, operands: Operands): Expression {
  const sign = cursor.take('-', '+');
  const exponent = parsePower(cursor, operands);
  return sign === '-' ? call('negative', [exponent]) : exponent;
}

function parseOperand(cursor: Cursor, operands: Operands): Expression {
  const token = cursor.next();
  if (token.kind === 'number') return numeral(token.text, cursor);
  if (token.kind === 'sign') return parseBracketed(token.text, cursor, operands);
  if (token.text === 'frac')
    return quotient(parseArgument(cursor, operands), parseArgument(cursor, operands));
  if (token.text === 'sqrt') return parseRoot(cursor, operands);
  if (beginsMatrix(token.text)) return parseMatrix(token.text, cursor, operands.sum);
  if (token.text === 'lfloor' || token.text === 'lceil')
    return parseRounded(token.text, cursor, operands);
  const name = FUNCTION_NAMES.get(token.text);
  if (name !== undefined)
    return parseCall(name, cursor, {
      ...operands,
      argument: (at) => parseArgument(at, operands),
      power: (at) => parsePower(at, operands),
    });
  return parseSymbol(token.text, cursor);
}

/** What follows `\frac` or `\binom`: a group, or one digit or letter. */
function parseArgument(cursor: Cursor, operands: Operands): Expression {
  if (cursor.is('{', '(')) return cursor.nested(() => parseOperand(cursor, operands));
  const token = cursor.next();
  if (token.kind !== 'number') return parseSymbol(token.text, cursor);
  if (token.text.length === 1) return numberOf(rationalOfDecimal(token.text));
  return numberOf(rationalOfDecimal(cursor.firstDigit(token)));
}

function parseRoot(cursor: Cursor, operands: Operands): Expression {
  const degree = cursor.take('[') === null ? null : cursor.bracketed(() => operands.sum(cursor));
  if (degree !== null) cursor.expect(']');
  const radicand = cursor.nested(() => parseOperand(cursor, operands));
  if (degree === null) return powerOf(radicand, ONE_HALF);
  return powerOf(
    radicand,
    degree.kind === 'number'
      ? numberOf(inverse(degree.value))
      : quotient(numberOf(rational(1n)), degree),
  );
}

function parseRounded(open: string, cursor: Cursor, operands: Operands): Expression {
  const operand = cursor.bracketed(() => operands.sum(cursor));
  cursor.expect(open === 'lfloor' ? 'rfloor' : 'rceil');
  return call(open === 'lfloor' ? 'floor' : 'ceil', [operand]);
}

const CLOSING: Readonly<Record<string, readonly string[]>> = {
  '(': [')', ']'],
  '[': [']', ')'],
  '{': ['}'],
  '\\{': ['\\}'],
};

function parseBracketed(open: string, cursor: Cursor, operands: Operands): Expression {
  if (open === '|') return parseAbsolute(cursor, operands);
  const closing = CLOSING[open];
  if (closing === undefined) throw new NotMathematics(`“${open}” is out of place`);
  const isSet = open === '\\{' || (open === '{' && cursor.bracesAreSets && !isGrouped(cursor));
  const empty = isSet && cursor.take(...closing) !== null;
  if (empty) return symbol('emptyset');
  const inner = cursor.bracketed(() => operands.inner(cursor));
  const close = cursor.take(...closing);
  if (close === null || inner.kind !== 'list')
    throw new NotMathematics(`“${closing[0]}” is missing`);
  return bracketed(open, close, isSet, inner.items);
}

/** Braces after `^`, `_` and names group, also where no command is written. */
function isGrouped(cursor: Cursor): boolean {
  const before = cursor.peek(-2);
  return before?.kind === 'name' || /^[\^_]$/.test(before?.text ?? '');
}

function bracketed(
  open: string,
  close: string,
  isSet: boolean,
  items: readonly Expression[],
): Expression {
  if (isSet) return { kind: 'list', open: '{', close: '}', items };
  const [only, ...others] = items;
  if (open === '{' || (others.length === 0 && only !== undefined)) {
    if (open === '[' && only?.kind === 'statement')
      throw new NotMathematics('a statement in brackets');
    return others.length === 0 && only !== undefined
      ? only
      : { kind: 'list', open: '', close: '', items };
  }
  return { kind: 'list', open: open === '[' ? '[' : '(', close: close === ']' ? ']' : ')', items };
}

function parseAbsolute(cursor: Cursor, operands: Operands): Expression {
  const operand = cursor.bracketed(() => operands.sum(cursor), 1);
  cursor.expect('|');
  return call('abs', [operand]);
}

function parseSymbol(text: string, cursor: Cursor): Expression {
  const name = SYMBOL_NAMES.get(text) ?? (text.length === 1 && /[A-Za-z]/.test(text) ? text : null);
  if (name === null) throw new NotMathematics(`“\\${text}” is not known`);
  return symbol(`${name}${subscript(cursor)}${primes(cursor)}`);
}

/** The subscript of a name, as part of the name. */
function subscript(cursor: Cursor): string {
  if (cursor.take('_') === null) return '';
  if (cursor.take('{') === null) return `_${cursor.next().text}`;
  let text = '_';
  while (!cursor.is('}')) text += cursor.next().text;
  cursor.expect('}');
  return text;
}

function primes(cursor: Cursor): string {
  let text = '';
  while (cursor.take("'") !== null) text += "'";
  return text;
}
