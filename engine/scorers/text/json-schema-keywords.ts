import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { hasFormat } from './formats.ts';
import { equalJson } from './json.ts';
import { matchesPattern } from './patterns.ts';

/** What the argument of a keyword has to be. */
export type Shape =
  | 'schema'
  | 'schemas'
  | 'schema or schemas'
  | 'map of schemas'
  | 'map of schemas by pattern'
  | 'map of schemas or lists'
  | 'map of lists'
  | 'number'
  | 'count'
  | 'text'
  | 'pattern'
  | 'flag'
  | 'list'
  | 'list of texts'
  | 'types'
  | 'reference'
  | 'anything';

/** One value under one keyword of a schema. */
export interface Check {
  readonly value: JsonValue;
  readonly argument: JsonValue;
  readonly schema: JsonObject;
  /** Where the value is, such as `.items[0]`; empty for the whole. */
  readonly path: string;
  /** Checks a value against a schema within this one. */
  run(value: JsonValue, schema: JsonValue, path: string): string | null;
}

/** What goes wrong, as a sentence; `null` when nothing does. */
type Checker = (check: Check) => string | null;

/** One keyword: what may stand under it, and what it demands. Without a checker it only informs. */
export interface Keyword {
  readonly shape: Shape;
  readonly check?: Checker;
}

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

/** Every keyword that is understood, drafts 7 to 2020-12. */
export const KEYWORDS: Readonly<Record<string, Keyword>> = {
  $comment: { shape: 'anything' },
  $defs: { shape: 'map of schemas' },
  $id: { shape: 'text' },
  $ref: { shape: 'reference' },
  $schema: { shape: 'text' },
  $vocabulary: { shape: 'anything' },
  additionalItems: { shape: 'schema' },
  additionalProperties: { shape: 'schema', check: additionalProperties },
  allOf: { shape: 'schemas', check: allOf },
  anyOf: { shape: 'schemas', check: anyOf },
  const: { shape: 'anything', check: isConst },
  contains: { shape: 'schema', check: contains },
  contentEncoding: { shape: 'text' },
  contentMediaType: { shape: 'text' },
  contentSchema: { shape: 'anything' },
  default: { shape: 'anything' },
  definitions: { shape: 'map of schemas' },
  dependencies: { shape: 'map of schemas or lists', check: dependencies },
  dependentRequired: { shape: 'map of lists', check: dependencies },
  dependentSchemas: { shape: 'map of schemas', check: dependencies },
  deprecated: { shape: 'anything' },
  description: { shape: 'text' },
  else: { shape: 'schema' },
  enum: { shape: 'list', check: isOneOf },
  examples: { shape: 'anything' },
  exclusiveMaximum: { shape: 'number', check: bound('below', (a, b) => a < b) },
  exclusiveMinimum: { shape: 'number', check: bound('above', (a, b) => a > b) },
  format: { shape: 'text', check: format },
  if: { shape: 'schema', check: conditional },
  items: { shape: 'schema or schemas', check: items },
  maxContains: { shape: 'count' },
  maximum: { shape: 'number', check: bound('at most', (a, b) => a <= b) },
  maxItems: { shape: 'count', check: itemCount('at most', (a, b) => a <= b) },
  maxLength: { shape: 'count', check: length('at most', (a, b) => a <= b) },
  maxProperties: { shape: 'count', check: propertyCount('at most', (a, b) => a <= b) },
  minContains: { shape: 'count' },
  minimum: { shape: 'number', check: bound('at least', (a, b) => a >= b) },
  minItems: { shape: 'count', check: itemCount('at least', (a, b) => a >= b) },
  minLength: { shape: 'count', check: length('at least', (a, b) => a >= b) },
  minProperties: { shape: 'count', check: propertyCount('at least', (a, b) => a >= b) },
  multipleOf: { shape: 'number', check: multipleOf },
  not: { shape: 'schema', check: not },
  oneOf: { shape: 'schemas', check: oneOf },
  pattern: { shape: 'pattern', check: pattern },
  patternProperties: { shape: 'map of schemas by pattern', check: patternProperties },
  prefixItems: { shape: 'schemas', check: prefixItems },
  properties: { shape: 'map of schemas', check: properties },
  propertyNames: { shape: 'schema', check: propertyNames },
  readOnly: { shape: 'anything' },
  required: { shape: 'list of texts', check: required },
  // biome-ignore lint/suspicious/noThenProperty: the keyword is called so.
  then: { shape: 'schema' },
  title: { shape: 'text' },
  type: { shape: 'types', check: type },
  uniqueItems: { shape: 'flag', check: uniqueItems },
  writeOnly: { shape: 'anything' },
};

/** How a value is called in a message. */
export function nameOf(path: string): string {
  return path === '' ? 'the JSON' : path.replace(/^\./, '');
}

type Order = (value: number, limit: number) => boolean;

function type({ value, argument, path }: Check): string | null {
  const names = listOf(argument);
  if (names.some((name) => TYPES[String(name)]?.(value))) return null;
  return `${nameOf(path)} is not of type ${names.join(' or ')}`;
}

function isConst({ value, argument, path }: Check): string | null {
  return equalJson(value, argument) ? null : `${nameOf(path)} is not ${short(argument)}`;
}

function isOneOf({ value, argument, path }: Check): string | null {
  if (listOf(argument).some((item) => equalJson(value, item))) return null;
  return `${nameOf(path)} is none of ${short(argument)}`;
}

function bound(words: string, isRight: Order): Checker {
  return ({ value, argument, path }) => {
    if (typeof value !== 'number' || isRight(value, Number(argument))) return null;
    return `${nameOf(path)} is not ${words} ${argument}`;
  };
}

function length(words: string, isRight: Order): Checker {
  return ({ value, argument, path }) => {
    if (typeof value !== 'string' || isRight(codePointCount(value), Number(argument))) return null;
    return `${nameOf(path)} does not have ${words} ${argument} characters`;
  };
}

function itemCount(words: string, isRight: Order): Checker {
  return ({ value, argument, path }) => {
    if (!Array.isArray(value) || isRight(value.length, Number(argument))) return null;
    return `${nameOf(path)} does not have ${words} ${argument} items`;
  };
}

function propertyCount(words: string, isRight: Order): Checker {
  return ({ value, argument, path }) => {
    if (!isJsonObject(value) || isRight(Object.keys(value).length, Number(argument))) return null;
    return `${nameOf(path)} does not have ${words} ${argument} fields`;
  };
}

/** Binary arithmetic makes 0.3 ÷ 0.1 a little less than 3. */
function multipleOf({ value, argument, path }: Check): string | null {
  if (typeof value !== 'number') return null;
  const quotient = value / Number(argument);
  const distance = Math.abs(quotient - Math.round(quotient));
  if (distance <= 1e-9 * Math.max(1, Math.abs(quotient))) return null;
  return `${nameOf(path)} is no multiple of ${argument}`;
}

function pattern({ value, argument, path }: Check): string | null {
  if (typeof value !== 'string' || matchesPattern(String(argument), value)) return null;
  return `${nameOf(path)} does not match ${argument}`;
}

function format({ value, argument, path }: Check): string | null {
  if (typeof value !== 'string' || hasFormat(value, String(argument))) return null;
  return `${nameOf(path)} is no ${argument}`;
}

function required({ value, argument, path }: Check): string | null {
  if (!isJsonObject(value)) return null;
  const missing = listOf(argument).find((key) => !Object.hasOwn(value, String(key)));
  return missing === undefined ? null : `${nameOf(path)} has no field ${short(missing)}`;
}

function properties({ value, argument, path, run }: Check): string | null {
  return firstOf(entriesOf(argument), ([key, schema]) => {
    if (!isJsonObject(value) || !Object.hasOwn(value, key)) return null;
    return run(value[key] ?? null, schema, `${path}.${key}`);
  });
}

function patternProperties({ value, argument, path, run }: Check): string | null {
  return firstOf(entriesOf(argument), ([source, schema]) =>
    firstOf(entriesOf(value), ([key, item]) =>
      matchesPattern(source, key) ? run(item, schema, `${path}.${key}`) : null,
    ),
  );
}

function additionalProperties({ value, argument, schema, path, run }: Check): string | null {
  const named = objectOf(schema.properties);
  const patterns = Object.keys(objectOf(schema.patternProperties));
  return firstOf(entriesOf(value), ([key, item]) => {
    if (Object.hasOwn(named, key)) return null;
    if (patterns.some((source) => matchesPattern(source, key))) return null;
    return run(item, argument, `${path}.${key}`);
  });
}

function propertyNames({ value, argument, path, run }: Check): string | null {
  return firstOf(entriesOf(value), ([key]) => run(key, argument, `${path}.${key}`));
}

function dependencies({ value, argument, path, run, schema }: Check): string | null {
  if (!isJsonObject(value)) return null;
  return firstOf(entriesOf(argument), ([key, demand]) => {
    if (!Object.hasOwn(value, key)) return null;
    if (!Array.isArray(demand)) return run(value, demand, path);
    return required({ value, argument: demand, schema, path, run });
  });
}

function prefixItems({ value, argument, path, run }: Check): string | null {
  if (!Array.isArray(value)) return null;
  return firstOf([...listOf(argument).entries()], ([index, schema]) =>
    index < value.length ? run(value[index] ?? null, schema, `${path}[${index}]`) : null,
  );
}

/** A list of schemas, as drafts to 2019-09 have it, is what `prefixItems` is now. */
function items(check: Check): string | null {
  const { value, argument, schema, path, run } = check;
  if (!Array.isArray(value)) return null;
  const isOldList = Array.isArray(argument);
  const first = isOldList ? prefixItems(check) : null;
  const start = isOldList ? argument.length : listOf(schema.prefixItems ?? []).length;
  const rest = isOldList ? (schema.additionalItems ?? true) : argument;
  const after = [...value.entries()].slice(start);
  return first ?? firstOf(after, ([index, item]) => run(item, rest, `${path}[${index}]`));
}

function contains({ value, argument, schema, path, run }: Check): string | null {
  if (!Array.isArray(value)) return null;
  const count = value.filter((item) => run(item, argument, path) === null).length;
  const least = Number(schema.minContains ?? 1);
  const most = Number(schema.maxContains ?? Number.POSITIVE_INFINITY);
  if (count >= least && count <= most) return null;
  return `${nameOf(path)} contains ${count} items of the kind that is asked for`;
}

function uniqueItems({ value, argument, path }: Check): string | null {
  if (argument !== true || !Array.isArray(value)) return null;
  const isUnique = new Set(value.map(canonicalJson)).size === value.length;
  return isUnique ? null : `${nameOf(path)} has an item twice`;
}

function allOf({ value, argument, path, run }: Check): string | null {
  return firstOf(listOf(argument), (schema) => run(value, schema, path));
}

function anyOf({ value, argument, path, run }: Check): string | null {
  const failures: string[] = [];
  for (const schema of listOf(argument)) {
    const failure = run(value, schema, path);
    if (failure === null) return null;
    failures.push(failure);
  }
  return failures[0] ?? null;
}

function oneOf({ value, argument, path, run }: Check): string | null {
  const failures = listOf(argument).map((schema) => run(value, schema, path));
  const count = failures.filter((failure) => failure === null).length;
  if (count === 1) return null;
  return count === 0 ? (failures[0] ?? null) : `${nameOf(path)} fits ${count} schemas of oneOf`;
}

function not({ value, argument, path, run }: Check): string | null {
  return run(value, argument, path) === null ? `${nameOf(path)} is what "not" forbids` : null;
}

function conditional({ value, argument, schema, path, run }: Check): string | null {
  const branch = run(value, argument, path) === null ? schema.then : schema.else;
  return branch === undefined ? null : run(value, branch, path);
}

function firstOf<Item>(list: readonly Item[], check: (item: Item) => string | null): string | null {
  for (const item of list) {
    const failure = check(item);
    if (failure !== null) return failure;
  }
  return null;
}

function entriesOf(value: JsonValue): [string, JsonValue][] {
  return isJsonObject(value) ? Object.entries(value) : [];
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function listOf(value: JsonValue): readonly JsonValue[] {
  return Array.isArray(value) ? value : [value];
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
