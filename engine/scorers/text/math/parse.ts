import type { Operands } from './bracket.ts';
import { Cursor, type Parse } from './cursor.ts';
import {
  type Expression,
  type List,
  NotMathematics,
  negative,
  product,
  quotient,
  type Relation,
  sum,
} from './expression.ts';
import { mixedNumber } from './mixed.ts';
import { RELATION_NAMES } from './names.ts';
import { parsePower, startsOperand } from './operand.ts';
import { plainMathematics } from './plain.ts';
import { TooLarge } from './rational.ts';
import { MAX_MATH_CHARS, tokensOf } from './tokens.ts';

/** An expression, or in words why a text is none. */
export type Parsed = { readonly expression: Expression } | { readonly problem: string };

/**
 * Parses LaTeX or plain mathematics: at most 4,000 characters, 500 tokens and 50 levels, in linear
 * time. Nothing is evaluated and no command is defined.
 */
export function parseMathematics(text: string): Parsed {
  if (text.length > 2 * MAX_MATH_CHARS) return { problem: 'it is too long' };
  try {
    const plain = plainMathematics(text);
    const tokens = tokensOf(plain);
    if (tokens.length === 0) return { problem: 'it is empty' };
    const cursor = new Cursor(tokens, !plain.includes('\\'));
    const expression = parseAnswers(cursor);
    const rest = cursor.peek();
    return rest === undefined ? { expression } : { problem: `“${rest.text}” is out of place` };
  } catch (error) {
    if (error instanceof NotMathematics) return { problem: error.message };
    if (error instanceof TooLarge) return { problem: 'it holds a number that is too long' };
    throw error;
  }
}

/** What operands hand back to when brackets open. */
const OPERANDS: Operands = { inner: parseItems, sum: parseSum };

function parseAnswers(cursor: Cursor): Expression {
  const { items } = parseItems(cursor);
  const [only, ...others] = items;
  if (only !== undefined && others.length === 0) return only;
  return { kind: 'list', open: '', close: '', items };
}

/** Items between commas, each of them perhaps a statement. */
function parseItems(cursor: Cursor): List {
  const items = [parseStatement(cursor)];
  while (cursor.take(',', ';') !== null) items.push(parseStatement(cursor));
  return { kind: 'list', open: '', close: '', items };
}

function parseStatement(cursor: Cursor): Expression {
  const first = parseSets(cursor);
  const sides = [first];
  const relations: Relation[] = [];
  for (let next = relationAt(cursor); next !== null; next = relationAt(cursor)) {
    relations.push(next);
    sides.push(parseSets(cursor));
  }
  return relations.length === 0 ? first : { kind: 'statement', relations, sides };
}

function relationAt(cursor: Cursor): Relation | null {
  const token = cursor.peek();
  if (token === undefined || token.kind === 'number') return null;
  const relation = RELATION_NAMES.get(token.text);
  if (relation === undefined) return null;
  cursor.next();
  return relation;
}

const SET_OPERATORS = ['cup', 'cap', 'setminus'];

/** Unions and the like; a plain U between brackets is one too. */
function parseSets(cursor: Cursor): Expression {
  const first = parseSum(cursor);
  const parts = [first];
  let operator = '';
  for (;;) {
    const next =
      cursor.take(...SET_OPERATORS) ?? (isBracketed(parts.at(-1)) ? cursor.take('U') : null);
    if (next === null) break;
    const spelling = next === 'U' ? 'cup' : next;
    if (operator !== '' && operator !== spelling) throw new NotMathematics('mixed set operators');
    operator = spelling;
    parts.push(parseSum(cursor));
  }
  return parts.length === 1 ? first : { kind: 'sets', operator, parts };
}

function isBracketed(expression: Expression | undefined): boolean {
  return expression?.kind === 'list' && expression.open !== '';
}

function parseSum(cursor: Cursor): Expression {
  const terms = [parseSigned(cursor)];
  while (cursor.is('+', '-', 'pm', 'mp')) terms.push(parseSigned(cursor));
  return sum(terms);
}

/** A term after its signs; the first may have none. */
function parseSigned(cursor: Cursor): Expression {
  const sign = cursor.take('+', '-', 'pm', 'mp');
  if (sign === null) return parseTerm(cursor);
  if (sign === '+' && cursor.is('-') && cursor.peek()?.spaced === false) {
    throw new NotMathematics('two signs in a row');
  }
  const operand = cursor.nested(() => parseSigned(cursor));
  if (sign === '+') return operand;
  if (sign === '-') return negative(operand);
  return { kind: 'either', sign: sign === 'pm' ? 1 : -1, operand };
}

/** Factors from left to right; 1/2x is half of x, as calculators and SymPy read it. */
function parseTerm(cursor: Cursor): Expression {
  let result = parseFactor(cursor);
  for (;;) {
    if (cursor.take('*', 'times', 'cdot', 'ast') !== null)
      result = product([result, parseSignedFactor(cursor)]);
    else if (cursor.take('/', 'div') !== null) result = quotient(result, parseSignedFactor(cursor));
    else if (startsOperand(cursor)) result = product([result, parsePower(cursor, OPERANDS)]);
    else return result;
  }
}

/** After an operator a factor may have a sign of its own: 2·−3. */
function parseSignedFactor(cursor: Cursor): Expression {
  if (cursor.take('-') === null) return parseFactor(cursor);
  return negative(cursor.nested(() => parseSignedFactor(cursor)));
}

function parseFactor(cursor: Cursor): Expression {
  const parse: Parse = (at) => parsePower(at, OPERANDS);
  return mixedNumber(cursor, parse) ?? parse(cursor);
}
