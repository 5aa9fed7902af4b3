import { z } from 'zod';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { ciderSimilarity, ngramCounts } from './text/cider.ts';
import { decimals, scoreReferences } from './text/references.ts';
import { scored, unscored } from './text/score.ts';
import { foldedWords } from './text/tokens.ts';

/** Captions are short; a text of more words, or references with more together, is none. */
const MAX_WORDS = 50_000;

/** Options of `cider`. */
export interface CiderOptions {
  readonly order: number;
  readonly sigma: number;
}

const options: z.ZodType<CiderOptions> = z.strictObject({
  order: z.int().min(1).max(4).default(4).describe('The longest n-grams that count, 1 to 4.'),
  sigma: z
    .number()
    .min(0.1)
    .max(1000)
    .default(6)
    .describe('How many words another length may differ before the score falls much.'),
});

/**
 * CIDEr-D: Vedantam et al. 2015, doi:10.1109/CVPR.2015.7299087, divided by its factor of 10. A
 * scorer sees one case, not the corpus that inverse document frequencies come from, so every
 * n-gram weighs the same (idf 1): values do not compare with published CIDEr.
 */
export const cider: Scorer<CiderOptions> = {
  type: 'cider',
  version: 1,
  summary:
    'CIDEr-D without document frequencies (idf 1), 0 to 1: mean n-gram cosine with all accepted texts.',
  options,
  needsExpected: true,
  threshold: 0.5,
  example: {
    options: {},
    expected: ['A cat sits on the mat.'],
    right: 'a cat sits on the mat',
    wrong: 'a cat sits near the mat',
  },
  score: (input: ScoreInput, chosen: CiderOptions): Score =>
    scoreReferences(input, (answer, references) => compare(answer, references, chosen)),
};

function compare(answer: string, references: readonly string[], chosen: CiderOptions): Score {
  const [found, ...wanted] = [answer, ...references].map(foldedWords);
  if (wanted.every((words) => words.length === 0)) {
    return unscored('the accepted texts have no words', answer);
  }
  const most = Math.max(found?.length ?? 0, wanted.flat().length);
  if (most > MAX_WORDS)
    return unscored(`too long to compare: more than ${MAX_WORDS} words`, answer);
  const counts = ngramCounts(found ?? [], chosen.order);
  const sum = wanted.reduce(
    (total, words) =>
      total + ciderSimilarity(counts, ngramCounts(words, chosen.order), chosen.sigma),
    0,
  );
  const value = Math.min(1, sum / wanted.length);
  const texts = wanted.length === 1 ? '1 accepted text' : `${wanted.length} accepted texts`;
  return scored(value, answer.trim(), `CIDEr-D with idf 1 is ${decimals(value)} against ${texts}`);
}
