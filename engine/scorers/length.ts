import { z } from 'zod';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { type Bounds, boundsShape, checkBounds, scoreCount } from './text/bounds.ts';
import { graphemes } from './text/counts.ts';

/** Options of `length`. */
export interface LengthOptions extends Bounds {
  readonly unit: 'graphemes' | 'code_points' | 'bytes';
  readonly trim: boolean;
}

const options: z.ZodType<LengthOptions> = z
  .strictObject({
    ...boundsShape,
    unit: z
      .enum(['graphemes', 'code_points', 'bytes'])
      .default('graphemes')
      .describe(
        'What is counted: what a reader sees as one character, code points, or UTF-8 bytes.',
      ),
    trim: z.boolean().default(true).describe('White space at both ends does not count.'),
  })
  .superRefine(checkBounds);

/** The answer has a given number of characters. */
export const length: Scorer<LengthOptions> = {
  type: 'length',
  version: 1,
  summary: 'The answer has a given number of characters: exactly, at least or at most.',
  options,
  needsExpected: false,
  threshold: 1,
  example: {
    options: { max: 5 },
    right: 'tea 🧑‍🍳',
    wrong: 'coffee',
  },
  score: (input: ScoreInput, { unit, trim, ...bounds }: LengthOptions): Score =>
    scoreCount(input, bounds, UNIT_WORDS[unit], (answer) =>
      COUNTS[unit](trim ? answer.trim() : answer),
    ),
};

const UNIT_WORDS: Readonly<Record<LengthOptions['unit'], string>> = {
  graphemes: 'characters',
  code_points: 'code points',
  bytes: 'bytes',
};

const COUNTS: Readonly<Record<LengthOptions['unit'], (text: string) => number>> = {
  graphemes: (text) => graphemes(text).length,
  code_points: (text) => [...text].length,
  bytes: (text) => new TextEncoder().encode(text).length,
};
