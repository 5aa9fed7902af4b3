import { z } from 'zod';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { mostOf, scoreWithin } from './text/within.ts';

/** Options of `token_count`. */
export interface TokenCountOptions {
  readonly max: number;
  readonly tokens: 'input' | 'output' | 'reasoning';
}

const options: z.ZodType<TokenCountOptions> = z.strictObject({
  max: mostOf('tokens'),
  tokens: z
    .enum(['input', 'output', 'reasoning'])
    .default('output')
    .describe('Which tokens are counted, as the provider counts them.'),
});

/** The reply took few enough tokens. */
export const tokenCount: Scorer<TokenCountOptions> = {
  type: 'token_count',
  version: 1,
  summary: 'The reply took at most so many tokens, as the provider counted them.',
  options,
  needsExpected: false,
  threshold: 1,
  example: {
    options: { max: 100 },
    right: 'Short.',
    wrong: 'Long.',
    replies: { right: { output_tokens: 3 }, wrong: { output_tokens: 420 } },
  },
  score: (input: ScoreInput, { max, tokens }: TokenCountOptions): Score =>
    scoreWithin(input, input.reply?.[`${tokens}_tokens`], max, `${tokens} tokens`),
};
