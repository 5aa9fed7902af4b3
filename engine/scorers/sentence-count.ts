import { z } from 'zod';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { type Bounds, boundsShape, checkBounds, scoreCount } from './text/bounds.ts';
import { sentenceCount as sentencesIn } from './text/sentences.ts';

const options: z.ZodType<Bounds> = z.strictObject(boundsShape).superRefine(checkBounds);

/** The answer has a given number of sentences. */
export const sentenceCount: Scorer<Bounds> = {
  type: 'sentence_count',
  version: 1,
  summary: 'The answer has a given number of sentences: exactly, at least or at most.',
  options,
  needsExpected: false,
  threshold: 1,
  example: {
    options: { exact: 2 },
    right: 'Dr. Lee paid $3.50 for tea. It was cold!',
    wrong: 'It was cold.',
  },
  score: (input: ScoreInput, bounds: Bounds): Score =>
    scoreCount(input, bounds, 'sentences', sentencesIn),
};
