import { z } from 'zod';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { nothingToScore, scored, unscored } from './text/score.ts';

/** Options of `finish_reason`. */
export interface FinishReasonOptions {
  readonly values: readonly string[];
}

const options: z.ZodType<FinishReasonOptions> = z.strictObject({
  values: z
    .array(z.string().min(1).max(100))
    .min(1)
    .default(['stop'])
    .describe('Reasons that are right: stop, length, content_filter, tool_calls.'),
});

/** The reply ended for a given reason. */
export const finishReason: Scorer<FinishReasonOptions> = {
  type: 'finish_reason',
  version: 1,
  summary: 'The reply ended for a given reason, as the provider tells it.',
  options,
  needsExpected: false,
  threshold: 1,
  example: {
    options: {},
    right: 'All of it.',
    wrong: 'Only a p',
    replies: { right: { finish_reason: 'stop' }, wrong: { finish_reason: 'length' } },
  },
  score: (input: ScoreInput, { values }: FinishReasonOptions): Score => {
    if (input.answer === null) return nothingToScore();
    const reason = input.reply?.finish_reason ?? null;
    if (reason === null) return unscored('the provider gave no finish reason');
    const isRight = values.includes(reason);
    return scored(isRight ? 1 : 0, reason, `ended by ${reason}, wanted ${values.join(' or ')}`);
  },
};
