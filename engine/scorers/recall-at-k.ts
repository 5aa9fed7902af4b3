import { z } from 'zod';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { CUT_OFF, type CutOffOptions, LIST_FIELDS } from './text/lists/options.ts';
import type { Item, ListRules } from './text/lists/read.ts';
import { answerOf, overlapOf, overlapReason, scoreSets } from './text/lists/score.ts';
import { scored, unscored } from './text/score.ts';

/** Options of `recall_at_k`. */
export interface RecallOptions extends ListRules, CutOffOptions {}

const options: z.ZodType<RecallOptions> = z.strictObject({
  ...LIST_FIELDS,
  k: CUT_OFF.exactOptional(),
});

/** How much of what is expected the answer found. */
export const recallAtK: Scorer<RecallOptions> = {
  type: 'recall_at_k',
  version: 1,
  summary: 'Share of the expected items that are among the first k of the answer.',
  options,
  needsExpected: true,
  threshold: 1,
  example: {
    options: { k: 3 },
    expected: 'doc4, doc7',
    right: 'doc7, doc1, doc4, doc2',
    wrong: 'doc7, doc1, doc2, doc4',
  },
  score: (input: ScoreInput, rules: RecallOptions): Score =>
    scoreSets(input, rules, (found, wanted) => compare(found.slice(0, rules.k), wanted)),
};

function compare(top: readonly Item[], wanted: readonly Item[]): Score {
  if (wanted.length === 0) return unscored('the expected list is empty');
  const overlap = overlapOf(top, wanted);
  const reason = overlapReason({ ...overlap, unexpected: [] });
  return scored(overlap.both / wanted.length, answerOf(top), reason);
}
