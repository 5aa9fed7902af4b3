import { z } from 'zod';
import type { Expected } from '../benchmark/benchmark.ts';
import { isJsonObject, type JsonValue } from '../json.ts';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { findJson, parseJson } from './text/json.ts';
import { LIST_FIELDS } from './text/lists/options.ts';
import { itemOf, type ListRules, MAX_LIST_CHARS, readItems } from './text/lists/read.ts';
import { tauB } from './text/lists/tau.ts';
import { nothingExpected, nothingToScore, scored, textOf, unscored } from './text/score.ts';

const options: z.ZodType<ListRules> = z.strictObject(LIST_FIELDS);

/** Longer rankings are not compared: their pairs are too many. */
const MAX_RANKED = 2_000;

/** Place by item; equal places are ties. */
type Ranks = ReadonlyMap<string, number>;

/**
 * Kendall's τ-b of two rankings. A list ranks by its order; an object such as
 * `{"a": 1, "b": 2, "c": 2}` gives the places, ties included.
 */
export const kendall: Scorer<ListRules> = {
  type: 'kendall',
  version: 1,
  summary: 'Rank agreement (τ + 1) ÷ 2 by Kendall’s τ-b, times the share of items that are ranked.',
  options,
  needsExpected: true,
  threshold: 1,
  example: {
    options: {},
    expected: 'gold, silver, bronze, tin',
    right: '1. gold\n2. silver\n3. bronze\n4. tin',
    wrong: 'silver, gold, bronze, tin',
  },
  score: scoreKendall,
};

function scoreKendall(input: ScoreInput, rules: ListRules): Score {
  if (input.expected === undefined) return nothingExpected();
  const wanted = ranksOfExpected(input.expected, rules);
  if (wanted.size < 2) return unscored('the expected ranking has fewer than two items');
  if (wanted.size > MAX_RANKED)
    return unscored(`the expected ranking has over ${MAX_RANKED} items`);
  if (input.answer === null) return nothingToScore();
  return compare(ranksOfAnswer(input.answer, rules), wanted);
}

/** Items that the answer leaves out cost their share; items that nobody asked for cost nothing. */
function compare(found: Ranks, wanted: Ranks): Score {
  const common = [...wanted.keys()].filter((key) => found.has(key));
  const answer = [...found.keys()].slice(0, MAX_RANKED).join(', ');
  const ranked = `${common.length} of ${wanted.size} items are ranked`;
  const tau = tauB(
    common.map((key) => found.get(key) ?? 0),
    common.map((key) => wanted.get(key) ?? 0),
  );
  if (tau === null) return scored(0, answer, `${ranked}; τ is not defined`);
  const value = ((tau + 1) / 2) * (common.length / wanted.size);
  return scored(value, answer, `τ = ${tau.toFixed(4)}; ${ranked}`);
}

function ranksOfAnswer(answer: string, rules: ListRules): Ranks {
  return (
    placesOf(findJson(answer.slice(0, MAX_LIST_CHARS)), rules) ?? orderOf(readItems(answer, rules))
  );
}

function ranksOfExpected(expected: Expected, rules: ListRules): Ranks {
  const value = typeof expected === 'string' ? parseJson(expected) : expected;
  const places = placesOf(value, rules);
  if (places !== null) return places;
  if (!Array.isArray(expected)) return orderOf(readItems(textOf(expected), rules));
  return orderOf(expected.map((item) => itemOf(textOf(item), rules)));
}

/** The places that an object of numbers gives, or `null`. */
function placesOf(value: JsonValue | undefined, rules: ListRules): Ranks | null {
  if (!isJsonObject(value)) return null;
  const places = new Map<string, number>();
  for (const [text, place] of Object.entries(value)) {
    if (typeof place !== 'number') return null;
    places.set(itemOf(text, rules).key, place);
  }
  return places;
}

/** The first mention of an item counts. */
function orderOf(items: readonly { readonly key: string }[]): Ranks {
  const places = new Map<string, number>();
  for (const { key } of items) if (!places.has(key)) places.set(key, places.size + 1);
  return places;
}
