import { z } from 'zod';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { codePoints } from './text/distance.ts';
import { fMeasure, type Overlap, overlaps } from './text/ngrams.ts';
import { type Comparison, decimals, scorePrepared } from './text/references.ts';
import { emptyExpected, scored, unscored } from './text/score.ts';
import { words } from './text/tokens.ts';

/** The shorter of two texts may be this long: each order counts its n-grams in memory. */
const MAX_CHARS = 300_000;

/** Options of `chrf`. */
export interface ChrfOptions {
  readonly char_order: number;
  /** 0 is chrF, 2 is chrF++. */
  readonly word_order: number;
  readonly beta: number;
  readonly ignore_case: boolean;
  readonly white_space: boolean;
}

const options: z.ZodType<ChrfOptions> = z.strictObject({
  char_order: z
    .int()
    .min(1)
    .max(8)
    .default(6)
    .describe('The longest character n-grams that count.'),
  word_order: z
    .int()
    .min(0)
    .max(4)
    .default(0)
    .describe('The longest word n-grams that count: 0 is chrF, 2 is chrF++.'),
  beta: z.number().min(0).max(10).default(2).describe('How many times as important recall is.'),
  ignore_case: z.boolean().default(false).describe('Upper and lower case are the same.'),
  white_space: z.boolean().default(false).describe('White space is part of character n-grams.'),
});

/** chrF: Popović 2015, doi:10.18653/v1/W15-3049, and chrF++, W17-4770, as sacrebleu has them. */
export const chrf: Scorer<ChrfOptions> = {
  type: 'chrf',
  version: 1,
  summary: 'Character n-gram F-score, 0 to 1: chrF, or with word n-grams chrF++, as sacrebleu.',
  options,
  needsExpected: true,
  threshold: 0.5,
  example: {
    options: { word_order: 2 },
    expected: 'The cat sat on the mat.',
    right: 'The cat sat on the mat.',
    wrong: 'A cat sits on the mat.',
  },
  score: (input: ScoreInput, chosen: ChrfOptions): Score =>
    scorePrepared(
      input,
      (text) => unitsOf(chosen.ignore_case ? text.toLowerCase() : text, chosen),
      (comparison) => compare(comparison, chosen),
    ),
};

/** What n-grams are counted of. */
interface Units {
  readonly characters: readonly number[];
  readonly words: readonly string[];
}

function unitsOf(text: string, { white_space, word_order }: ChrfOptions): Units {
  return {
    characters: codePoints(white_space ? text : words(text).join('')),
    words: word_order > 0 ? chrfWords(text) : [],
  };
}

function compare(
  { found, wanted, answer, expected }: Comparison<Units>,
  chosen: ChrfOptions,
): Score {
  if (expected.trim() === '') return emptyExpected();
  if (Math.min(found.characters.length, wanted.characters.length) > MAX_CHARS) {
    return unscored(`too long to compare: both have more than ${MAX_CHARS} characters`, answer);
  }
  const value = score(
    [
      ...overlaps(found.characters, wanted.characters, chosen.char_order),
      ...overlaps(found.words, wanted.words, chosen.word_order),
    ],
    chosen.beta,
  );
  const name = chosen.word_order > 0 ? 'chrF++' : 'chrF';
  return scored(value, answer, `${name} ${decimals(value)}`);
}

/** The F-measure of mean precision and mean recall of the orders that both texts have. */
function score(orders: readonly Overlap[], beta: number): number {
  const counted = orders.filter(({ left, right }) => left > 0 && right > 0);
  if (counted.length === 0) return 0;
  const mean = (side: 'left' | 'right') =>
    counted.reduce((sum, overlap) => sum + overlap.both / overlap[side], 0) / counted.length;
  return Math.min(1, fMeasure(mean('left'), mean('right'), beta));
}

/** Words with the one mark at their end, or else at their beginning, as a word of its own. */
function chrfWords(text: string): string[] {
  return words(text).flatMap((word) => {
    const letters = [...word];
    if (letters.length === 1) return [word];
    const [first = '', last = ''] = [letters[0], letters.at(-1)];
    if (PUNCTUATION.test(last)) return [word.slice(0, -1), last];
    return PUNCTUATION.test(first) ? [first, word.slice(1)] : [word];
  });
}

const PUNCTUATION = /^[!-/:-@[-`{-~]$/;
