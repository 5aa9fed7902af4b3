import { z } from 'zod';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { LIST_FIELDS } from './text/lists/options.ts';
import type { Item, ListRules } from './text/lists/read.ts';
import { answerOf, overlapOf, overlapReason, scoreSets } from './text/lists/score.ts';
import { scored } from './text/score.ts';

const options: z.ZodType<ListRules> = z.strictObject(LIST_FIELDS);

/** Precision and recall of a set in one number, as in HELM's F1 set match. */
export const setF1: Scorer<ListRules> = {
  type: 'set_f1',
  version: 1,
  summary: 'F1 of the items in the answer against the expected set, order aside.',
  options,
  needsExpected: true,
  threshold: 1,
  example: {
    options: { ignore_case: true },
    expected: 'nitrogen, oxygen, argon',
    right: '- Argon\n- Nitrogen\n- Oxygen',
    wrong: 'Nitrogen, oxygen and helium',
  },
  score: (input: ScoreInput, rules: ListRules): Score => scoreSets(input, rules, compare),
};

/** 2·both ÷ (found + wanted); two empty sets are the same. */
function compare(found: readonly Item[], wanted: readonly Item[]): Score {
  const overlap = overlapOf(found, wanted);
  const items = found.length + wanted.length;
  const value = items === 0 ? 1 : (2 * overlap.both) / items;
  return scored(value, answerOf(found), overlapReason(overlap));
}
