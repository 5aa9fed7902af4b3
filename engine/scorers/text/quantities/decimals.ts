import { findDigits } from '../number-run.ts';

/** A decimal number at its place in a text, with the digits as they were written. */
export interface Decimal {
  readonly start: number;
  /** Exclusive; after the exponent, if there is one. */
  readonly end: number;
  readonly negative: boolean;
  /** Digits with at most one decimal point, zeros at both ends kept. */
  readonly digits: string;
  /** The power of ten that is written after the digits. */
  readonly exponent: number;
  readonly value: number;
}

const EXPONENT = /[eE]([-+]?\d{1,3})(?![\p{L}\d])/uy;

/**
 * Every number of a text that `plainNumbers` made plain, in order; digits that are part of a word,
 * as in “CO2”, are none.
 */
export function findDecimals(plain: string): Decimal[] {
  const found: Decimal[] = [];
  let end = 0;
  for (const { start, end: after, digits } of findDigits(plain, 'auto')) {
    if (start < end || /[\p{L}\p{N}_^]/u.test(plain[start - 1] ?? '')) continue;
    const decimal = decimalAt(plain, start, after, digits);
    end = decimal.end;
    if (Number.isFinite(decimal.value)) found.push(decimal);
  }
  return found;
}

function decimalAt(plain: string, start: number, after: number, digits: string): Decimal {
  EXPONENT.lastIndex = after;
  const written = EXPONENT.exec(plain);
  const exponent = Number(written?.[1] ?? 0);
  const negative = isNegative(plain, start);
  return {
    start,
    end: after + (written?.[0].length ?? 0),
    negative,
    digits,
    exponent,
    value: Number(`${negative ? '-' : ''}${digits}e${exponent}`) + 0,
  };
}

/** A minus after a number, a letter or a closing bracket subtracts or joins. */
function isNegative(plain: string, start: number): boolean {
  if (plain[start - 1] !== '-') return false;
  return !/[\p{L}\p{N})\]}%]/u.test(plain[start - 2] ?? '');
}
