import type { JsonObject, JsonValue } from '../../json.ts';

/** Whether a reply follows an instruction, and what was found; `null` when that cannot be told. */
export interface Followed {
  readonly follows: boolean | null;
  /** In words, such as `3 commas`. */
  readonly found: string;
}

/**
 * One kind of verifiable instruction of IFEval (Zhou et al. 2023, arXiv:2311.07911), with the name
 * and the arguments of its data set. Pure, never throws, linear time.
 */
export interface Instruction {
  /** Such as `punctuation:no_comma`. */
  readonly id: string;
  /** Arguments it cannot do without. */
  readonly needs: readonly string[];
  check(reply: string, given: JsonObject): Followed;
}

/** An argument as text; empty when there is none. */
export function textGiven(given: JsonObject, name: string): string {
  const value = Object.hasOwn(given, name) ? given[name] : undefined;
  return typeof value === 'string' ? value : String(value ?? '');
}

/** An argument as a number; `NaN` when it is none. */
export function numberGiven(given: JsonObject, name: string): number {
  const value = Object.hasOwn(given, name) ? given[name] : undefined;
  return typeof value === 'number' ? value : Number.NaN;
}

/** An argument as a list of texts. */
export function textsGiven(given: JsonObject, name: string): readonly string[] {
  const value: JsonValue | undefined = Object.hasOwn(given, name) ? given[name] : undefined;
  return Array.isArray(value) ? value.map(String) : [];
}

/** A count against `less than` or `at least` a number. */
export function related(count: number, units: string, relation: string, limit: number): Followed {
  const found = `${count} ${units}, wanted ${relation} ${limit}`;
  if (Number.isNaN(limit)) return { follows: null, found: 'the number is missing' };
  if (relation === 'less than') return { follows: count < limit, found };
  if (relation === 'at least') return { follows: count >= limit, found };
  return { follows: null, found: `the relation "${relation}" is neither less than nor at least` };
}

/** A count that has to be exactly, or at least, a number. */
export function counted(
  count: number,
  units: string,
  limit: number,
  how: 'exactly' | 'at least',
): Followed {
  if (Number.isNaN(limit)) return { follows: null, found: 'the number is missing' };
  const follows = how === 'exactly' ? count === limit : count >= limit;
  return { follows, found: `${count} ${units}, wanted ${how} ${limit}` };
}
