import type { Cursor, Parse } from './cursor.ts';
import { type Expression, NotMathematics, numberOf, quotient, sum } from './expression.ts';
import { rationalOfDecimal } from './rational.ts';

/** How a proper fraction of whole numbers may go on after its first token. */
const FRACTION = /^frac(?:\{(\d+)\}|(\d))(?:\{(\d+)\}|(\d)(?!\d))/;
const LONGEST_FRACTION = 7;

/** 1½, written `1\frac{1}{2}` or `1 1/2`; `null` when no such number begins here. */
export function mixedNumber(cursor: Cursor, parseFraction: Parse): Expression | null {
  const whole = cursor.peek();
  if (whole?.kind !== 'number' || !/^\d+$/.test(whole.text)) return null;
  const isPlain = cursor.peek(1)?.kind === 'number' && cursor.peek(1)?.spaced === true;
  if (!isPlain && !isProperFraction(cursor)) return null;
  cursor.next();
  const part = isPlain ? plainFraction(cursor) : parseFraction(cursor);
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
