import { z } from 'zod';
import { checklist } from '../judges/rubric.ts';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { candidateOf, referenceOf, scoreByJudges } from './text/judging.ts';

/** Options of `closed_question`. */
export interface ClosedQuestionOptions {
  readonly statement: string;
  readonly reference: boolean;
}

const options: z.ZodType<ClosedQuestionOptions> = z.strictObject({
  statement: z.string().trim().min(3).max(1000).describe('What has to be true of the answer.'),
  reference: z
    .boolean()
    .default(false)
    .describe('Whether the judge is shown the expected value, where there is one.'),
});

/** One question of yes or no about the answer. */
export const closedQuestion: Scorer<ClosedQuestionOptions> = {
  type: 'closed_question',
  version: 1,
  summary: 'A judge says whether one statement about the answer is true.',
  options,
  needsExpected: false,
  judges: () => 'closed-question',
  threshold: 1,
  example: {
    options: { statement: 'The answer names exactly one city.' },
    right: 'The capital is Oslo.',
    wrong: 'Oslo or Bergen.',
  },
  score: (input: ScoreInput, { statement, reference }: ClosedQuestionOptions): Score => {
    const shown = reference ? referenceOf(input) : undefined;
    return scoreByJudges(input, {
      prompt: 'closed-question@1',
      candidate: candidateOf(input),
      ...(shown === undefined ? {} : { reference: shown }),
      rubric: checklist([{ id: 'statement', statement }]),
    });
  },
};
