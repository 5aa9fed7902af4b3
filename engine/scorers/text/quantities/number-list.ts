import { isJsonObject, type JsonValue } from '../../../json.ts';
import { lastBoxed } from '../boxed.ts';
import { parseJson } from '../json.ts';
import { DEFAULT_NUMBER_RULES, findNumbers } from '../numbers.ts';

/** Characters of an answer before these are not read: the answer comes last. */
const MAX_CHARS = 100_000;
/** A list in brackets that holds no other: `{1, 2}`, `[1, 2]`, `(1, 2)`, `\{1, 2\}`. */
const BRACKETED = /[{[(]([^{}[\]()]{0,20000})[}\])]/g;
const SUBSCRIPT = /(\p{L})_(?:\d{1,6}|\{\d{1,6}\})/gu;
const PLUS_MINUS = /(?:±|\\pm(?![a-z])|\+\/-)\s?([\d.,]{1,40})/g;

/**
 * The numbers of a text in order: of its box if it has one, of its last bracketed list that holds
 * several, else all of them. `±2` is 2 and -2; the 1 of `x_1` is none.
 */
export function readNumbers(text: string): number[] {
  const value = parseJson(text.trim());
  if (value !== undefined) return numbersOfJson(value);
  const boxed = lastBoxed(text);
  const whole = plainList((boxed ?? text).slice(-MAX_CHARS));
  return lastBracketed(whole) ?? numbersIn(whole);
}

/** The numbers of a JSON value that is a number, or a list of numbers and texts. */
export function numbersOfJson(value: JsonValue): number[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [value] : [];
  if (typeof value === 'string') return readNumbers(value);
  if (isJsonObject(value) || !Array.isArray(value)) return [];
  return value.flatMap((item) => (Array.isArray(item) ? [] : numbersOfJson(item)));
}

function plainList(text: string): string {
  return text
    .replaceAll(/\\([{}])/g, '$1')
    .replaceAll(/\\(?:left|right)(?![a-z])/g, '')
    .replaceAll(SUBSCRIPT, '$1')
    .replaceAll(PLUS_MINUS, '$1 ; -$1');
}

function lastBracketed(text: string): number[] | undefined {
  return [...text.matchAll(BRACKETED)]
    .map((match) => separated(match[1] ?? ''))
    .filter((list) => list.includes(' '))
    .map(numbersIn)
    .filter((numbers) => numbers.length > 1)
    .at(-1);
}

/** Inside brackets a comma separates, unless semicolons do. */
function separated(list: string): string {
  return list.includes(';') ? list.replaceAll(';', ' ; ') : list.replaceAll(',', ' ; ');
}

/** A number that is part of a word counts only where there is no other. */
function numbersIn(text: string): number[] {
  const numbers = findNumbers(text, DEFAULT_NUMBER_RULES);
  const alone = numbers.filter(({ glued }) => !glued);
  return (alone.length > 0 ? alone : numbers).map(({ value }) => value);
}
