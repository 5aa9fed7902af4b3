/** An exact fraction in lowest terms; the denominator is above 0. */
export interface Rational {
  readonly over: bigint;
  readonly under: bigint;
}

/** Larger numbers are not computed exactly: 4,096 bits, about 1,200 digits. */
const MAX_BITS = 4_096;
const LIMIT = 1n << BigInt(MAX_BITS);

/** Thrown where exact arithmetic or a form would grow beyond its bounds; caught where it is asked for. */
export class TooLarge extends Error {}

export const ZERO: Rational = { over: 0n, under: 1n };
export const ONE: Rational = { over: 1n, under: 1n };

/** The fraction in lowest terms. Throws `TooLarge` when it is too long or the denominator is 0. */
export function rational(over: bigint, under: bigint = 1n): Rational {
  if (under === 0n || isLong(over) || isLong(under)) throw new TooLarge();
  const divisor = greatestDivisor(over < 0n ? -over : over, under < 0n ? -under : under);
  const sign = under < 0n ? -1n : 1n;
  return { over: (sign * over) / divisor, under: (sign * under) / divisor };
}

/** A decimal such as `-12.50`, or `0.1‾6‾` with a repeating part between marks. */
export function rationalOfDecimal(text: string): Rational {
  const [, whole = '', fraction = '', repeated = ''] =
    /^(\d*)(?:\.(\d*)(?:‾(\d+)‾)?)?$/.exec(text) ?? [];
  if (whole.length + fraction.length + repeated.length > 1_000) throw new TooLarge();
  const scale = 10n ** BigInt(fraction.length);
  const finite = rational(BigInt(`${whole}${fraction}` || '0'), scale);
  if (repeated === '') return finite;
  const nines = 10n ** BigInt(repeated.length) - 1n;
  return add(finite, rational(BigInt(repeated), scale * nines));
}

export function add(a: Rational, b: Rational): Rational {
  return rational(a.over * b.under + b.over * a.under, a.under * b.under);
}

export function multiply(a: Rational, b: Rational): Rational {
  return rational(a.over * b.over, a.under * b.under);
}

export function inverse(a: Rational): Rational {
  return rational(a.under, a.over);
}

export function negate(a: Rational): Rational {
  return { over: -a.over, under: a.under };
}

/** An integer power; throws `TooLarge` for powers of 0 below 1 and results that are too long. */
export function power(base: Rational, exponent: number): Rational {
  const size = Math.abs(exponent);
  if (exponent < 1 && base.over === 0n) throw new TooLarge();
  if (size > MAX_BITS || bits(base) * size > MAX_BITS * 2) throw new TooLarge();
  const raised = rational(base.over ** BigInt(size), base.under ** BigInt(size));
  return exponent < 0 ? inverse(raised) : raised;
}

export function isSame(a: Rational, b: Rational): boolean {
  return a.over === b.over && a.under === b.under;
}

/** The integer that a fraction is, as a number; `null` when it is none or not a safe one. */
export function integerOf(a: Rational): number | null {
  const value = Number(a.over);
  return a.under === 1n && Number.isSafeInteger(value) ? value : null;
}

/** The nearest number, also where both parts are beyond what a number can hold. */
export function toNumber({ over, under }: Rational): number {
  const surplus = Math.max(0, Math.min(bitLength(over), bitLength(under)) - 1_000);
  return Number(over >> BigInt(surplus)) / Number(under >> BigInt(surplus));
}

function bits({ over, under }: Rational): number {
  return Math.max(bitLength(over), bitLength(under)) - 4;
}

function bitLength(value: bigint): number {
  return (value < 0n ? -value : value).toString(16).length * 4;
}

function isLong(value: bigint): boolean {
  return value > LIMIT || value < -LIMIT;
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  let [large, small] = [a, b];
  while (small !== 0n) [large, small] = [small, large % small];
  return large;
}
