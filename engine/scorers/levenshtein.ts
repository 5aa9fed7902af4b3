import { z } from 'zod';
import type { Expected } from '../benchmark/benchmark.ts';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { codePoints, editDistance } from './text/distance.ts';
import { foldCase } from './text/normalise.ts';
import { quote, scoreAccepted, scored, textOf, unscored } from './text/score.ts';

/** Options of `levenshtein`. */
export interface LevenshteinOptions {
  readonly ignore_case: boolean;
}

const options: z.ZodType<LevenshteinOptions> = z.strictObject({
  ignore_case: z.boolean().default(false).describe('Upper and lower case are the same.'),
});

/** How alike the answer and the expected text are, letter by letter. */
export const levenshtein: Scorer<LevenshteinOptions> = {
  type: 'levenshtein',
  version: 1,
  summary:
    'How alike the answer and the expected text are: 1 − edit distance ÷ length of the longer one.',
  options,
  needsExpected: true,
  threshold: 0.8,
  example: { options: {}, expected: 'Mississippi', right: 'Mississippi', wrong: 'Misisipi' },
  score: (input: ScoreInput, { ignore_case }: LevenshteinOptions): Score =>
    scoreAccepted(input, input.expected, (answer, expected) =>
      similarity(answer.trim(), expected, ignore_case),
    ),
};

function similarity(answer: string, expected: Expected, ignoreCase: boolean): Score {
  const fold = ignoreCase ? foldCase : (text: string) => text;
  const found = codePoints(fold(answer.normalize()));
  const wanted = codePoints(fold(textOf(expected).trim().normalize()));
  const distance = editDistance(found, wanted);
  const longer = Math.max(found.length, wanted.length);
  if (distance === null) {
    return unscored(`too long to compare: ${found.length} and ${wanted.length} characters`, answer);
  }
  if (distance === 0) return scored(1, answer, `is ${quote(textOf(expected))}`);
  const reason = `${distance} edits in ${longer} characters from ${quote(textOf(expected))}`;
  return scored(1 - distance / longer, answer, reason);
}
