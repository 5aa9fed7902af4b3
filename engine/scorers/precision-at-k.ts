import { z } from 'zod';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { CUT_OFF, type CutOffOptions, LIST_FIELDS } from './text/lists/options.ts';
import type { Item, ListRules } from './text/lists/read.ts';
import { answerOf, overlapOf, scoreSets, shown } from './text/lists/score.ts';
import { scored, unscored } from './text/score.ts';

/** Options of `precision_at_k`. */
export interface PrecisionOptions extends ListRules, CutOffOptions {}

const options: z.ZodType<PrecisionOptions> = z.strictObject({
  ...LIST_FIELDS,
  k: CUT_OFF.exactOptional(),
});

/** How much of what the answer lists is expected. */
export const precisionAtK: Scorer<PrecisionOptions> = {
  type: 'precision_at_k',
  version: 1,
  summary: 'Share of the first k items of the answer that are expected ones.',
  options,
  needsExpected: true,
  threshold: 1,
  example: {
    options: { k: 2 },
    expected: 'doc4, doc7, doc9',
    right: 'doc7, doc4, doc1',
    wrong: 'doc7, doc1, doc4',
  },
  score: (input: ScoreInput, rules: PrecisionOptions): Score =>
    scoreSets(input, rules, (found, wanted) => compare(found.slice(0, rules.k), wanted, rules.k)),
};

/** An answer with fewer than k items is divided by k all the same, as trec_eval does. */
function compare(top: readonly Item[], wanted: readonly Item[], k = top.length): Score {
  if (wanted.length === 0) return unscored('the expected list is empty');
  const { unexpected } = overlapOf(top, wanted);
  const hits = top.length - unexpected.length;
  const others = unexpected.length === 0 ? '' : `; not expected ${shown(unexpected)}`;
  const reason = `${hits} of ${k} items are expected${others}`;
  return scored(k === 0 ? 0 : hits / k, answerOf(top), reason);
}
