import type { Cursor } from './cursor.ts';
import { type Expression, NotMathematics, numberOf } from './expression.ts';
import { rational, rationalOfDecimal } from './rational.ts';

/** A number whose digits have just been read; a subscript is the base of its notation. */
export function numeral(digits: string, cursor: Cursor): Expression {
  if (cursor.take('_') === null) return numberOf(rationalOfDecimal(digits));
  const isGroup = cursor.take('{') !== null;
  const base = Number(cursor.next().text);
  if (isGroup) cursor.expect('}');
  return numberOf(rational(valueInBase(digits, base)));
}

function valueInBase(digits: string, base: number): bigint {
  if (!Number.isInteger(base) || base < 2 || base > 36 || !/^\d{1,200}$/.test(digits)) {
    throw new NotMathematics('a number with an odd subscript');
  }
  return [...digits].reduce((value, digit) => {
    if (Number(digit) >= base) throw new NotMathematics(`the digit ${digit} in base ${base}`);
    return value * BigInt(base) + BigInt(digit);
  }, 0n);
}
