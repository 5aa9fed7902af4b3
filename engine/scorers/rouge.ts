import { z } from 'zod';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { fMeasure } from './text/ngrams.ts';
import { type Comparison, decimals, scorePrepared } from './text/references.ts';
import { type RougeCounts, type RougeRules, rougeCounts, rougeLines } from './text/rouge.ts';
import { emptyExpected, scored, unscored } from './text/score.ts';

/** Options of `rouge`. */
export interface RougeOptions extends RougeRules {
  readonly measure: 'f' | 'precision' | 'recall';
}

const options: z.ZodType<RougeOptions> = z.strictObject({
  variant: z
    .enum(['rouge1', 'rouge2', 'rouge3', 'rouge4', 'rougeL', 'rougeLsum'])
    .default('rougeL')
    .describe('N-grams, or longest common subsequences of the text (L) or of its lines (Lsum).'),
  measure: z
    .enum(['f', 'precision', 'recall'])
    .default('f')
    .describe('F-measure, or a part of it.'),
  stemmer: z.boolean().default(false).describe('English words are compared by their Porter stems.'),
  words: z
    .enum(['ascii', 'unicode'])
    .default('ascii')
    .describe(
      'Words of a to z and 0 to 9, as rouge-score has them, or of the letters of any script.',
    ),
});

/** ROUGE: Lin 2004, W04-1013, as Google's rouge-score has it; the best accepted text counts. */
export const rouge: Scorer<RougeOptions> = {
  type: 'rouge',
  version: 1,
  summary: 'ROUGE-1 to 4, -L or -Lsum, 0 to 1: words or sequences shared with the accepted text.',
  options,
  needsExpected: true,
  threshold: 0.5,
  example: {
    options: { variant: 'rouge1', stemmer: true },
    expected: 'The cats were sitting on the mats.',
    right: 'the cat were sitting on the mat',
    wrong: 'A dog sat on the mat.',
  },
  score: (input: ScoreInput, chosen: RougeOptions): Score =>
    scorePrepared(
      input,
      (text) => rougeLines(text, chosen),
      (comparison) => compare(comparison, chosen),
    ),
};

function compare(
  { found, wanted, answer, expected }: Comparison<string[][]>,
  { variant, measure }: RougeOptions,
): Score {
  if (expected.trim() === '') return emptyExpected();
  if (wanted.length === 0) return unscored('no words of a to z: set words to unicode');
  const counts = rougeCounts(found, wanted, variant);
  if (counts === null) return unscored(`too long to compare: ${answer.length} characters`, answer);
  const measures = measuresOf(counts);
  const { [measure]: value, precision, recall } = measures;
  const parts = `precision ${decimals(precision)}, recall ${decimals(recall)}`;
  return scored(value, answer, `${variant} ${decimals(value)}: ${parts}`);
}

function measuresOf({ both, found, wanted }: RougeCounts): Record<RougeOptions['measure'], number> {
  const precision = both / Math.max(1, found);
  const recall = both / Math.max(1, wanted);
  return { precision, recall, f: fMeasure(precision, recall) };
}
