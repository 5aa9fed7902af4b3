import { z } from 'zod';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { type Bounds, boundsShape, checkBounds, scoreCount } from './text/bounds.ts';
import { spacedWordCount, wordCount as wordsIn } from './text/counts.ts';

/** Options of `word_count`. */
export interface WordCountOptions extends Bounds {
  readonly method: 'unicode' | 'white_space';
}

const options: z.ZodType<WordCountOptions> = z
  .strictObject({
    ...boundsShape,
    method: z
      .enum(['unicode', 'white_space'])
      .default('unicode')
      .describe(
        'Runs of letters and digits and single CJK characters, or what stands between spaces.',
      ),
  })
  .superRefine(checkBounds);

/** The answer has a given number of words. */
export const wordCount: Scorer<WordCountOptions> = {
  type: 'word_count',
  version: 1,
  summary: 'The answer has a given number of words: exactly, at least or at most.',
  options,
  needsExpected: false,
  threshold: 1,
  example: {
    options: { min: 3, max: 5 },
    right: 'Nothing is lost forever.',
    wrong: 'Nothing lasts.',
  },
  score: (input: ScoreInput, { method, ...bounds }: WordCountOptions): Score =>
    scoreCount(input, bounds, 'words', method === 'unicode' ? wordsIn : spacedWordCount),
};
