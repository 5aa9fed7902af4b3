import { z } from 'zod';
import type { Expected } from '../benchmark/benchmark.ts';
import { isJsonObject } from '../json.ts';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { parseJson } from './text/json.ts';
import { CUT_OFF, type CutOffOptions, LIST_FIELDS } from './text/lists/options.ts';
import { distinctItems, type Item, itemOf, type ListRules, readItems } from './text/lists/read.ts';
import { answerOf, scoreSets } from './text/lists/score.ts';
import { nothingToScore, scored, unscored } from './text/score.ts';

/** Options of `ndcg`. */
export interface NdcgOptions extends ListRules, CutOffOptions {
  readonly gain: 'linear' | 'exponential';
}

const options: z.ZodType<NdcgOptions> = z.strictObject({
  ...LIST_FIELDS,
  k: CUT_OFF.exactOptional(),
  gain: z
    .enum(['linear', 'exponential'])
    .default('linear')
    .describe('What a grade is worth: the grade itself, or 2 to its power minus 1.'),
});

/** Relevance by item. */
type Grades = ReadonlyMap<string, number>;

/**
 * Normalised discounted cumulative gain: Järvelin and Kekäläinen 2002, doi:10.1145/582415.582418,
 * with the discount log₂(place + 1).
 */
export const ndcg: Scorer<NdcgOptions> = {
  type: 'ndcg',
  version: 1,
  summary: 'How near the order of the answer is to the best one, by graded relevance.',
  options,
  needsExpected: true,
  threshold: 1,
  example: {
    options: {},
    expected: { doc1: 3, doc2: 2, doc3: 1 },
    right: 'doc1, doc2, doc3',
    wrong: 'doc2, doc1, doc3',
  },
  score: scoreNdcg,
};

function scoreNdcg(input: ScoreInput, rules: NdcgOptions): Score {
  const graded = gradesOf(input.expected, rules);
  if (graded === undefined) {
    return scoreSets(input, rules, (found, wanted) =>
      compare(found, new Map(wanted.map(({ key }) => [key, 1])), rules),
    );
  }
  if (graded === null) return unscored('the expected grades have to be numbers of at least 0');
  if (input.answer === null) return nothingToScore();
  return compare(distinctItems(readItems(input.answer, rules)), graded, rules);
}

/** The grades of an object; `undefined` for a plain list, `null` when one is no grade. */
function gradesOf(expected: Expected | undefined, rules: NdcgOptions): Grades | undefined | null {
  const value = typeof expected === 'string' ? parseJson(expected) : expected;
  if (!isJsonObject(value)) return undefined;
  const grades = new Map<string, number>();
  for (const [text, grade] of Object.entries(value)) {
    if (typeof grade !== 'number' || !(grade >= 0 && grade <= 1000)) return null;
    grades.set(itemOf(text, rules).key, grade);
  }
  return grades;
}

function compare(found: readonly Item[], grades: Grades, { k, gain }: NdcgOptions): Score {
  const worth = (grade: number) => (gain === 'linear' ? grade : 2 ** grade - 1);
  const best = cumulativeGain([...grades.values()].sort((a, b) => b - a).map(worth), k);
  if (best === 0) return unscored('no expected item is relevant');
  const gained = cumulativeGain(
    found.map(({ key }) => worth(grades.get(key) ?? 0)),
    k,
  );
  const value = Math.min(1, gained / best);
  return scored(value, answerOf(found), `a gain of ${gained.toFixed(3)} out of ${best.toFixed(3)}`);
}

function cumulativeGain(gains: readonly number[], k: number | undefined): number {
  return gains.slice(0, k).reduce((total, gain, index) => total + gain / Math.log2(index + 2), 0);
}
