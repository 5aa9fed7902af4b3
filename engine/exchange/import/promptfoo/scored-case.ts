import { canonicalJson, type JsonObject, type JsonValue } from '../../../json.ts';
import type { Notes } from '../notes.ts';
import { firstScorer } from '../scorers.ts';
import type { PlacedAssertion, TranslatedScore } from './assertion.ts';
import { type AssertionGroup, isGroup } from './assertion-sets.ts';

/** A case's scorers, and the expected value that some of them compare with. */
export interface ScoredCase {
  readonly score: readonly JsonObject[];
  readonly expected: JsonValue | undefined;
}

/** A translated scorer with what goes round it. */
export interface PlacedScore {
  readonly translated: TranslatedScore;
  readonly common: JsonObject;
  readonly source: PlacedAssertion;
}

type Placed = PlacedScore | AssertionGroup<PlacedScore>;

/** Scorers that can say themselves what they compare with leave the expected value to the others. */
export function withOneExpected(placed: readonly Placed[], notes: Notes): ScoredCase {
  const single = placed.flatMap(leavesOf);
  const needy = single.find(({ translated }) => translated.inline === undefined);
  const chosen = needy ?? single.find(({ translated }) => translated.expecting !== undefined);
  const expected = chosen?.translated.expecting?.expected;
  return { score: placed.flatMap((item) => written(item, expected, notes)), expected };
}

function leavesOf(item: Placed): PlacedScore[] {
  return isGroup(item) ? item.parts.flatMap(leavesOf) : [item];
}

function written(item: Placed, expected: JsonValue | undefined, notes: Notes): JsonObject[] {
  return isGroup(item) ? groupOf(item, expected, notes) : scoreOf(item, expected, notes);
}

/** A weighted mean that passes from the threshold on, which is what a set scores. */
function groupOf(
  { source, weight, threshold, parts }: AssertionGroup<PlacedScore>,
  expected: JsonValue | undefined,
  notes: Notes,
): JsonObject[] {
  const score = parts.flatMap((part) => written(part, expected, notes));
  if (score.length === 0) return [];
  const { metric } = source.assertion;
  const named = typeof metric === 'string' && metric !== '' ? { name: metric.slice(0, 100) } : {};
  const weighed = weight === 1 ? {} : { weight: rounded(weight) };
  const group: JsonObject = { type: 'mean', ...named, ...weighed, threshold, score };
  const usable = firstScorer([group]);
  if ('score' in usable) return [group];
  const reason = `all of its assertions have to pass here: ${usable.problem}`;
  notes.changed(source.place, 'threshold', reason, { comparable: false });
  return score;
}

function scoreOf(
  { translated: { expecting, inline }, common, source }: PlacedScore,
  expected: JsonValue | undefined,
  notes: Notes,
): JsonObject[] {
  const fits =
    expecting !== undefined && canonicalJson(expecting.expected) === canonicalJson(expected);
  const score = fits ? expecting.score : inline;
  if (score !== undefined) return [merged(score, common)];
  const reason = 'the case has another expected value already, and it can have one only';
  notes.dropped(source.place, `assert: ${String(source.assertion.type)}`, reason, {
    fix: 'make it a case of its own',
    comparable: false,
  });
  return [];
}

/** Weights multiply: a condition may be a part of an assertion. */
function merged(score: JsonObject, common: JsonObject): JsonObject {
  const weight = Number(score.weight ?? 1) * Number(common.weight ?? 1);
  const { weight: _, ...rest } = { ...score, ...common };
  return weight === 1 ? rest : { ...rest, weight };
}

/** Shares of a weight, without the digits that come of dividing. */
export function rounded(weight: number): number {
  return Math.round(weight * 1e6) / 1e6;
}
