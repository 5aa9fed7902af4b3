import { isCollection, isMap, isPair, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import type { JsonValue } from '../json.ts';
import type { Problem } from '../problem.ts';
import { BENCHMARK_LIMITS } from './limits.ts';

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

/**
 * Parses YAML 1.2 into plain values, keeping positions. Never throws: what is wrong is in
 * `problems`. Duplicate keys, too many aliases and too deep nesting are errors.
 */
export function parseSource(text: string, file: string): SourceDocument {
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    const at = (offset: number) => positionAt(lines, offset);
    const problems = [...document.errors, ...document.warnings].map((error) =>
      problem(file, at(error.pos[0]), error.message),
    );
    const root = document.contents;
    if (isTooDeep(root))
      throw new RangeError(`nested deeper than ${BENCHMARK_LIMITS.depth} levels`);
    const value = problems.length > 0 ? undefined : toValue(document);
    return { file, value, problems, positionOf: (path) => at(offsetOf(root, path)) };
  } catch (error) {
    return unreadable(file, error);
  }
}

function toValue(document: ReturnType<typeof parseDocument>): JsonValue {
  return document.toJS({ maxAliasCount: BENCHMARK_LIMITS.aliases }) ?? null;
}

function unreadable(file: string, error: unknown): SourceDocument {
  const message = error instanceof Error ? error.message : String(error);
  const start = { line: 1, column: 1 };
  return {
    file,
    value: undefined,
    problems: [problem(file, start, `cannot be read as YAML: ${message}`)],
    positionOf: () => start,
  };
}

function problem(file: string, at: { line: number; column: number }, message: string): Problem {
  return { file, ...at, severity: 'error', message, fix: '' };
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
    (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(key),
  );
  return isPair(pair) ? { value: pair.value, offset: startOf(pair.key) } : undefined;
}

function startOf(node: unknown): number {
  return (node as Node | null)?.range?.[0] ?? 0;
}

/** Breadth first, so that hostile nesting cannot exhaust the stack. */
function isTooDeep(root: unknown): boolean {
  let level: unknown[] = [root];
  for (let depth = 0; depth <= BENCHMARK_LIMITS.depth * 2; depth++) {
    level = level.flatMap(childrenOf);
    if (level.length === 0) return false;
  }
  return true;
}

function childrenOf(node: unknown): readonly unknown[] {
  if (isPair(node)) return [node.key, node.value];
  return isCollection(node) ? node.items : [];
}
