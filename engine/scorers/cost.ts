import { z } from 'zod';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { mostOf, scoreWithin } from './text/within.ts';

/** Options of `cost`. */
export interface CostOptions {
  readonly max: number;
}

const options: z.ZodType<CostOptions> = z.strictObject({ max: mostOf('US dollars') });

/** The reply was cheap enough. */
export const cost: Scorer<CostOptions> = {
  type: 'cost',
  version: 1,
  summary: 'The reply cost at most so many US dollars.',
  options,
  needsExpected: false,
  threshold: 1,
  example: {
    options: { max: 0.01 },
    right: 'Cheap.',
    wrong: 'Dear.',
    replies: { right: { cost_usd: 0.002 }, wrong: { cost_usd: 0.05 } },
  },
  score: (input: ScoreInput, { max }: CostOptions): Score =>
    scoreWithin(input, input.reply?.cost_usd, max, 'US dollars'),
};
