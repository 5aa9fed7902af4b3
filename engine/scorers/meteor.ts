import { z } from 'zod';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { alignWords, chunkCount } from './text/meteor.ts';
import { type Comparison, decimals, scorePrepared } from './text/references.ts';
import { emptyExpected, scored } from './text/score.ts';
import { type TokenizerName, tokenize, tokenizerOption } from './text/tokens.ts';

/** Options of `meteor`. */
export interface MeteorOptions {
  /** Weight of precision in the mean, 0…1. */
  readonly alpha: number;
  /** Exponent of the fragmentation penalty. */
  readonly beta: number;
  /** The largest fragmentation penalty, 0…1. */
  readonly gamma: number;
  readonly stemmer: boolean;
  readonly tokenizer: TokenizerName;
}

const options: z.ZodType<MeteorOptions> = z.strictObject({
  alpha: z
    .number()
    .min(0)
    .max(1)
    .default(0.9)
    .describe('How much recall counts in the mean, 0 to 1.'),
  beta: z.number().min(0).max(10).default(3).describe('Exponent of the fragmentation penalty.'),
  gamma: z
    .number()
    .min(0)
    .max(1)
    .default(0.5)
    .describe('The largest fragmentation penalty; with more than 0 no text scores a full 1.'),
  stemmer: z.boolean().default(true).describe('English words also match by their Porter stems.'),
  tokenizer: tokenizerOption,
});

/**
 * METEOR: Banerjee and Lavie 2005, W05-0909, whose parameters are the defaults, as NLTK has it but
 * without its synonyms, which need WordNet.
 */
export const meteor: Scorer<MeteorOptions> = {
  type: 'meteor',
  version: 1,
  summary:
    'METEOR, 0 to 1: words shared with the accepted text, exact or by stem, and their order.',
  options,
  needsExpected: true,
  threshold: 0.5,
  example: {
    options: { gamma: 0 },
    expected: 'The cats sat on the mat.',
    right: 'The cat sat on the mats.',
    wrong: 'A dog lay on the mat.',
  },
  score: (input: ScoreInput, chosen: MeteorOptions): Score =>
    scorePrepared(
      input,
      (text) => tokenize(text.toLowerCase(), chosen.tokenizer),
      (comparison) => compare(comparison, chosen),
    ),
};

function compare({ found, wanted, answer }: Comparison<string[]>, chosen: MeteorOptions): Score {
  if (wanted.length === 0) return emptyExpected();
  const pairs = alignWords(found, wanted, chosen.stemmer);
  if (pairs.length === 0) return scored(0, answer, 'METEOR 0: no word matches');
  const precision = pairs.length / found.length;
  const recall = pairs.length / wanted.length;
  const { alpha, beta, gamma } = chosen;
  const mean = (precision * recall) / (alpha * precision + (1 - alpha) * recall);
  const chunks = chunkCount(pairs);
  const penalty = gamma * (chunks / pairs.length) ** beta;
  const value = Math.min(1, (1 - penalty) * mean);
  const what = `${pairs.length} words match in ${chunks} runs`;
  return scored(value, answer, `METEOR ${decimals(value)}: ${what}, penalty ${decimals(penalty)}`);
}
