import { z } from 'zod';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { overlaps } from './text/ngrams.ts';
import { type Comparison, decimals, scorePrepared } from './text/references.ts';
import { emptyExpected, scored } from './text/score.ts';
import { type TokenizerName, tokenize, tokenizerOption } from './text/tokens.ts';

/** Options of `gleu`. */
export interface GleuOptions {
  /** The longest n-grams that count. */
  readonly order: number;
  readonly tokenizer: TokenizerName;
  readonly ignore_case: boolean;
}

const options: z.ZodType<GleuOptions> = z.strictObject({
  order: z.int().min(1).max(4).default(4).describe('The longest n-grams that count, 1 to 4.'),
  tokenizer: tokenizerOption,
  ignore_case: z.boolean().default(false).describe('Upper and lower case are the same.'),
});

/** GLEU: Wu et al. 2016, arXiv:1609.08144, section 6; of several accepted texts the best counts. */
export const gleu: Scorer<GleuOptions> = {
  type: 'gleu',
  version: 1,
  summary: 'GLEU, 0 to 1: the lower of precision and recall over all 1- to 4-grams together.',
  options,
  needsExpected: true,
  threshold: 0.5,
  example: {
    options: {},
    expected: ['The cat sat on the mat.', 'There is a cat on the mat.'],
    right: 'There is a cat on the mat.',
    wrong: 'The cat is on the mat.',
  },
  score: (input: ScoreInput, { order, tokenizer, ignore_case }: GleuOptions): Score =>
    scorePrepared(
      input,
      (text) => tokenize(ignore_case ? text.toLowerCase() : text, tokenizer),
      (comparison) => compare(comparison, order),
    ),
};

function compare({ found, wanted, answer }: Comparison<string[]>, order: number): Score {
  if (wanted.length === 0) return emptyExpected();
  const orders = overlaps(found, wanted, order);
  const sum = (side: 'left' | 'right' | 'both') =>
    orders.reduce((total, overlap) => total + overlap[side], 0);
  const [both, left, right] = [sum('both'), sum('left'), sum('right')];
  const value = both / Math.max(left, right);
  const reason = `GLEU ${decimals(value)}: ${both} n-grams shared of ${left} found and ${right} expected`;
  return scored(value, answer, reason);
}
