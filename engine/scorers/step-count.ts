import { z } from 'zod';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { type Bounds, boundsShape, checkBounds, scoreCount } from './text/bounds.ts';
import { callsOf } from './text/tool-calls.ts';

const options: z.ZodType<Bounds> = z.strictObject(boundsShape).superRefine(checkBounds);

/** The trajectory has a given number of steps. */
export const stepCount: Scorer<Bounds> = {
  type: 'step_count',
  version: 1,
  summary: 'The reply calls so many tools: exactly, at least or at most.',
  options,
  needsExpected: false,
  threshold: 1,
  example: {
    options: { max: 2 },
    right: '[{"name": "search"}, {"name": "open"}]',
    wrong: '[{"name": "search"}, {"name": "search"}, {"name": "open"}]',
  },
  score: (input: ScoreInput, bounds: Bounds): Score =>
    scoreCount(input, bounds, 'tool calls', () => callsOf(input).length),
};
