import { z } from 'zod';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { LIST_FIELDS } from './text/lists/options.ts';
import type { Item, ListRules } from './text/lists/read.ts';
import { answerOf, overlapOf, overlapReason, scoreSets } from './text/lists/score.ts';
import { scored } from './text/score.ts';

const options: z.ZodType<ListRules> = z.strictObject(LIST_FIELDS);

/** Intersection over union (Jaccard's index), as in HELM's IoU set match. */
export const iou: Scorer<ListRules> = {
  type: 'iou',
  version: 1,
  summary: 'Items that answer and expected set share, out of all that either has.',
  options,
  needsExpected: true,
  threshold: 1,
  example: {
    options: {},
    expected: 'red, green, blue',
    right: '["blue", "green", "red"]',
    wrong: 'red, green, yellow',
  },
  score: (input: ScoreInput, rules: ListRules): Score => scoreSets(input, rules, compare),
};

/** Two empty sets are the same. */
function compare(found: readonly Item[], wanted: readonly Item[]): Score {
  const overlap = overlapOf(found, wanted);
  const union = wanted.length + overlap.unexpected.length;
  const value = union === 0 ? 1 : overlap.both / union;
  return scored(value, answerOf(found), overlapReason(overlap));
}
