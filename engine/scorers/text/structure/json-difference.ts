import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from '../../../json.ts';
import { codePoints, editDistance } from '../distance.ts';
import { parseJson } from '../json.ts';

/** Steps of all edit distances of one comparison together, in words of 32 bits. */
const MAX_STEPS = 40_000_000;
/** Longer texts that differ are not compared. */
const MAX_TEXT = 100_000;

/** How values are compared. */
export interface DifferenceRules {
  /** Texts that hold JSON are texts; otherwise they are the JSON that they hold. */
  readonly preserve_strings: boolean;
}

/**
 * How alike two JSON values are, 0…1, as `JSONDiff` of autoevals 0.0.132 has it: objects by the
 * mean over all keys of either, lists by the mean over places, texts by edit distance, numbers by
 * relative difference, different kinds by the edit distance of their JSON. `null` when comparing
 * would take too long.
 */
export function jsonLikeness(a: JsonValue, b: JsonValue, rules: DifferenceRules): number | null {
  const comparison = new Comparison(rules);
  const likeness = comparison.likeness(a, b);
  return comparison.isTooLong ? null : likeness;
}

class Comparison {
  readonly #rules: DifferenceRules;
  #steps = MAX_STEPS;

  constructor(rules: DifferenceRules) {
    this.#rules = rules;
  }

  get isTooLong(): boolean {
    return this.#steps < 0;
  }

  likeness(left: JsonValue | undefined, right: JsonValue | undefined): number {
    const [a, b] = [this.#read(left), this.#read(right)];
    if (isJsonObject(a) && isJsonObject(b)) return this.#objects(a, b);
    if (Array.isArray(a) && Array.isArray(b)) return this.#lists(a, b);
    if (typeof a === 'string' && typeof b === 'string') return this.#texts(a, b);
    if (typeof a === 'number' && typeof b === 'number') return numberLikeness(a, b);
    if (isNothing(a) || isNothing(b)) return isNothing(a) && isNothing(b) ? 1 : 0;
    return this.#texts(spelling(a), spelling(b));
  }

  /** A number too large for JSON is read as a text. */
  #read(value: JsonValue | undefined): JsonValue | undefined {
    if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
    if (typeof value !== 'string' || this.#rules.preserve_strings) return value;
    return /^\s*[{[]/.test(value) ? (parseJson(value) ?? value) : value;
  }

  #objects(a: JsonObject, b: JsonObject): number {
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
    if (keys.length === 0) return 1;
    const at = (object: JsonObject, key: string) =>
      Object.hasOwn(object, key) ? object[key] : undefined;
    return sumOf(keys.map((key) => this.likeness(at(a, key), at(b, key)))) / keys.length;
  }

  #lists(a: readonly JsonValue[], b: readonly JsonValue[]): number {
    if (a.length === 0 && b.length === 0) return 1;
    const [short, long] = a.length <= b.length ? [a, b] : [b, a];
    return sumOf(short.map((item, index) => this.likeness(item, long[index]))) / long.length;
  }

  #texts(a: string, b: string): number {
    if (a === b) return 1;
    if (Math.max(a.length, b.length) > MAX_TEXT) this.#steps = -1;
    if (this.isTooLong) return 0;
    const [left, right] = [codePoints(a), codePoints(b)];
    const longer = Math.max(left.length, right.length);
    this.#steps -= Math.ceil(Math.min(left.length, right.length) / 32) * longer;
    const distance = this.isTooLong ? null : editDistance(left, right);
    if (distance === null) this.#steps = -1;
    return 1 - (distance ?? longer) / longer;
  }
}

/** 1 − |a − b| ÷ (|a| + |b|); two zeros are equal. */
function numberLikeness(a: number, b: number): number {
  if (a === b) return 1;
  return 1 - Math.abs(a - b) / (Math.abs(a) + Math.abs(b));
}

/** JSON with sorted keys; what JSON cannot write is left as JavaScript writes it. */
function spelling(value: JsonValue | undefined): string {
  const finite = JSON.stringify(value, (_key, item) =>
    typeof item === 'number' && !Number.isFinite(item) ? String(item) : item,
  );
  return canonicalJson(JSON.parse(finite));
}

function isNothing(value: JsonValue | undefined): value is null | undefined {
  return value === null || value === undefined;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
