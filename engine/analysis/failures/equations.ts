/** A written equation that does not hold. */
export interface WrongEquation {
  /** As it was written. */
  readonly text: string;
  /** What its left side comes to. */
  readonly value: number;
}

// Every repetition is bounded: the text is a stranger's.
const NUMBER = String.raw`[$€£]? ?\d[\d,]{0,20}(?:\.\d{1,20})?%?`;
const TERM = String.raw`\({0,3} ?-?${NUMBER} ?\){0,3}`;
/** Sums of plain numbers. Letters and other equations beside them make them part of something else. */
const EQUATION = new RegExp(
  String.raw`(?<![\p{L}\d.,^_\\*/+×÷=(%)-] ?)(${TERM}(?: ?[-+*/×÷−] ?${TERM}){1,20}) ?= ?(-?${NUMBER})(?! ?[-+*/×÷^(\d=]|[.,]\d|\p{L})`,
  'gu',
);
const MOST_CHARS = 50_000;
const LONGEST = 200;

/**
 * The first equation of a text whose sides differ, such as `13 * 2 = 27`. A right side that is
 * rounded to its own decimals holds. `undefined` when all hold, or none is written.
 */
export function wrongEquation(text: string): WrongEquation | undefined {
  const tidy = text.slice(0, MOST_CHARS).replaceAll(/[^\S\n]+/g, ' ');
  for (const [whole, left = '', right = ''] of tidy.matchAll(EQUATION)) {
    if (whole.length > LONGEST) continue;
    const value = evaluate(plain(left));
    const stated = plain(right);
    if (value === undefined || holds(value, stated)) continue;
    return { text: whole.trim(), value: Number(value.toPrecision(12)) };
  }
  return undefined;
}

function plain(text: string): string {
  return text
    .replaceAll(/[$€£,\s]/g, '')
    .replaceAll('×', '*')
    .replaceAll('÷', '/')
    .replaceAll('−', '-');
}

/** A percent sign may be meant as a hundredth, or only be carried along. */
function holds(value: number, stated: string): boolean {
  const number = Number(stated.replace('%', ''));
  const places = stated.replace('%', '').split('.')[1]?.length ?? 0;
  const reach = 0.5 * 10 ** -places * (1 + 1e-9) + 1e-9 * Math.abs(value);
  const isTruncated = (own: number) => Math.abs(own - number) < 10 ** -places * (1 - 1e-9);
  const isRounded = (own: number) =>
    Math.abs(own - number) <= reach || (places > 0 && isTruncated(own));
  if (isRounded(value)) return true;
  return stated.endsWith('%') && (isRounded(value * 100) || isRounded(value / 100));
}

/** Reads from `at`; every function moves it on. */
interface Cursor {
  readonly text: string;
  at: number;
}

function evaluate(text: string): number | undefined {
  const cursor = { text, at: 0 };
  const value = sum(cursor);
  return cursor.at === text.length && Number.isFinite(value) ? value : undefined;
}

function sum(cursor: Cursor): number {
  let value = product(cursor);
  for (;;) {
    const sign = cursor.text[cursor.at];
    if (sign !== '+' && sign !== '-') return value;
    cursor.at++;
    value += sign === '+' ? product(cursor) : -product(cursor);
  }
}

function product(cursor: Cursor): number {
  let value = atom(cursor);
  for (;;) {
    const sign = cursor.text[cursor.at];
    if (sign !== '*' && sign !== '/') return value;
    cursor.at++;
    value = sign === '*' ? value * atom(cursor) : value / atom(cursor);
  }
}

function atom(cursor: Cursor): number {
  const { text } = cursor;
  if (text[cursor.at] === '-') {
    cursor.at++;
    return -atom(cursor);
  }
  if (text[cursor.at] === '(') {
    cursor.at++;
    const value = sum(cursor);
    if (text[cursor.at] !== ')') return Number.NaN;
    cursor.at++;
    return value;
  }
  const [digits = ''] = /^\d+(?:\.\d+)?/.exec(text.slice(cursor.at, cursor.at + 40)) ?? [];
  cursor.at += digits.length;
  if (digits === '') return Number.NaN;
  if (text[cursor.at] !== '%') return Number(digits);
  cursor.at++;
  return Number(digits) / 100;
}
