import { z } from 'zod';
import type { Expected } from '../benchmark/benchmark.ts';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { compilePattern, firstMatch, fullMatch, patternProblem } from './text/patterns.ts';
import { quote, scoreAccepted, scored, textOf, unscored } from './text/score.ts';

/** Options of `regex`. */
export interface RegexOptions {
  /** Matched instead of the expected value. */
  readonly pattern?: string;
  readonly match: 'search' | 'full';
  /** Letters of `ims`. */
  readonly flags: string;
}

const options: z.ZodType<RegexOptions> = z
  .strictObject({
    pattern: z
      .string()
      .min(1)
      .exactOptional()
      .describe('The pattern, in the syntax of RE2; the expected value when it is left out.'),
    match: z
      .enum(['search', 'full'])
      .default('search')
      .describe('Whether the pattern may match anywhere, or has to match the whole answer.'),
    flags: z
      .string()
      .regex(/^[ims]*$/, 'flags are the letters i (ignore case), m (lines) and s (dot matches all)')
      .default('')
      .describe('Any of i (ignore case), m (^ and $ match at lines), s (. matches line breaks).'),
  })
  .superRefine(({ pattern, flags }, context) => {
    const message = pattern === undefined ? null : patternProblem(pattern, flags);
    if (message !== null) context.addIssue({ code: 'custom', path: ['pattern'], message });
  });

/** The answer matches a pattern. */
export const regex: Scorer<RegexOptions> = {
  type: 'regex',
  version: 1,
  summary: 'The answer matches a regular expression, in linear time.',
  options,
  needsExpected: true,
  expectedDescribes: true,
  threshold: 1,
  example: {
    options: { pattern: '\\b[A-Z]{3}-\\d{4}\\b' },
    right: 'The ticket is ABC-1234.',
    wrong: 'The ticket is abc-1234.',
  },
  score: (input: ScoreInput, { pattern, match, flags }: RegexOptions): Score =>
    scoreAccepted(input, pattern ?? input.expected, (answer, expected) =>
      scorePattern(answer, expected, match, flags),
    ),
};

function scorePattern(
  answer: string,
  expected: Expected,
  match: RegexOptions['match'],
  flags: string,
): Score {
  const source = textOf(expected);
  const problem = patternProblem(source, flags);
  if (problem !== null) return unscored(`${problem}, in the expected value ${quote(source)}`);
  const pattern = compilePattern(source, flags);
  const found = match === 'full' ? fullMatch(pattern, answer.trim()) : firstMatch(pattern, answer);
  if (found === null) return scored(0, answer.trim(), `does not match ${quote(source)}`);
  return scored(1, found.text, `matches ${quote(source)}`);
}
