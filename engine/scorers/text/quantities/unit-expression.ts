import { NO_DIMENSION, timesPower } from './dimension.ts';
import { unitOfName } from './unit-name.ts';
import type { Unit } from './units.ts';

/** A unit and the place after it. */
export interface UnitAt {
  readonly unit: Unit;
  readonly end: number;
}

/** Factors of one unit. */
const MAX_FACTORS = 8;

const NAME = /(?:[°µΩÅ]|\p{L})(?:\p{L}|-(?=hours?\b|years?\b))*/uy;
const TWO_WORDS = /(?:°|\p{L}{2,12})\s\p{L}{1,12}/uy;
const POWER_WORD = /(square|sq\.?|cubic|cu\.?)\s+/iy;
const EXPONENT = /(?:\s?(?:\^|\*\*)\s?\{?\(?\s?([-+]?\d)\s?\)?\}?|([-+]?[23]|-1)(?![\d.,]))/y;
const SUPERSCRIPT = /(⁻?)([¹²³⁴⁵⁶])/y;
const POWER_AFTER = /\s(squared|cubed)\b/iy;
const TIMES =
  /\s?[·⋅*×∙]\s?(?=[\p{L}µΩ°(])|[.-](?=\p{L})|\s(?!(?:in|st|do)(?!\p{L}))(?=[\p{L}µΩ°])/uy;
const OVER = /\s?\/\s?|\s?\bper\s+/y;

/**
 * The unit that stands at a place of a text: `km`, `m/s²`, `kg·m^2/s^2`, `J/(kg·K)`, `miles per
 * hour`, `square feet`. It ends where what follows is no unit; `null` when it does not begin.
 */
export function unitAt(text: string, from: number): UnitAt | null {
  const first = factorAt(text, from);
  if (first === null) return null;
  let { unit, end } = first;
  for (let count = 1; count < MAX_FACTORS; count++) {
    const next = nextFactor(text, end);
    if (next === null) break;
    unit = product(unit, next.unit, next.power);
    end = next.end;
  }
  return { unit, end };
}

function nextFactor(text: string, at: number): (UnitAt & { readonly power: 1 | -1 }) | null {
  const over = endOf(OVER, text, at);
  if (over !== null) {
    const factor = groupAt(text, over) ?? factorAt(text, over);
    return factor === null ? null : { ...factor, power: -1 };
  }
  const times = endOf(TIMES, text, at);
  const factor = times === null ? null : factorAt(text, times);
  return factor === null ? null : { ...factor, power: 1 };
}

/** A product in brackets, under a stroke. */
function groupAt(text: string, at: number): UnitAt | null {
  if (text[at] !== '(') return null;
  const inner = unitAt(text.slice(at + 1, at + 80), 0);
  const end = at + 1 + (inner?.end ?? 0);
  return inner === null || text[end] !== ')' ? null : { unit: inner.unit, end: end + 1 };
}

function factorAt(text: string, from: number): UnitAt | null {
  const word = matchAt(POWER_WORD, text, from);
  const named = nameAt(text, from + (word?.[0].length ?? 0));
  if (named === null) return null;
  const written = powerAt(text, named.end);
  const power = written.power * powerOfWord(word?.[1]);
  return { unit: power === 1 ? named.unit : product(UNITY, named.unit, power), end: written.end };
}

const UNITY: Unit = { factor: 1, dimension: NO_DIMENSION };

function nameAt(text: string, from: number): UnitAt | null {
  for (const shape of [TWO_WORDS, NAME]) {
    const name = matchAt(shape, text, from)?.[0];
    const unit = name === undefined ? undefined : unitOfName(name.replace(/\s/, ' '));
    if (name !== undefined && unit !== undefined) return { unit, end: from + name.length };
  }
  return null;
}

function powerAt(text: string, at: number): { power: number; end: number } {
  const digits = matchAt(EXPONENT, text, at);
  if (digits !== null) return { power: Number(digits[1] ?? digits[2]), end: at + digits[0].length };
  const raised = matchAt(SUPERSCRIPT, text, at);
  if (raised !== null) {
    const size = ' ¹²³⁴⁵⁶'.indexOf(raised[2] ?? '');
    return { power: raised[1] === '' ? size : -size, end: at + raised[0].length };
  }
  const word = matchAt(POWER_AFTER, text, at);
  return { power: powerOfWord(word?.[1]), end: at + (word?.[0].length ?? 0) };
}

function powerOfWord(word = ''): number {
  if (/^sq/i.test(word)) return 2;
  return /^cu/i.test(word) ? 3 : 1;
}

/** A product has no offset: in J/K a kelvin and a degree Celsius are the same. */
function product(a: Unit, b: Unit, power: number): Unit {
  return {
    factor: a.factor * b.factor ** power,
    dimension: timesPower(a.dimension, b.dimension, power),
  };
}

function matchAt(shape: RegExp, text: string, at: number): RegExpExecArray | null {
  shape.lastIndex = at;
  return shape.exec(text);
}

function endOf(shape: RegExp, text: string, at: number): number | null {
  const match = matchAt(shape, text, at);
  return match === null ? null : at + match[0].length;
}
