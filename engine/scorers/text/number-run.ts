/** How the decimal mark of a text is told. */
export type DecimalMark = 'auto' | 'point' | 'comma';

/** A number without sign or unit, at its place in a text. */
export interface Digits {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** Digits with at most one decimal point. */
  readonly digits: string;
}

/** One way to write a number: what it looks like, and which of its marks is the decimal one. */
interface Notation {
  readonly shape: RegExp;
  readonly decimal: '.' | ',';
}

/** Longer runs of digits and marks are a list, never one number. */
const MAX_GROUPED_CHARS = 60;

const RUN = /\d+(?:[,.'’ \u00a0\u202f\u2009_]\d+){0,24}|(?<![\p{L}\d.])\.\d+/gu;

const ENGLISH: Notation = {
  shape: /[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?(?![.,]?\d)/y,
  decimal: '.',
};
const INDIAN: Notation = {
  shape: /[1-9]\d?(?:,\d{2})+,\d{3}(?:\.\d+)?(?![.,]?\d)/y,
  decimal: '.',
};
const EUROPEAN: Notation = { shape: /[1-9]\d{0,2}(?:\.\d{3})+,\d+(?![.,]?\d)/y, decimal: ',' };
const POINT_GROUPS: Notation = { shape: /[1-9]\d{0,2}(?:\.\d{3}){2,}(?![.,]?\d)/y, decimal: ',' };
const POINT_GROUP: Notation = { shape: /[1-9]\d{0,2}(?:\.\d{3})+(?![.,]?\d)/y, decimal: ',' };
/** Spaces and apostrophes group whatever the decimal mark is. */
const SPACED_POINT: Notation = {
  shape: /[1-9]\d{0,2}(?:([ '’_\u00a0\u202f\u2009])\d{3})(?:\1\d{3})*(?:\.\d+)?(?![ .,']?\d)/y,
  decimal: '.',
};
const SPACED_COMMA: Notation = {
  shape: /[1-9]\d{0,2}(?:([ '’_\u00a0\u202f\u2009])\d{3})(?:\1\d{3})*,\d+(?![ .,']?\d)/y,
  decimal: ',',
};
const DECIMAL_COMMA: Notation = { shape: /(?<!\d[.,])\d+,\d+(?![.,]?\d)/y, decimal: ',' };
const DECIMAL_POINT: Notation = {
  shape: /(?:(?<!\d[.,])\d+|(?<!\d))\.\d+(?!\.?\d)/y,
  decimal: '.',
};
const INTEGER: Notation = { shape: /\d+/y, decimal: '.' };

/** Notations in the order in which they are tried; `1,234` is read as thousands by `auto`. */
const NOTATIONS: Readonly<Record<DecimalMark, readonly Notation[]>> = {
  auto: [
    ENGLISH,
    INDIAN,
    EUROPEAN,
    POINT_GROUPS,
    SPACED_COMMA,
    SPACED_POINT,
    DECIMAL_COMMA,
    DECIMAL_POINT,
    INTEGER,
  ],
  point: [ENGLISH, INDIAN, SPACED_POINT, DECIMAL_POINT, INTEGER],
  comma: [EUROPEAN, POINT_GROUP, SPACED_COMMA, SPACED_POINT, DECIMAL_COMMA, DECIMAL_POINT, INTEGER],
};

/** Every number written in digits, in order: groups joined, the decimal mark made a point. */
export function findDigits(text: string, decimal: DecimalMark): Digits[] {
  return [...text.matchAll(RUN)].flatMap((run) => digitsOfRun(run[0], run.index, decimal));
}

function digitsOfRun(run: string, start: number, decimal: DecimalMark): Digits[] {
  if (/^\d+$/.test(run)) return [{ start, end: start + run.length, digits: run }];
  const isList = run.length > MAX_GROUPED_CHARS;
  const notations = isList ? [DECIMAL_POINT, INTEGER] : NOTATIONS[decimal];
  const found: Digits[] = [];
  for (let at = 0; at < run.length; ) {
    const next = digitsAt(run, at, notations);
    if (next === null) at++;
    else found.push({ start: start + at, end: start + next.end, digits: next.digits });
    at = next?.end ?? at;
  }
  return found;
}

function digitsAt(
  run: string,
  at: number,
  notations: readonly Notation[],
): { end: number; digits: string } | null {
  for (const { shape, decimal } of notations) {
    shape.lastIndex = at;
    const text = shape.exec(run)?.[0];
    if (text !== undefined) return { end: at + text.length, digits: withPoint(text, decimal) };
  }
  return null;
}

function withPoint(text: string, decimal: '.' | ','): string {
  const place = text.lastIndexOf(decimal);
  if (place < 0) return text.replaceAll(/\D/g, '');
  const whole = text.slice(0, place).replaceAll(/\D/g, '');
  return `${whole || '0'}.${text.slice(place + 1)}`;
}
