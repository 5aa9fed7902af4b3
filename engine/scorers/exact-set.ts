import { z } from 'zod';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { LIST_FIELDS } from './text/lists/options.ts';
import type { Item, ListRules } from './text/lists/read.ts';
import { answerOf, overlapOf, overlapReason, scoreSets } from './text/lists/score.ts';
import { scored } from './text/score.ts';

const options: z.ZodType<ListRules> = z.strictObject(LIST_FIELDS);

/** The answer lists exactly the expected items, as in HELM's exact set match. */
export const exactSet: Scorer<ListRules> = {
  type: 'exact_set',
  version: 1,
  summary: 'The answer lists all expected items and no other, in any order.',
  options,
  needsExpected: true,
  threshold: 1,
  example: {
    options: {},
    expected: '2, 3, 5, 7',
    right: '7, 5, 3 and 2',
    wrong: '2, 3, 5, 7, 9',
  },
  score: (input: ScoreInput, rules: ListRules): Score => scoreSets(input, rules, compare),
};

function compare(found: readonly Item[], wanted: readonly Item[]): Score {
  const overlap = overlapOf(found, wanted);
  const isRight = overlap.missing.length + overlap.unexpected.length === 0;
  return scored(isRight ? 1 : 0, answerOf(found), overlapReason(overlap));
}
