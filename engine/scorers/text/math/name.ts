import type { Cursor } from './cursor.ts';
import { type Expression, NotMathematics, symbol } from './expression.ts';
import { SYMBOL_NAMES } from './names.ts';

/** A variable or constant whose name has just been read, with subscript and primes. */
export function parseSymbol(text: string, cursor: Cursor): Expression {
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
