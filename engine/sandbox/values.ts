import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';

/**
 * A value on its way in or out of a sandbox: JSON, with `{ $: tag, v: … }` for what JSON cannot
 * write. A dictionary is `{ $: 'dict', v: [[key, value], …] }`.
 */
export type SandboxValue = JsonValue;

/** A JSON value as the sandbox reads it. */
export function sandboxValue(value: JsonValue): SandboxValue {
  if (Array.isArray(value)) return value.map(sandboxValue);
  if (!isJsonObject(value)) return value;
  const pairs = Object.entries(value).map(([key, item]) => [key, sandboxValue(item)]);
  return { $: 'dict', v: pairs };
}

/**
 * A value that came out of a sandbox as plain JSON: a tuple or a set is a list, a dictionary with
 * texts as keys an object, a long integer a number. `undefined` for what JSON cannot write.
 */
export function plainValue(value: SandboxValue): JsonValue | undefined {
  if (Array.isArray(value)) return plainList(value);
  if (!isJsonObject(value)) return value;
  const { $: tag, v: inner } = value;
  if (tag === 'undefined') return null;
  if (tag === 'tuple' || tag === 'set') return Array.isArray(inner) ? plainList(inner) : undefined;
  if (tag === 'dict') return plainObject(pairsOf(value));
  return numberOf(value);
}

function plainList(items: readonly SandboxValue[]): JsonValue | undefined {
  const plain = items.map(plainValue);
  return plain.every((item) => item !== undefined) ? plain : undefined;
}

function plainObject(pairs: Map<string, SandboxValue> | undefined): JsonValue | undefined {
  if (pairs === undefined) return undefined;
  const fields: [string, JsonValue][] = [];
  for (const [key, item] of pairs) {
    const plain = plainValue(item);
    if (plain === undefined) return undefined;
    fields.push([key, plain]);
  }
  return Object.fromEntries(fields);
}

/**
 * Whether a value that came out of a sandbox is the expected one. A tuple is a list, because JSON
 * has no tuple; numbers may differ by `tolerance`; nothing else is converted.
 */
export function isExpected(actual: SandboxValue, expected: JsonValue, tolerance: number): boolean {
  if (typeof expected === 'number') return isNear(numberOf(actual), expected, tolerance);
  if (Array.isArray(expected)) return isExpectedList(itemsOf(actual), expected, tolerance);
  if (isJsonObject(expected)) return isExpectedDict(pairsOf(actual), expected, tolerance);
  return actual === expected;
}

function isNear(actual: number | undefined, expected: number, tolerance: number): boolean {
  return actual !== undefined && (actual === expected || Math.abs(actual - expected) <= tolerance);
}

function numberOf(value: SandboxValue): number | undefined {
  if (typeof value === 'number') return value;
  const isInteger = isJsonObject(value) && value.$ === 'int' && typeof value.v === 'string';
  return isInteger && /^-?0x[\da-f]{1,300}$/.test(`${value.v}`)
    ? integerOf(`${value.v}`)
    : undefined;
}

function integerOf(hex: string): number {
  return hex.startsWith('-') ? -Number(hex.slice(1)) : Number(hex);
}

function itemsOf(value: SandboxValue): readonly SandboxValue[] | undefined {
  const items = isJsonObject(value) && value.$ === 'tuple' ? value.v : value;
  return Array.isArray(items) ? items : undefined;
}

function isExpectedList(
  actual: readonly SandboxValue[] | undefined,
  expected: readonly JsonValue[],
  tolerance: number,
): boolean {
  if (actual?.length !== expected.length) return false;
  return expected.every((item, index) => isExpected(actual[index] ?? null, item, tolerance));
}

function pairsOf(value: SandboxValue): Map<string, SandboxValue> | undefined {
  if (!isJsonObject(value) || value.$ !== 'dict' || !Array.isArray(value.v)) return undefined;
  const pairs = value.v.filter((pair) => Array.isArray(pair) && typeof pair[0] === 'string');
  if (pairs.length !== value.v.length) return undefined;
  return new Map(pairs.map(([key, item]) => [key, item]));
}

function isExpectedDict(
  actual: Map<string, SandboxValue> | undefined,
  expected: JsonObject,
  tolerance: number,
): boolean {
  const entries = Object.entries(expected);
  if (actual?.size !== entries.length) return false;
  return entries.every(
    ([key, item]) => actual.has(key) && isExpected(actual.get(key) ?? null, item, tolerance),
  );
}
