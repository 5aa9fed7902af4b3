import { z } from 'zod';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { alignedErrors, type Errors, tokenDistance } from './text/error-rate.ts';
import { foldCase, withoutPunctuation } from './text/normalise.ts';
import { type Comparison, decimals, scorePrepared } from './text/references.ts';
import { scored, unscored } from './text/score.ts';
import { words } from './text/tokens.ts';

/** Options of `wer`. */
export interface WerOptions {
  readonly measure: 'wer' | 'mer' | 'wip';
  readonly ignore_case: boolean;
  readonly ignore_punctuation: boolean;
}

const options: z.ZodType<WerOptions> = z.strictObject({
  measure: z
    .enum(['wer', 'mer', 'wip'])
    .default('wer')
    .describe('Word error rate, match error rate, or word information preserved.'),
  ignore_case: z.boolean().default(false).describe('Upper and lower case are the same.'),
  ignore_punctuation: z.boolean().default(false).describe('Punctuation does not count.'),
});

/** WER, and MER and WIP of Morris et al. 2004, “From WER and RIL to MER and WIL”, as in jiwer. */
export const wer: Scorer<WerOptions> = {
  type: 'wer',
  version: 1,
  summary: 'Word error rate turned round: 1 − edited words ÷ words expected, at least 0.',
  options,
  needsExpected: true,
  threshold: 0.8,
  example: {
    options: { ignore_case: true },
    expected: 'the cat sat on the mat',
    right: 'The cat sat on the mat',
    wrong: 'the cat sat on a mat',
  },
  score: (input: ScoreInput, chosen: WerOptions): Score =>
    scorePrepared(
      input,
      (text) => wordsOf(text, chosen),
      (comparison) => compare(comparison, chosen.measure),
    ),
};

function compare(
  { found, wanted, answer }: Comparison<string[]>,
  name: WerOptions['measure'],
): Score {
  const errors = name === 'wer' ? edited(wanted, found) : alignedErrors(wanted, found);
  if (errors === null) {
    return unscored(`too long to compare: ${found.length} and ${wanted.length} words`, answer);
  }
  const measure = MEASURES[name];
  const rate = measure.of(errors);
  const reason = `${measure.name} ${decimals(rate)}: ${errors.edits} edits for ${wanted.length} words expected`;
  return scored(Math.max(0, measure.isGood ? rate : 1 - rate), answer, reason);
}

function edited(wanted: readonly string[], found: readonly string[]): Errors | null {
  const edits = tokenDistance(wanted, found);
  return edits === null ? null : { edits, reference: wanted.length, answer: found.length, hits: 0 };
}

function wordsOf(text: string, { ignore_case, ignore_punctuation }: WerOptions): string[] {
  const folded = ignore_case ? foldCase(text.normalize()) : text.normalize();
  return words(ignore_punctuation ? withoutPunctuation(folded) : folded);
}

interface Measure {
  readonly name: string;
  /** Whether more is better. */
  readonly isGood: boolean;
  of(errors: Errors): number;
}

const MEASURES: Readonly<Record<WerOptions['measure'], Measure>> = {
  wer: {
    name: 'WER',
    isGood: false,
    of: ({ edits, reference }) => (reference === 0 ? edits : edits / reference),
  },
  mer: {
    name: 'MER',
    isGood: false,
    of: ({ edits, hits }) => (edits === 0 ? 0 : edits / (edits + hits)),
  },
  wip: {
    name: 'WIP',
    isGood: true,
    of: ({ hits, reference, answer }) =>
      reference === answer && reference === 0
        ? 1
        : (hits / Math.max(1, reference)) * (hits / Math.max(1, answer)),
  },
};
