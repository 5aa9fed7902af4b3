import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { JsonValue } from '../json.ts';
import { suggestion } from '../nearest.ts';
import { BENCHMARK_LIMITS } from './limits.ts';
import { numberProblem } from './number.ts';

/** What is wrong at a place of a text. */
export interface Fault {
  /** Counts from 0. */
  readonly offset: number;
  readonly message: string;
  readonly fix: string;
}

/** A value, and how large it is with its aliases filled in. */
interface Plain {
  readonly value: JsonValue;
  readonly characters: number;
  readonly depth: number;
}

const NOTHING: Plain = { value: null, characters: 1, depth: 0 };

/**
 * The plain value of a tree of nodes; what JSON cannot hold is added to `faults`. An alias shares
 * the value of its anchor, so that the time is linear whatever a file makes of its aliases; and as
 * what reads the value later does not share, the size it pretends to is bounded.
 */
export function plainValueOf(root: Node | null, faults: Fault[]): JsonValue {
  return new Converter(faults).convert(root).value;
}

class Converter {
  readonly #anchors = new Map<string, Plain>();
  readonly #faults: Fault[];

  constructor(faults: Fault[]) {
    this.#faults = faults;
  }

  convert(node: unknown): Plain {
    if (isAlias(node)) return this.#aliased(node.source, offsetOf(node));
    const plain = this.#converted(node);
    const anchor = (node as { anchor?: string } | null)?.anchor;
    if (anchor !== undefined) this.#anchors.set(anchor, plain);
    return plain;
  }

  #converted(node: unknown): Plain {
    if (isScalar(node)) return this.#scalar(node);
    if (isSeq(node)) return this.#list(node);
    return isMap(node) ? this.#mapping(node) : NOTHING;
  }

  #scalar(node: Scalar): Plain {
    const value = (node.value ?? null) as JsonValue;
    if (typeof value === 'number') {
      const problem = numberProblem(value, node.source ?? String(value));
      if (problem !== undefined) this.#report(node, problem.message, problem.fix);
    }
    return { value, characters: typeof value === 'string' ? value.length + 1 : 1, depth: 0 };
  }

  #list(node: YAMLSeq): Plain {
    const items = node.items.map((item) => this.convert(item));
    return this.#collected(
      node,
      items.map(({ value }) => value),
      items,
    );
  }

  #mapping(node: YAMLMap): Plain {
    const written = new Set<string>();
    const entries = node.items.flatMap((pair) => {
      const key = this.#key(pair, written);
      return key === undefined ? [] : [[key, this.convert(pair.value)] as const];
    });
    const value = Object.fromEntries(entries.map(([key, item]) => [key, item.value]));
    return this.#collected(
      node,
      value,
      entries.map(([, item]) => item),
    );
  }

  #key({ key }: Pair, written: Set<string>): string | undefined {
    if (!isScalar(key) && key !== null) {
      this.#report(key, 'a key has to be plain text', 'write key: value');
      return undefined;
    }
    const text = String(key?.value ?? '');
    if (written.has(text))
      this.#report(key, `the key ${JSON.stringify(text)} is written twice`, 'remove one of them');
    written.add(text);
    return text;
  }

  #aliased(name: string, offset: number): Plain {
    const plain = this.#anchors.get(name);
    if (plain !== undefined) return plain;
    this.#faults.push({
      offset,
      message: `there is no anchor "&${name}" before this alias`,
      fix: suggestion(name, [...this.#anchors.keys()]) || 'put a text that begins with * in quotes',
    });
    return NOTHING;
  }

  #collected(node: Node, value: JsonValue, items: readonly Plain[]): Plain {
    const characters = items.reduce((sum, item) => sum + item.characters, 1);
    const depth = items.reduce((most, item) => Math.max(most, item.depth), 0) + 1;
    const isLarge = characters > BENCHMARK_LIMITS.expandedCharacters;
    if (!isLarge && depth <= BENCHMARK_LIMITS.depth) return { value, characters, depth };
    const what = isLarge
      ? `to more than ${BENCHMARK_LIMITS.expandedCharacters} characters`
      : `deeper than ${BENCHMARK_LIMITS.depth} levels`;
    this.#report(node, `the aliases in here expand ${what}`, 'repeat less');
    return NOTHING;
  }

  #report(node: unknown, message: string, fix: string): void {
    this.#faults.push({ offset: offsetOf(node), message, fix });
  }
}

function offsetOf(node: unknown): number {
  const inner = isPair(node) ? node.key : node;
  return (inner as Node | null)?.range?.[0] ?? 0;
}
