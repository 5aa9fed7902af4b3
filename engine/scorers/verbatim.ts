import { z } from 'zod';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { fragmentLengths, matchLengths } from './text/matching.ts';
import { type Comparison, decimals, scorePrepared } from './text/references.ts';
import { emptyExpected, scored, unscored } from './text/score.ts';
import { foldedWords } from './text/tokens.ts';

/** Options of `verbatim`. */
export interface VerbatimOptions {
  readonly measure: 'longest_run' | 'coverage' | 'density';
  readonly unit: 'words' | 'characters';
  /** Units of a run that count as 1; those of the expected text when absent. */
  readonly full?: number;
}

/** Units of a text that are compared; about a megabyte of prose in words. */
const MAX_UNITS = 150_000;

const options: z.ZodType<VerbatimOptions> = z.strictObject({
  measure: z
    .enum(['longest_run', 'coverage', 'density'])
    .default('longest_run')
    .describe(
      'The longest run copied, the share of the answer that stands in copied runs, or that share weighted by the length of its runs.',
    ),
  unit: z
    .enum(['words', 'characters'])
    .default('words')
    .describe(
      'What is counted; case, punctuation between words and white space are no difference.',
    ),
  full: z
    .int()
    .min(1)
    .max(MAX_UNITS)
    .exactOptional()
    .describe('A run of so many counts as 1; without it, one as long as the expected text.'),
});

/** How much of the expected text the answer repeats word for word. */
export const verbatim: Scorer<VerbatimOptions> = {
  type: 'verbatim',
  version: 1,
  summary:
    'How much of the expected text the answer copies: its longest common run, or the coverage or density of copied fragments; with not: true, copying is wrong.',
  options,
  needsExpected: true,
  threshold: 0.5,
  example: {
    options: { full: 6 },
    expected: 'It was a bright cold day in April',
    right: 'He wrote: “It was a bright, cold day.”',
    wrong: 'It was cold, that day in April.',
  },
  score: (input: ScoreInput, chosen: VerbatimOptions): Score =>
    scorePrepared(input, chosen.unit === 'words' ? foldedWords : characters, (comparison) =>
      compare(comparison, chosen),
    ),
};

function characters(text: string): string[] {
  return [...text.normalize().toLowerCase().trim().replaceAll(/\s+/g, ' ')];
}

function compare(
  { found, wanted, answer }: Comparison<string[]>,
  { measure, unit, full = wanted.length }: VerbatimOptions,
): Score {
  if (wanted.length === 0) return emptyExpected();
  if (Math.max(found.length, wanted.length) > MAX_UNITS)
    return unscored(`too long to compare: more than ${MAX_UNITS} ${unit}`, answer);
  const matches = matchLengths(found, wanted);
  const longest = matches.reduce((most, length) => Math.max(most, length), 0);
  const value = measure === 'longest_run' ? longest / full : shareOf(matches, measure);
  const bounded = Math.min(1, value);
  return scored(
    bounded,
    answer,
    `${measure} ${decimals(bounded)}: ${longest} ${unit} in a row are those of the expected text`,
  );
}

/**
 * Coverage is the sum of the fragments by the length of the answer, density the sum of their
 * squares by the square of that length: as published, by the length once more, so that it ends at 1.
 *
 * @see Grusky, Naaman and Artzi 2018, N18-1065, equations 1 and 2
 */
function shareOf(matches: readonly number[], measure: 'coverage' | 'density'): number {
  const power = measure === 'coverage' ? 1 : 2;
  const sum = fragmentLengths(matches).reduce((total, length) => total + length ** power, 0);
  return sum / Math.max(1, matches.length) ** power;
}
