import { z } from 'zod';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { graphemes } from './text/counts.ts';
import { tokenDistance } from './text/error-rate.ts';
import { foldCase } from './text/normalise.ts';
import { type Comparison, decimals, scorePrepared } from './text/references.ts';
import { scored, unscored } from './text/score.ts';

/** Options of `cer`. */
export interface CerOptions {
  readonly unit: 'code_points' | 'graphemes';
  readonly ignore_case: boolean;
  readonly ignore_space: boolean;
}

const options: z.ZodType<CerOptions> = z.strictObject({
  unit: z
    .enum(['code_points', 'graphemes'])
    .default('code_points')
    .describe('What a character is: a code point as in jiwer, or what a reader sees as one.'),
  ignore_case: z.boolean().default(false).describe('Upper and lower case are the same.'),
  ignore_space: z
    .boolean()
    .default(false)
    .describe('White space does not count; at the ends never.'),
});

/** CER: WER with characters for words, as in jiwer. */
export const cer: Scorer<CerOptions> = {
  type: 'cer',
  version: 1,
  summary:
    'Character error rate turned round: 1 − edited characters ÷ characters expected, at least 0.',
  options,
  needsExpected: true,
  threshold: 0.8,
  example: {
    options: {},
    expected: 'Mississippi',
    right: 'Mississippi',
    wrong: 'Misisipi',
  },
  score: (input: ScoreInput, chosen: CerOptions): Score =>
    scorePrepared(input, (text) => unitsOf(text, chosen), compare),
};

function compare({ found, wanted, answer }: Comparison<string[]>): Score {
  const edits = tokenDistance(wanted, found);
  if (edits === null) {
    return unscored(`too long to compare: ${found.length} and ${wanted.length} characters`, answer);
  }
  const rate = wanted.length === 0 ? edits : edits / wanted.length;
  const reason = `CER ${decimals(rate)}: ${edits} edits for ${wanted.length} characters expected`;
  return scored(Math.max(0, 1 - rate), answer, reason);
}

function unitsOf(text: string, { unit, ignore_case, ignore_space }: CerOptions): string[] {
  const folded = ignore_case ? foldCase(text.normalize()) : text.normalize();
  const bare = ignore_space ? folded.replaceAll(/\s+/g, '') : folded.trim();
  return unit === 'graphemes' ? graphemes(bare) : [...bare];
}
