import {
  DEFAULT_NUMBER_RULES,
  type FoundNumber,
  statedNumber,
} from '../../scorers/text/numbers.ts';
import { convert, type Quantity, readQuantities } from '../../scorers/text/quantities/read.ts';
import type { FailureCode } from './taxonomy.ts';

/** Relative difference that binary arithmetic makes. */
const EPSILON = 1e-9;

/**
 * How a number that was found misses the one that was expected; `undefined` when it is neither
 * equal nor a near miss. Exactly one relation holds: the first in the order below.
 */
export function numericRelation(answer: string, expected: string): FailureCode | undefined {
  const byUnit = unitRelation(answer, expected);
  if (byUnit !== undefined) return byUnit;
  const found = statedNumber(answer, DEFAULT_NUMBER_RULES);
  const wanted = statedNumber(expected, DEFAULT_NUMBER_RULES);
  if (found === undefined || wanted === undefined) return undefined;
  if (isClose(found.value, wanted.value))
    return found.percent === wanted.percent ? 'format_only_miss' : 'unit';
  if (found.percent !== wanted.percent && isHundredth(found, wanted)) return 'format_only_miss';
  return RELATIONS.find(([, holds]) => holds(found, wanted))?.[0];
}

type Relation = (found: FoundNumber, wanted: FoundNumber) => boolean;

const RELATIONS: readonly (readonly [FailureCode, Relation])[] = [
  ['sign', ({ value: a }, { value: b }) => b !== 0 && isClose(a, -b)],
  ['magnitude_10x', ({ value: a }, { value: b }) => isPowerOfTen(a, b)],
  ['transposed', (found, wanted) => isTransposed(found.text, wanted.text)],
  ['rounding', (found, wanted) => isRounding(found, wanted)],
  [
    'off_by_one',
    ({ value: a }, { value: b }) =>
      Number.isSafeInteger(a) && Number.isSafeInteger(b) && Math.abs(a - b) === 1,
  ],
];

function isClose(a: number, b: number): boolean {
  return Math.abs(a - b) <= EPSILON * Math.max(Math.abs(a), Math.abs(b));
}

function isHundredth(a: FoundNumber, b: FoundNumber): boolean {
  const plain = ({ value, percent }: FoundNumber) => (percent ? value / 100 : value);
  return isClose(plain(a), plain(b));
}

function isPowerOfTen(a: number, b: number): boolean {
  if (a === 0 || b === 0 || a > 0 !== b > 0) return false;
  const power = Math.round(Math.log10(a / b));
  return power !== 0 && Math.abs(power) <= 12 && isClose(a, b * 10 ** power);
}

/** Two different neighbouring digits changed places, all else being equal. */
function isTransposed(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  const places = [...a].flatMap((char, at) => (char === b[at] ? [] : [at]));
  const [first = -1, second = -1] = places;
  if (places.length !== 2 || second !== first + 1) return false;
  return (
    a[first] === b[second] && a[second] === b[first] && /^\d\d$/.test(a.slice(first, first + 2))
  );
}

/** One is the other with fewer decimals, rounded or cut off. */
function isRounding(a: FoundNumber, b: FoundNumber): boolean {
  const [coarse, fine] = decimals(a) < decimals(b) ? [a, b] : [b, a];
  if (decimals(coarse) === decimals(fine)) {
    return decimals(a) > 0 && Math.abs(a.value - b.value) <= 1.0000001 * 10 ** -decimals(a);
  }
  return Math.abs(coarse.value - fine.value) < 10 ** -decimals(coarse) * (1 - EPSILON);
}

function decimals({ text }: FoundNumber): number {
  return text.split('.')[1]?.length ?? 0;
}

function unitRelation(answer: string, expected: string): FailureCode | undefined {
  const wanted = readQuantities(expected).at(-1);
  if (wanted?.unit == null) return undefined;
  const found = readQuantities(answer).findLast(({ unit }) => unit !== null);
  if (found?.unit == null || isSameUnit(found, wanted)) return undefined;
  const isSame = found.unit.dimension.every(
    (exponent, at) => exponent === wanted.unit?.dimension[at],
  );
  if (isSame && isClose(convert(found.value, found.unit, wanted.unit), wanted.value))
    return 'format_only_miss';
  return isClose(found.value, wanted.value) ? 'unit' : undefined;
}

function isSameUnit({ unit: a }: Quantity, { unit: b }: Quantity): boolean {
  return (
    a !== null &&
    b !== null &&
    a.factor === b.factor &&
    a.offset === b.offset &&
    a.dimension.every((exponent, at) => exponent === b.dimension[at])
  );
}
