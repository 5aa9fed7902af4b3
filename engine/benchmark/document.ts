import {
  Composer,
  type CST,
  type Document,
  isCollection,
  isMap,
  isPair,
  isScalar,
  LineCounter,
  type Node,
  Parser,
} from 'yaml';
import type { JsonValue } from '../json.ts';
import type { Problem } from '../problem.ts';
import { tooDeepAt } from './depth.ts';
import { BENCHMARK_LIMITS } from './limits.ts';
import { type Fault, plainValueOf } from './plain.ts';

/** Keys and indexes from the root of a document to a place in it. */
export type Path = readonly PropertyKey[];

/** A parsed YAML file that can say where each value stands. */
export interface SourceDocument {
  readonly file: string;
  /** `undefined` when the text could not be parsed. */
  readonly value: JsonValue | undefined;
  readonly problems: readonly Problem[];
  /** Place of the key (for a field) or of the value at `path`; of the nearest parent that exists. */
  positionOf(path: Path): { line: number; column: number };
}

/** What the parser's terse messages ask for, by their code. */
const FIXES: Readonly<Record<string, string>> = {
  BLOCK_AS_IMPLICIT_KEY: 'put a text that holds ": " in quotes',
  BAD_ALIAS: 'put a text that begins with * or & in quotes',
  MISSING_CHAR: 'close what is open, or put the text in quotes',
  MULTIPLE_DOCS: 'remove the line "---" and what follows it',
  TAB_AS_INDENT: 'indent with spaces',
  TAG_RESOLVE_FAILED: 'remove the tag',
};

/**
 * Parses YAML 1.2 into plain values, keeping positions. Never throws: what is wrong is in
 * `problems`. Duplicate keys, tags, aliases that explode and too deep nesting are errors.
 */
export function parseSource(text: string, file: string): SourceDocument {
  const lines = new LineCounter();
  const at = (offset: number) => positionAt(lines, offset);
  const { root, faults } = parsed(text, lines);
  const value = root === undefined ? undefined : plainValueOf(root, faults);
  return {
    file,
    value: faults.length > 0 ? undefined : value,
    problems: faults.map(({ offset, message, fix }) => ({
      file,
      ...at(offset),
      severity: 'error',
      message,
      fix,
    })),
    positionOf: (path) => at(offsetOf(root ?? null, path)),
  };
}

/** The tree of nodes, `null` for an empty text, `undefined` for one that is no YAML. */
function parsed(
  text: string,
  lines: LineCounter,
): { root: Node | null | undefined; faults: Fault[] } {
  const faults: Fault[] = [];
  const tokens = checkedTokens(new Parser(lines.addNewLine).parse(text), faults);
  const composer = new Composer({
    // Whatever a `%YAML` line says: dates, sets and binaries are no JSON.
    schema: 'core',
    resolveKnownTags: false,
    // Looks through the whole mapping for each key; `plainValueOf` does it faster.
    uniqueKeys: false,
    logLevel: 'error',
  });
  const [document, second] = composer.compose(tokens, true, text.length);
  if (document === undefined || faults.length > 0) return { root: undefined, faults };
  faults.push(...faultsOf(document));
  if (second !== undefined) faults.push(secondDocument(second));
  return { root: document.errors.length > 0 ? undefined : document.contents, faults };
}

/** Hands the tokens on until one nests so deep, or so many are wrong, that reading on is no use. */
function* checkedTokens(
  tokens: Iterable<CST.Token>,
  faults: Fault[],
): Generator<CST.Token, void, void> {
  let broken = 0;
  for (const token of tokens) {
    if (token.type === 'error' && ++broken > BENCHMARK_LIMITS.problems) return;
    const offset = tooDeepAt(token);
    if (offset !== undefined) {
      const message = `nested deeper than ${BENCHMARK_LIMITS.depth} levels`;
      faults.push({ offset, message, fix: 'nest less' });
      return;
    }
    yield token;
  }
}

function faultsOf({ errors, warnings }: Document): Fault[] {
  return [...errors, ...warnings]
    .slice(0, BENCHMARK_LIMITS.problems + 1)
    .map(({ code, message, pos }) => ({ offset: pos[0], message, fix: FIXES[code] ?? '' }));
}

function secondDocument(document: Document): Fault {
  const message = 'a second document begins here, and one file holds one';
  return { offset: document.range?.[0] ?? 0, message, fix: FIXES.MULTIPLE_DOCS ?? '' };
}

function positionAt(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

/** Offset of the key or item that `path` ends in, as far down as the path exists. */
function offsetOf(root: Node | null, path: Path): number {
  let node: unknown = root;
  let offset = root?.range?.[0] ?? 0;
  for (const key of path) {
    const child = childOf(node, key);
    if (child === undefined) break;
    node = child.value;
    offset = child.offset;
  }
  return offset;
}

function childOf(node: unknown, key: PropertyKey): { value: unknown; offset: number } | undefined {
  if (!isCollection(node)) return undefined;
  if (isMap(node)) return childOfMap(node.items, key);
  const item = node.items[Number(key)];
  return item === undefined ? undefined : { value: item, offset: startOf(item) };
}

function childOfMap(
  items: readonly unknown[],
  key: PropertyKey,
): { value: unknown; offset: number } | undefined {
  const pair = items.find(
    (item) => isPair(item) && isScalar(item.key) && String(item.key.value ?? '') === String(key),
  );
  return isPair(pair) ? { value: pair.value, offset: startOf(pair.key) } : undefined;
}

function startOf(node: unknown): number {
  return (node as Node | null)?.range?.[0] ?? 0;
}
