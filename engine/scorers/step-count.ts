import { z } from 'zod';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { type Bounds, boundsShape, checkBounds, scoreCount } from './text/bounds.ts';
import { callsOf } from './text/tool-calls.ts';

/** Options of `step_count`. */
export interface StepCountOptions extends Bounds {
  readonly steps: 'tool_calls' | 'turns' | 'all';
}

const options: z.ZodType<StepCountOptions> = z
  .strictObject({
    ...boundsShape,
    steps: z
      .enum(['tool_calls', 'turns', 'all'])
      .default('all')
      .describe('What is a step: a tool call, a reply of the model, or either.'),
  })
  .superRefine(checkBounds);

/** The trajectory has a given number of steps. */
export const stepCount: Scorer<StepCountOptions> = {
  type: 'step_count',
  version: 1,
  summary: 'The replies of a case and their tool calls are so many: exactly, at least or at most.',
  options,
  needsExpected: false,
  threshold: 1,
  example: {
    options: { max: 2, steps: 'tool_calls' },
    right: '[{"name": "search"}, {"name": "open"}]',
    wrong: '[{"name": "search"}, {"name": "search"}, {"name": "open"}]',
  },
  score: (input: ScoreInput, { steps, ...bounds }: StepCountOptions): Score => {
    const turns = steps === 'tool_calls' ? 0 : (input.reply?.turns ?? 1);
    const calls = steps === 'turns' ? 0 : callsOf(input).length;
    return scoreCount(input, bounds, 'steps', () => turns + calls);
  },
};
