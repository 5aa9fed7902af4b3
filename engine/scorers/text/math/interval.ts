import { evaluate } from './evaluate.ts';
import type { Expression, List } from './expression.ts';
import { parseMathematics } from './parse.ts';
import { variablesIn } from './points.ts';
import { intervalOf } from './statement.ts';

/** An interval of real numbers, its ends possibly infinite. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly isLowClosed: boolean;
  readonly isHighClosed: boolean;
}

/** Intervals from left to right that neither meet nor overlap; none for the empty set. */
export type Intervals = readonly Interval[];

/**
 * The real numbers that a text describes: `[0, 1)`, `]0, 1[` (ISO 80000-2), `(-\infty, 2) \cup
 * \{3\}`, `x > 5`, `1 < x \le 2`. `null` when it describes none or its ends are no numbers.
 */
export function readIntervals(text: string): Intervals | null {
  for (const spelling of [text, withPlainBrackets(text)]) {
    const parsed = parseMathematics(spelling);
    const found = 'expression' in parsed ? intervalsOf(parsed.expression) : null;
    if (found !== null) return merged(found);
  }
  return null;
}

/** Whether two sets of intervals are the same, ends up to a tolerance. */
export function isSameIntervals(a: Intervals, b: Intervals, tolerance: number): boolean {
  return (
    a.length === b.length && a.every((interval, index) => isSame(interval, b[index], tolerance))
  );
}

/** Intervals as they are usually written. */
export function intervalText(intervals: Intervals): string {
  if (intervals.length === 0) return '∅';
  const end = (value: number) => (Number.isFinite(value) ? String(value) : value > 0 ? '∞' : '-∞');
  return intervals
    .map(({ low, high, isLowClosed, isHighClosed }) => {
      return `${isLowClosed ? '[' : '('}${end(low)}, ${end(high)}${isHighClosed ? ']' : ')'}`;
    })
    .join(' ∪ ');
}

/** Brackets that turn away from an open end, turned into parentheses. */
function withPlainBrackets(text: string): string {
  return text
    .replaceAll(/\\(?:left|right)(?![a-z])/g, '')
    .replaceAll(/\]([^[\]()]{1,200}[,;][^[\]()]{1,200})\[/g, '($1)')
    .replaceAll(/\]([^[\]()]{1,200}[,;][^[\]()]{1,200})\]/g, '($1]')
    .replaceAll(/\[([^[\]()]{1,200}[,;][^[\]()]{1,200})\[/g, '[$1)');
}

function intervalsOf(expression: Expression): Interval[] | null {
  if (expression.kind === 'symbol' && expression.name === 'emptyset') return [];
  if (expression.kind === 'list') return intervalsOfList(expression);
  if (expression.kind === 'statement') {
    const set = expression.relations[0] === '∈' ? expression.sides[1] : intervalOf(expression);
    return set === null || set === undefined ? null : intervalsOf(set);
  }
  if (expression.kind !== 'sets' || expression.operator !== 'cup') return null;
  const parts = expression.parts.map(intervalsOf);
  return parts.every((part) => part !== null) ? parts.flat() : null;
}

/** Two ends in brackets, the points of a set, or several inequalities. */
function intervalsOfList({ open, close, items }: List): Interval[] | null {
  if (open === '') {
    const parts = items.map((item) => (item.kind === 'statement' ? intervalsOf(item) : null));
    return parts.every((part) => part !== null) ? parts.flat() : null;
  }
  const values = items.map(endValue);
  if (values.some(Number.isNaN)) return null;
  if (open === '{') return values.map((value) => intervalFrom(value, value, true, true));
  const [low, high] = values;
  if (low === undefined || high === undefined || values.length !== 2) return null;
  return [intervalFrom(low, high, open === '[', close === ']')];
}

/** An infinite end is never part of an interval. */
function intervalFrom(low: number, high: number, isLow: boolean, isHigh: boolean): Interval {
  return {
    low,
    high,
    isLowClosed: isLow && low !== -Infinity,
    isHighClosed: isHigh && high !== Infinity,
  };
}

/** The real number that an end is, or not a number. */
function endValue(expression: Expression): number {
  const infinite = infinity(expression);
  if (infinite !== null) return infinite;
  if (variablesIn([expression]).length > 0) return Number.NaN;
  const { re, im } = evaluate(expression, new Map()).value;
  return Math.abs(im) > 1e-12 * Math.abs(re) ? Number.NaN : re;
}

function infinity(expression: Expression): number | null {
  if (expression.kind === 'symbol') return expression.name === 'infinity' ? Infinity : null;
  if (expression.kind !== 'product' || expression.factors.length !== 2) return null;
  const [sign, size] = expression.factors;
  const isNegative = sign?.kind === 'number' && sign.value.over === -1n && sign.value.under === 1n;
  return isNegative && size?.kind === 'symbol' && size.name === 'infinity' ? -Infinity : null;
}

/** In order, empty ones left out, those that touch in a point that one of them holds joined. */
function merged(intervals: readonly Interval[]): Interval[] {
  const result: Interval[] = [];
  for (const next of intervals.filter(isNotEmpty).sort(byStart)) {
    const last = result.at(-1);
    const touches =
      last !== undefined &&
      (next.low < last.high || (next.low === last.high && (next.isLowClosed || last.isHighClosed)));
    if (touches) result[result.length - 1] = joined(last, next);
    else result.push(next);
  }
  return result;
}

function isNotEmpty({ low, high, isLowClosed, isHighClosed }: Interval): boolean {
  return low < high || (low === high && isLowClosed && isHighClosed);
}

function byStart(a: Interval, b: Interval): number {
  return a.low === b.low ? Number(b.isLowClosed) - Number(a.isLowClosed) : a.low - b.low;
}

function joined(a: Interval, b: Interval): Interval {
  const end =
    a.high === b.high ? { high: a.high, isHighClosed: a.isHighClosed || b.isHighClosed } : null;
  const farther = a.high > b.high ? a : b;
  return { ...a, high: farther.high, isHighClosed: farther.isHighClosed, ...end };
}

function isSame(a: Interval, b: Interval | undefined, tolerance: number): boolean {
  if (b === undefined) return false;
  if (a.isLowClosed !== b.isLowClosed || a.isHighClosed !== b.isHighClosed) return false;
  return isNear(a.low, b.low, tolerance) && isNear(a.high, b.high, tolerance);
}

function isNear(a: number, b: number, tolerance: number): boolean {
  return a === b || Math.abs(a - b) <= tolerance + 1e-10 * Math.max(Math.abs(a), Math.abs(b));
}
