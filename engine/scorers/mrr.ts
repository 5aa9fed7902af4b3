import { z } from 'zod';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { CUT_OFF, type CutOffOptions, LIST_FIELDS } from './text/lists/options.ts';
import type { Item, ListRules } from './text/lists/read.ts';
import { answerOf, scoreSets } from './text/lists/score.ts';
import { quote, scored, unscored } from './text/score.ts';

/** Options of `mrr`. */
export interface MrrOptions extends ListRules, CutOffOptions {}

const options: z.ZodType<MrrOptions> = z.strictObject({
  ...LIST_FIELDS,
  k: CUT_OFF.exactOptional(),
});

/** Reciprocal rank of the first right item; its mean over the cases is the MRR. */
export const mrr: Scorer<MrrOptions> = {
  type: 'mrr',
  version: 1,
  summary: 'One divided by the place of the first expected item in the answer.',
  options,
  needsExpected: true,
  threshold: 1,
  example: {
    options: {},
    expected: 'doc4, doc7',
    right: 'doc7, doc1, doc2',
    wrong: 'doc1, doc7, doc4',
  },
  score: (input: ScoreInput, rules: MrrOptions): Score =>
    scoreSets(input, rules, (found, wanted) => compare(found.slice(0, rules.k), wanted)),
};

function compare(top: readonly Item[], wanted: readonly Item[]): Score {
  if (wanted.length === 0) return unscored('the expected list is empty');
  const keys = new Set(wanted.map(({ key }) => key));
  const place = top.findIndex(({ key }) => keys.has(key));
  const first = top[place];
  if (first === undefined) {
    return scored(0, answerOf(top), `no expected item in ${top.length} of the answer`);
  }
  return scored(1 / (place + 1), answerOf(top), `${quote(first.text)} is at place ${place + 1}`);
}
