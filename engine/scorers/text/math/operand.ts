import { type Operands, parseBracketed, parseRounded } from './bracket.ts';
import { parseCall } from './call.ts';
import type { Cursor } from './cursor.ts';
import { call, type Expression, numberOf, ONE_HALF, powerOf, quotient } from './expression.ts';
import { beginsMatrix, parseMatrix } from './matrix.ts';
import { parseSymbol } from './name.ts';
import { FUNCTION_NAMES, RELATION_NAMES } from './names.ts';
import { numeral } from './numeral.ts';
import { inverse, rational, rationalOfDecimal } from './rational.ts';

/** Names that join operands and are none themselves. */
const OPERATORS = new Set(['cup', 'cap', 'setminus', 'times', 'cdot', 'ast', 'div', 'pm', 'mp']);
const OPENING = new Set(['(', '[', '{', '\\{', 'lfloor', 'lceil']);

/** Whether an operand begins here, so that it multiplies what stands before it. */
export function startsOperand(cursor: Cursor): boolean {
  const token = cursor.peek();
  if (token === undefined || token.kind === 'number') return false;
  if (token.kind === 'sign')
    return OPENING.has(token.text) || (token.text === '|' && cursor.bars === 0);
  if (isUnion(cursor)) return false;
  return (
    !OPERATORS.has(token.text) &&
    !RELATION_NAMES.has(token.text) &&
    !/^(?:r(?:floor|ceil)$|end\{)/.test(token.text)
  );
}

/** A plain U between brackets is a sign of sets, not a variable. */
function isUnion(cursor: Cursor): boolean {
  const [before = '', after = ''] = [cursor.peek(-1)?.text, cursor.peek(1)?.text];
  return cursor.is('U') && /^[)\]]$/.test(before) && /^[([]$/.test(after);
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

/** A number, a name, brackets, or a command with its arguments. */
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
