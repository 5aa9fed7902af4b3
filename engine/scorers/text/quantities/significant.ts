import type { Decimal } from './decimals.ts';

/** A decimal number without any rounding: `±digits × 10^power`, no zeros at the ends. */
export interface Exact {
  readonly negative: boolean;
  /** Empty for zero. */
  readonly digits: string;
  readonly power: number;
}

/** The number as written, exactly. */
export function exactOf({ negative, digits, exponent }: Decimal): Exact {
  const [whole = '', fraction = ''] = digits.split('.');
  return normalised(negative, whole + fraction, exponent - fraction.length);
}

/**
 * The number rounded to a count of significant digits. A tie has two roundings, away from zero and
 * to the even neighbour: both are taught (ISO 80000-1:2022, annex B).
 */
export function roundings(value: Exact, count: number): Exact[] {
  const { negative, digits, power } = value;
  const dropped = digits.length - count;
  if (dropped <= 0) return [value];
  const kept = BigInt(digits.slice(0, count));
  const rest = digits.slice(count);
  const raised = normalised(negative, String(kept + 1n), power + dropped);
  const lowered = normalised(negative, String(kept), power + dropped);
  if (/^50*$/.test(rest)) return kept % 2n === 0n ? [raised, lowered] : [raised];
  return [rest >= '5' ? raised : lowered];
}

/** Whether two exact numbers are the same. */
export function isSameExact(a: Exact, b: Exact): boolean {
  return a.digits === b.digits && a.power === b.power && a.negative === b.negative;
}

/**
 * The least and the most significant digits a written number can have: zeros at the end of 1200
 * may count or not, those of 1200. and 12.00 do.
 */
export function writtenDigits({ digits }: Decimal): readonly [least: number, most: number] {
  const significant = digits.replace('.', '').replace(/^0+/, '');
  const most = Math.max(1, significant.length);
  if (digits.includes('.')) return [most, most];
  return [Math.max(1, significant.replace(/0+$/, '').length), most];
}

function normalised(negative: boolean, digits: string, power: number): Exact {
  const bare = digits.replace(/^0+/, '');
  const trimmed = bare.replace(/0+$/, '');
  if (trimmed === '') return { negative: false, digits: '', power: 0 };
  return { negative, digits: trimmed, power: power + bare.length - trimmed.length };
}
