import type { Expected } from '../../../benchmark/benchmark.ts';
import type { Score, ScoreInput } from '../../scorer.ts';
import { bestScore, nothingExpected, nothingToScore, textOf, unscored } from '../score.ts';
import { distinctItems, type Item, itemOf, type ListRules, MAX_ITEMS, readItems } from './read.ts';

/** What two lists say when they are compared. */
export type CompareLists = (found: readonly Item[], wanted: readonly Item[]) => Score;

/**
 * The loop that scorers of lists share. A list of lists holds several accepted lists, of which the
 * best verdict counts; any other list is the one that is expected.
 */
export function scoreLists(input: ScoreInput, rules: ListRules, compare: CompareLists): Score {
  const accepted = expectedLists(input.expected, rules);
  if (accepted.length === 0) return nothingExpected();
  if (accepted.some((wanted) => wanted.length > MAX_ITEMS))
    return unscored(`the expected list has more than ${MAX_ITEMS} items`);
  if (input.answer === null) return nothingToScore();
  const found = readItems(input.answer, rules);
  return bestScore(accepted.map((wanted) => compare(found, wanted)));
}

/** The same for scorers to which order and repetition say nothing. */
export function scoreSets(input: ScoreInput, rules: ListRules, compare: CompareLists): Score {
  return scoreLists(input, rules, (found, wanted) =>
    compare(distinctItems(found), distinctItems(wanted)),
  );
}

/** How two sets overlap. */
export interface Overlap {
  /** Items that both have. */
  readonly both: number;
  readonly missing: readonly Item[];
  readonly unexpected: readonly Item[];
}

/** How a set that was found overlaps with the one that is wanted. */
export function overlapOf(found: readonly Item[], wanted: readonly Item[]): Overlap {
  const foundKeys = new Set(found.map(({ key }) => key));
  const wantedKeys = new Set(wanted.map(({ key }) => key));
  const missing = wanted.filter(({ key }) => !foundKeys.has(key));
  const unexpected = found.filter(({ key }) => !wantedKeys.has(key));
  return { both: wanted.length - missing.length, missing, unexpected };
}

/** In words how sets overlap. */
export function overlapReason({ both, missing, unexpected }: Overlap): string {
  const parts = [`${both} of ${both + missing.length} expected items`];
  if (missing.length > 0) parts.push(`missing ${shown(missing)}`);
  if (unexpected.length > 0) parts.push(`not expected ${shown(unexpected)}`);
  return parts.join('; ');
}

/** Items as a person would list them. */
export function shown(items: readonly Item[]): string {
  const names = items.slice(0, 5).map(({ text }) => text.slice(0, 40));
  return `${names.join(', ')}${items.length > 5 ? ` and ${items.length - 5} more` : ''}`;
}

/** The list as the scorer read it. */
export function answerOf(items: readonly Item[]): string {
  return items.map(({ text }) => text).join(', ');
}

function expectedLists(expected: Expected | undefined, rules: ListRules): Item[][] {
  if (expected === undefined) return [];
  if (!Array.isArray(expected)) return [readItems(textOf(expected), rules)];
  const isSeveral = expected.length > 0 && expected.every((item) => Array.isArray(item));
  return (isSeveral ? expected : [expected]).map((list) =>
    list.map((item: Expected) => itemOf(textOf(item), rules)),
  );
}
