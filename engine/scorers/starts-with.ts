import { z } from 'zod';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { foldCase } from './text/normalise.ts';
import { emptyExpected, quote, scoreAccepted, scored, textOf } from './text/score.ts';

/** Options of `starts_with`. */
export interface StartsWithOptions {
  readonly ignore_case: boolean;
  /** Accepted instead of the expected value. */
  readonly values?: readonly string[];
}

const options: z.ZodType<StartsWithOptions> = z.strictObject({
  ignore_case: z.boolean().default(false).describe('Upper and lower case are the same.'),
  values: z
    .array(z.string().min(1))
    .min(1)
    .exactOptional()
    .describe('Texts that are accepted instead of the expected value.'),
});

/** The answer begins with the expected text. */
export const startsWith: Scorer<StartsWithOptions> = {
  type: 'starts_with',
  version: 1,
  summary: 'The answer begins with the expected text, white space aside.',
  options,
  needsExpected: true,
  threshold: 1,
  example: { options: {}, expected: ['Yes', 'yes'], right: 'Yes, it does.', wrong: 'I think yes.' },
  score: (input: ScoreInput, { ignore_case, values }: StartsWithOptions): Score => {
    const fold = ignore_case ? foldCase : (text: string) => text;
    return scoreAccepted(input, values ?? input.expected, (answer, expected) => {
      const start = fold(textOf(expected).normalize().trimStart());
      if (start === '') return emptyExpected();
      const isRight = fold(answer.normalize().trimStart()).startsWith(start);
      const verb = isRight ? 'starts with' : 'does not start with';
      return scored(isRight ? 1 : 0, answer.trim(), `${verb} ${quote(textOf(expected))}`);
    });
  },
};
