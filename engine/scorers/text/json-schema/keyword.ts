import type { JsonObject, JsonValue } from '../../../json.ts';

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
export type Checker = (check: Check) => string | null;

/** One keyword: what may stand under it, and what it demands. Without a checker it only informs. */
export interface Keyword {
  readonly shape: Shape;
  readonly check?: Checker;
}

/** How a value is called in a message. */
export function nameOf(path: string): string {
  return path === '' ? 'the JSON' : path.replace(/^\./, '');
}

/** The items of a list, or the value as a list of one. */
export function listOf(value: JsonValue): readonly JsonValue[] {
  return Array.isArray(value) ? value : [value];
}
