import { z } from 'zod';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { type Bounds, boundsShape, checkBounds, scoreCount } from './text/bounds.ts';
import { paragraphCount as paragraphsIn } from './text/counts.ts';

/** Options of `paragraph_count`. */
export interface ParagraphCountOptions extends Bounds {
  readonly separator: 'blank_line' | 'line';
}

const options: z.ZodType<ParagraphCountOptions> = z
  .strictObject({
    ...boundsShape,
    separator: z
      .enum(['blank_line', 'line'])
      .default('blank_line')
      .describe('What ends a paragraph: an empty line, or every line break.'),
  })
  .superRefine(checkBounds);

/** The answer has a given number of paragraphs. */
export const paragraphCount: Scorer<ParagraphCountOptions> = {
  type: 'paragraph_count',
  version: 1,
  summary: 'The answer has a given number of paragraphs: exactly, at least or at most.',
  options,
  needsExpected: false,
  threshold: 1,
  example: {
    options: { exact: 2 },
    right: 'The first paragraph.\n\nThe second,\nof two lines.',
    wrong: 'Only one paragraph.\nIt has two lines.',
  },
  score: (input: ScoreInput, { separator, ...bounds }: ParagraphCountOptions): Score =>
    scoreCount(input, bounds, 'paragraphs', (answer) => paragraphsIn(answer, separator)),
};
