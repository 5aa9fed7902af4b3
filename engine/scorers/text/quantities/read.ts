import { lastBoxed } from '../boxed.ts';
import { plainNumbers } from '../number-marks.ts';
import { type Decimal, findDecimals } from './decimals.ts';
import { isSameDimension } from './dimension.ts';
import { unitAt } from './unit-expression.ts';
import type { Unit } from './units.ts';

/** A number and, where one follows, its unit. */
export interface Quantity {
  readonly value: number;
  readonly unit: Unit | null;
  /** As it was written. */
  readonly text: string;
}

/** A quantity at its place. */
interface QuantityAt extends Quantity {
  readonly start: number;
  readonly end: number;
}

/** Characters of an answer before these are not read: the answer comes last. */
const MAX_CHARS = 100_000;

/** Every quantity of a text: of its last `\boxed{}` if that holds one, else of all of it. */
export function readQuantities(text: string): Quantity[] {
  const boxed = lastBoxed(text);
  const inBox = boxed === null ? [] : quantitiesOf(boxed);
  return inBox.length > 0 ? inBox : quantitiesOf(text);
}

/** The value in another unit of the same dimension. */
export function convert(value: number, from: Unit, to: Unit): number {
  return (value * from.factor + (from.offset ?? 0) - (to.offset ?? 0)) / to.factor;
}

function quantitiesOf(text: string): Quantity[] {
  const plain = plainUnits(plainNumbers(text.slice(-MAX_CHARS)));
  const found: QuantityAt[] = [];
  for (const part of withFractions(plain, findDecimals(plain))) {
    // The 2 of `s^-2` is part of the unit before it.
    if (part.start >= (found.at(-1)?.end ?? 0)) found.push(quantityAt(plain, part));
  }
  return joined(plain, found);
}

/** LaTeX around units, and letters that Unicode has twice, as plain text. */
function plainUnits(text: string): string {
  return text
    .replaceAll(/\\(?:text|mathrm|textrm|textup|operatorname|unit|rm)\s?\{([^{}]{0,60})\}/g, ' $1')
    .replaceAll(/\s?\^\s?(?:\{\s?\\circ\s?\}|\\circ)\s?|\\degree\s?|º/g, '°')
    .replaceAll(/\\(?:cdot|times)(?![A-Za-z])/g, '·')
    .replaceAll(/\\mu(?![A-Za-z])\s?|[\u03bc]/g, 'µ')
    .replaceAll(/\\Omega(?![A-Za-z])|\u2126/g, 'Ω')
    .replaceAll(/\u212b/g, 'Å')
    .replaceAll(/[~$*_]|\\[ ,;:!]/g, ' ')
    .replaceAll(/[^\S\n]+/g, ' ');
}

/** A number before its unit; `3/4` is one number. */
interface Part {
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

function withFractions(plain: string, decimals: readonly Decimal[]): Part[] {
  const parts: Part[] = [];
  for (let index = 0; index < decimals.length; index++) {
    const over = decimals[index];
    const under = decimals[index + 1];
    if (over === undefined) break;
    const start = over.negative ? over.start - 1 : over.start;
    const isFraction = under !== undefined && plain.slice(over.end, under.start) === '/';
    if (isFraction && under.value !== 0) {
      parts.push({ value: over.value / under.value, start, end: under.end });
      index++;
    } else {
      parts.push(withMagnitude(plain, { value: over.value, start, end: over.end }));
    }
  }
  return parts;
}

const MAGNITUDE = /\s?(thousand|million|billion|trillion)(?!\p{L})/uy;
const MAGNITUDES: Readonly<Record<string, number>> = {
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
};

function withMagnitude(plain: string, part: Part): Part {
  MAGNITUDE.lastIndex = part.end;
  const word = MAGNITUDE.exec(plain);
  if (word === null) return part;
  const value = part.value * (MAGNITUDES[word[1] ?? ''] ?? 1);
  return { value, start: part.start, end: part.end + word[0].length };
}

const GAP = /[ -]?/y;

function quantityAt(plain: string, { value, start, end }: Part): QuantityAt {
  GAP.lastIndex = end;
  const found = unitAt(plain, end + (GAP.exec(plain)?.[0].length ?? 0));
  const isWord = found !== null && /^ ?in [\p{L}\d]/u.test(plain.slice(end, end + 5));
  if (found === null || isWord) {
    return { value, unit: null, text: plain.slice(start, end), start, end };
  }
  return { value, unit: found.unit, text: plain.slice(start, found.end), start, end: found.end };
}

/** “5 ft 11 in” and “1 h 30 min” are one quantity. */
function joined(plain: string, parts: readonly QuantityAt[]): Quantity[] {
  const found: QuantityAt[] = [];
  for (const part of parts) {
    const before = found.at(-1);
    const sum = before === undefined ? null : sumOf(plain, before, part);
    if (sum === null) found.push(part);
    else found[found.length - 1] = sum;
  }
  return found;
}

function sumOf(plain: string, large: QuantityAt, small: QuantityAt): QuantityAt | null {
  const { unit } = large;
  if (unit === null || small.unit === null || small.unit.factor >= unit.factor) return null;
  if (unit.offset !== undefined || !isSameDimension(unit.dimension, small.unit.dimension))
    return null;
  if (!/^(?:,? |,? and )$/.test(plain.slice(large.end, small.start))) return null;
  const value = large.value + Math.sign(large.value || 1) * convert(small.value, small.unit, unit);
  return {
    value,
    unit,
    text: plain.slice(large.start, small.end),
    start: large.start,
    end: small.end,
  };
}
