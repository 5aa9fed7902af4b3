import { canonicalJson, isJsonObject, type JsonValue } from '../../../json.ts';
import { equalJson } from '../json.ts';
import { matchesPattern } from '../patterns.ts';
import { hasFormat } from './formats.ts';
import { type Check, type Checker, listOf, nameOf } from './keyword.ts';

/** The names of JSON's types in JSON Schema. */
export const TYPES: Readonly<Record<string, (value: JsonValue) => boolean>> = {
  array: Array.isArray,
  boolean: (value) => typeof value === 'boolean',
  integer: (value) => Number.isInteger(value),
  null: (value) => value === null,
  number: (value) => typeof value === 'number',
  object: isJsonObject,
  string: (value) => typeof value === 'string',
};

type Order = (value: number, limit: number) => boolean;

export function type({ value, argument, path }: Check): string | null {
  const names = listOf(argument);
  if (names.some((name) => TYPES[String(name)]?.(value))) return null;
  return `${nameOf(path)} is not of type ${names.join(' or ')}`;
}

export function isConst({ value, argument, path }: Check): string | null {
  return equalJson(value, argument) ? null : `${nameOf(path)} is not ${short(argument)}`;
}

export function isOneOf({ value, argument, path }: Check): string | null {
  if (listOf(argument).some((item) => equalJson(value, item))) return null;
  return `${nameOf(path)} is none of ${short(argument)}`;
}

export function bound(words: string, isRight: Order): Checker {
  return ({ value, argument, path }) => {
    if (typeof value !== 'number' || isRight(value, Number(argument))) return null;
    return `${nameOf(path)} is not ${words} ${argument}`;
  };
}

export function length(words: string, isRight: Order): Checker {
  return ({ value, argument, path }) => {
    if (typeof value !== 'string' || isRight(codePointCount(value), Number(argument))) return null;
    return `${nameOf(path)} does not have ${words} ${argument} characters`;
  };
}

export function itemCount(words: string, isRight: Order): Checker {
  return ({ value, argument, path }) => {
    if (!Array.isArray(value) || isRight(value.length, Number(argument))) return null;
    return `${nameOf(path)} does not have ${words} ${argument} items`;
  };
}

export function propertyCount(words: string, isRight: Order): Checker {
  return ({ value, argument, path }) => {
    if (!isJsonObject(value) || isRight(Object.keys(value).length, Number(argument))) return null;
    return `${nameOf(path)} does not have ${words} ${argument} fields`;
  };
}

/** Binary arithmetic makes 0.3 ÷ 0.1 a little less than 3. */
export function multipleOf({ value, argument, path }: Check): string | null {
  if (typeof value !== 'number') return null;
  const quotient = value / Number(argument);
  const distance = Math.abs(quotient - Math.round(quotient));
  if (distance <= 1e-9 * Math.max(1, Math.abs(quotient))) return null;
  return `${nameOf(path)} is no multiple of ${argument}`;
}

export function pattern({ value, argument, path }: Check): string | null {
  if (typeof value !== 'string' || matchesPattern(String(argument), value)) return null;
  return `${nameOf(path)} does not match ${argument}`;
}

export function format({ value, argument, path }: Check): string | null {
  if (typeof value !== 'string' || hasFormat(value, String(argument))) return null;
  return `${nameOf(path)} is no ${argument}`;
}

export function uniqueItems({ value, argument, path }: Check): string | null {
  if (argument !== true || !Array.isArray(value)) return null;
  const isUnique = new Set(value.map(canonicalJson)).size === value.length;
  return isUnique ? null : `${nameOf(path)} has an item twice`;
}

export function required({ value, argument, path }: Check): string | null {
  if (!isJsonObject(value)) return null;
  const missing = listOf(argument).find((key) => !Object.hasOwn(value, String(key)));
  return missing === undefined ? null : `${nameOf(path)} has no field ${short(missing)}`;
}

function codePointCount(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

function short(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.length <= 100 ? text : `${text.slice(0, 99)}…`;
}
