import { z } from 'zod';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { mostOf, scoreWithin } from './text/within.ts';

/** Options of `latency`. */
export interface LatencyOptions {
  readonly max: number;
}

const options: z.ZodType<LatencyOptions> = z.strictObject({ max: mostOf('milliseconds') });

/** The reply came in time. */
export const latency: Scorer<LatencyOptions> = {
  type: 'latency',
  version: 1,
  summary:
    'The reply came within so many milliseconds: that of the stored reply, which scoring again does not change.',
  options,
  needsExpected: false,
  threshold: 1,
  example: {
    options: { max: 2000 },
    right: 'Quick.',
    wrong: 'Slow.',
    replies: { right: { latency_ms: 800 }, wrong: { latency_ms: 4100 } },
  },
  score: (input: ScoreInput, { max }: LatencyOptions): Score =>
    scoreWithin(input, input.reply?.latency_ms, max, 'milliseconds'),
};
