import { z } from 'zod';
import { checklist } from '../judges/rubric.ts';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { candidateOf, fieldText, referenceOf, scoreByJudges } from './text/judging.ts';
import { unscored } from './text/score.ts';

/** Options of `pairwise`. */
export interface PairwiseOptions {
  readonly against_field: string;
  readonly against?: string;
  readonly reference: boolean;
}

const options: z.ZodType<PairwiseOptions> = z.strictObject({
  against_field: z
    .string()
    .min(1)
    .max(100)
    .default('baseline')
    .describe('Field of the case with the answer to compare with.'),
  against: z
    .string()
    .min(1)
    .max(100_000)
    .exactOptional()
    .describe('The answer to compare with, the same for all cases.'),
  reference: z
    .boolean()
    .default(false)
    .describe('Whether the judge is shown the expected value as a right answer.'),
});

/** Whether judges prefer an answer to a fixed one, asked in both orders. */
export const pairwise: Scorer<PairwiseOptions> = {
  type: 'pairwise',
  version: 1,
  summary:
    'Judges prefer the answer (1), a fixed other one (0) or neither (0.5), asked in both orders.',
  options,
  needsExpected: false,
  judges: ({ reference }) =>
    reference === true ? 'pairwise-with-reference' : 'pairwise-preference',
  threshold: 0.5,
  example: { options: { against: '7 × 8 = 54' }, right: '7 × 8 = 56', wrong: '7 × 8 = 65' },
  score: (input: ScoreInput, { against_field, against, reference }: PairwiseOptions): Score => {
    const opponent = against ?? fieldText(input.variables, against_field);
    if (opponent === undefined || opponent.trim() === '')
      return unscored(`the case has no field "${against_field}" with the answer to compare with`);
    const right = reference ? referenceOf(input) : undefined;
    return scoreByJudges(input, {
      prompt: right === undefined ? 'pairwise-preference@1' : 'pairwise-with-reference@1',
      candidate: candidateOf(input),
      opponent,
      ...(right === undefined ? {} : { reference: right }),
      rubric: checklist([]),
    });
  },
};
