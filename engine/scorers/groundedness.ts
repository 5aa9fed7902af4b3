import { z } from 'zod';
import { checklist } from '../judges/rubric.ts';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { candidateOf, fieldText, scoreByJudges } from './text/judging.ts';
import { unscored } from './text/score.ts';

/** Options of `groundedness`. */
export interface GroundednessOptions {
  readonly context_field: string;
  readonly context?: string;
}

const options: z.ZodType<GroundednessOptions> = z.strictObject({
  context_field: z
    .string()
    .min(1)
    .max(100)
    .default('context')
    .describe('Field of the case with what the answer may rest on.'),
  context: z
    .string()
    .min(1)
    .max(100_000)
    .exactOptional()
    .describe('The context itself, the same for all cases.'),
});

/** The share of an answer's claims that its context supports. */
export const groundedness: Scorer<GroundednessOptions> = {
  type: 'groundedness',
  version: 1,
  summary:
    'The share of the claims of an answer that its context supports, by quotations that are checked.',
  options,
  needsExpected: false,
  judges: () => 'groundedness',
  threshold: 1,
  example: {
    options: { context: 'The club was founded in 1871.' },
    right: 'The club is from 1871.',
    wrong: 'The club is from 1817.',
  },
  score: (input: ScoreInput, { context_field, context }: GroundednessOptions): Score => {
    const source = context ?? fieldText(input.variables, context_field);
    if (source === undefined || source.trim() === '')
      return unscored(`the case has no field "${context_field}" with the context`);
    const question = { prompt: 'groundedness@1', candidate: candidateOf(input), context: source };
    return scoreByJudges(input, { ...question, rubric: checklist([]) });
  },
};
