import { isJsonObject, type JsonValue } from '../../json.ts';

/** Deeper JSON is refused: what walks it later is recursive. */
export const MAX_JSON_DEPTH = 200;

/** How often the search for JSON in prose may read the text: once for every bracket left open. */
const MAX_READS = 50;

/** The JSON value that a text is, or `undefined` when it is none or nests too deep. */
export function parseJson(text: string): JsonValue | undefined {
  if (nestingDepth(text) > MAX_JSON_DEPTH) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The JSON value in a reply: the text itself, else its last fenced block that is JSON, else the
 * last object in its prose, else the last list.
 */
export function findJson(text: string): JsonValue | undefined {
  return parseJson(text) ?? lastFencedJson(text) ?? lastEmbeddedJson(text);
}

/** Whether two JSON values are equal, numbers up to an absolute `tolerance`. */
export function equalJson(a: unknown, b: unknown, tolerance = 0): boolean {
  if (typeof a === 'number' && typeof b === 'number') return isNear(a, b, tolerance);
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => equalJson(item, b[index], tolerance));
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return a === b;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && equalJson(a[key], b[key], tolerance))
  );
}

/**
 * The value at a path such as `a.b[0].c` or `["odd key"][-1]`; a negative index counts from the
 * end. `undefined` when nothing is there.
 */
export function jsonAt(value: JsonValue, path: string): JsonValue | undefined {
  let current: JsonValue | undefined = value;
  for (const key of pathKeys(path) ?? [Number.NaN]) {
    if (current === undefined) return undefined;
    current = childAt(current, key);
  }
  return current;
}

/** The keys and indexes of a path, or `null` when it is not one. */
export function pathKeys(path: string): (string | number)[] | null {
  const trimmed = path.trim().replace(/^\$\.?/, '');
  const part = /\[(-?\d+)\]|\["([^"\]]*)"\]|\['([^'\]]*)'\]|(?:^|\.)([^.[\]]+)/gy;
  const keys: (string | number)[] = [];
  while (part.lastIndex < trimmed.length) {
    const match = part.exec(trimmed);
    if (match === null) return null;
    keys.push(match[1] === undefined ? (match[2] ?? match[3] ?? match[4] ?? '') : Number(match[1]));
  }
  return keys;
}

function childAt(value: JsonValue, key: string | number): JsonValue | undefined {
  if (typeof key === 'number') {
    if (Array.isArray(value)) return value.at(key);
    return childAt(value, String(key));
  }
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** A slack of one part in 10¹² keeps `0.51` within 0.01 of `0.5` in binary arithmetic. */
function isNear(a: number, b: number, tolerance: number): boolean {
  if (a === b) return true;
  return tolerance > 0 && Math.abs(a - b) <= tolerance + 1e-12 * Math.max(Math.abs(a), Math.abs(b));
}

function lastFencedJson(text: string): JsonValue | undefined {
  const parts = text.split('```');
  for (let index = parts.length - 2; index > 0; index--) {
    const content = (parts[index] ?? '').replace(/^[^\S\n]*[\w-]*[^\S\n]*\n/, '').trim();
    const found = /^[{[]/.test(content) ? parseJson(content) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function lastEmbeddedJson(text: string): JsonValue | undefined {
  let lastObject: JsonValue | undefined;
  let lastList: JsonValue | undefined;
  let budget = MAX_READS * text.length;
  for (let start = nextOpening(text, 0); start >= 0 && budget > 0; ) {
    const end = closingOf(text, start);
    budget -= Math.abs(end) - start;
    const value = end > 0 ? parseJson(text.slice(start, end)) : undefined;
    if (isJsonObject(value)) lastObject = value;
    else if (value !== undefined) lastList = value;
    start = nextOpening(text, value === undefined ? start + 1 : end);
  }
  return lastObject ?? lastList;
}

/** The next bracket after which JSON may go on; in prose and code most others cannot. */
function nextOpening(text: string, from: number): number {
  const opening = /\{(?=\s{0,9}(?:["}]|\s{9}))|\[(?=\s{0,9}(?:["\]{[\d-]|true|false|null|\s{9}))/g;
  opening.lastIndex = from;
  return opening.exec(text)?.index ?? -1;
}

/** The place after the bracket that closes the one at `start`; negative: how far it was looked for. */
function closingOf(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at = nextToken(text, at)) {
    depth += depthChange(text[at]);
    if (depth === 0) return at + 1;
    if (depth > MAX_JSON_DEPTH) return -at;
  }
  return -text.length;
}

function nestingDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at = nextToken(text, at)) {
    depth += depthChange(text[at]);
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** The place of the next character, or the one after the string that starts here. */
function nextToken(text: string, at: number): number {
  if (text[at] !== '"') return at + 1;
  let end = at + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  return end + 1;
}

function depthChange(char: string | undefined): number {
  if (char === '{' || char === '[') return 1;
  return char === '}' || char === ']' ? -1 : 0;
}
