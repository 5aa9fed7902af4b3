import { z } from 'zod';
import type { Step } from '../step.ts';
import { allMatches, compilePattern, patternFlags, patternProblem } from '../text/patterns.ts';

/** Options of `find_all`. */
export interface FindAllOptions {
  readonly pattern: string;
  /** Letters of `ims`. */
  readonly flags: string;
}

const options: z.ZodType<FindAllOptions> = z
  .strictObject({
    pattern: z.string().min(1).describe('The pattern, in the syntax of RE2.'),
    flags: patternFlags,
  })
  .superRefine(({ pattern, flags }, context) => {
    const message = patternProblem(pattern, flags);
    if (message !== null) context.addIssue({ code: 'custom', path: ['pattern'], message });
  });

/** Every match of a pattern, for a step that chooses among them. */
export const findAll: Step<FindAllOptions> = {
  step: 'find_all',
  version: 1,
  summary:
    'Takes every match of a regular expression, or its first group that took part; a later step such as majority_vote chooses, else the first counts.',
  options,
  shorthand: 'pattern',
  example: { options: { pattern: '\\d+' }, input: 'first 4, then 7', output: '4' },
  extract: (text: string, found: FindAllOptions): string | null =>
    matchesIn(text, found)[0] ?? null,
  extractAll: (texts: readonly string[], found: FindAllOptions): readonly string[] =>
    texts.flatMap((text) => matchesIn(text, found)),
};

function matchesIn(text: string, { pattern, flags }: FindAllOptions): string[] {
  return allMatches(compilePattern(pattern, flags), text).map(
    ({ groups, text: whole }) => groups.slice(1).find((group) => group) ?? whole,
  );
}
