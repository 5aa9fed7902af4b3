import { z } from 'zod';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { codePoints } from './text/distance.ts';
import { jaroWinkler } from './text/jaro.ts';
import { foldCase } from './text/normalise.ts';
import { type Comparison, decimals, scorePrepared } from './text/references.ts';
import { emptyExpected, quote, scored, unscored } from './text/score.ts';
import { foldedWords } from './text/tokens.ts';

/** Options of `similarity`. */
export interface SimilarityOptions {
  readonly measure: 'cosine' | 'jaccard' | 'jaro_winkler';
}

const options: z.ZodType<SimilarityOptions> = z.strictObject({
  measure: z
    .enum(['cosine', 'jaccard', 'jaro_winkler'])
    .default('cosine')
    .describe('Cosine of word counts, shared share of all words, or Jaro-Winkler of the letters.'),
});

/** How alike the answer and the expected text are, by words or letters; case never counts. */
export const similarity: Scorer<SimilarityOptions> = {
  type: 'similarity',
  version: 1,
  summary: 'How alike the answer and the expected text are: cosine, Jaccard or Jaro-Winkler.',
  options,
  needsExpected: true,
  threshold: 0.75,
  example: {
    options: {},
    expected: 'the quick brown fox',
    right: 'The quick, brown fox',
    wrong: 'the quick red fox',
  },
  score: (input: ScoreInput, { measure }: SimilarityOptions): Score => {
    if (measure === 'jaro_winkler') return scorePrepared(input, letters, compareLetters);
    const measureOf = measure === 'cosine' ? cosine : jaccard;
    return scorePrepared(input, foldedWords, (texts) => compareWords(texts, measure, measureOf));
  },
};

function compareLetters({ found, wanted, answer, expected }: Comparison<number[]>): Score {
  if (wanted.length === 0) return emptyExpected();
  return scoreOf(jaroWinkler(found, wanted), 'Jaro-Winkler', answer, expected);
}

function compareWords(
  { found, wanted, answer, expected }: Comparison<string[]>,
  name: string,
  measureOf: (left: readonly string[], right: readonly string[]) => number,
): Score {
  if (wanted.length === 0) return unscored('the expected value has no words', answer);
  return scoreOf(measureOf(found, wanted), name, answer, expected);
}

function scoreOf(value: number, name: string, answer: string, expected: string): Score {
  return scored(value, answer, `${name} similarity ${decimals(value)} with ${quote(expected)}`);
}

function letters(text: string): number[] {
  return codePoints(foldCase(text.trim().normalize()));
}

function jaccard(left: readonly string[], right: readonly string[]): number {
  const [found, wanted] = [new Set(left), new Set(right)];
  return found.intersection(wanted).size / found.union(wanted).size;
}

/** By the square of the cosine, so that equal texts give 1 and not a little less. */
function cosine(left: readonly string[], right: readonly string[]): number {
  const [found, wanted] = [counts(left), counts(right)];
  let product = 0;
  for (const [word, count] of found) product += count * (wanted.get(word) ?? 0);
  const square = product === 0 ? 0 : (product * product) / (squares(found) * squares(wanted));
  return Math.min(1, Math.sqrt(square));
}

function counts(words: readonly string[]): Map<string, number> {
  const result = new Map<string, number>();
  for (const word of words) result.set(word, (result.get(word) ?? 0) + 1);
  return result;
}

function squares(words: ReadonlyMap<string, number>): number {
  return [...words.values()].reduce((sum, count) => sum + count * count, 0);
}
