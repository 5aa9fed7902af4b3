import { z } from 'zod';
import type { Step } from '../step.ts';
import {
  allMatches,
  compilePattern,
  firstMatch,
  lastMatch,
  matchIndex,
  type Pattern,
  type PatternMatch,
  patternFlags,
  patternProblem,
} from '../text/patterns.ts';

/** Options of the step `regex`. */
export interface RegexStepOptions {
  readonly pattern: string;
  /** A group by number or name; the first group of a pattern that has any, else the whole match. */
  readonly group?: number | string;
  readonly match: number | 'first' | 'last';
  /** Letters of `ims`. */
  readonly flags: string;
  /** Taken where nothing matches. */
  readonly fallback?: string;
}

const options: z.ZodType<RegexStepOptions> = z
  .strictObject({
    pattern: z.string().min(1).describe('The pattern, in the syntax of RE2.'),
    group: z
      .union([z.int().min(0), z.string().min(1)])
      .exactOptional()
      .describe('Number or name of the group to take; the first, or the match if there is none.'),
    match: matchIndex,
    flags: patternFlags,
    fallback: z
      .string()
      .max(1_000)
      .exactOptional()
      .describe('What is taken where nothing matches; nothing is found unless written.'),
  })
  .superRefine(({ pattern, flags, group }, context) => {
    const message = patternProblem(pattern, flags);
    if (message !== null) context.addIssue({ code: 'custom', path: ['pattern'], message });
    else if (!hasGroup(pattern, group)) {
      context.addIssue({
        code: 'custom',
        path: ['group'],
        message: `no group ${group} in the pattern`,
      });
    }
  });

/** What a pattern matches. */
export const regexStep: Step<RegexStepOptions> = {
  step: 'regex',
  version: 1,
  summary: 'Takes what a regular expression matches, or one of its groups.',
  options,
  shorthand: 'pattern',
  example: {
    options: { pattern: 'colou?r: (\\w+)', flags: 'i' },
    input: 'Size: 4, Colour: green',
    output: 'green',
  },
  extract: (text: string, written: RegexStepOptions): string | null => {
    const { pattern, flags, match, group, fallback } = written;
    const found = matchAt(compilePattern(pattern, flags), text, match);
    return (found === null ? null : groupOf(found, group)) ?? fallback ?? null;
  },
};

function matchAt(
  pattern: Pattern,
  text: string,
  match: RegexStepOptions['match'],
): PatternMatch | null {
  if (match === 'first' || match === 0) return firstMatch(pattern, text);
  if (match === 'last' || match === -1) return lastMatch(pattern, text);
  return allMatches(pattern, text).at(match) ?? null;
}

function groupOf(match: PatternMatch, group: number | string | undefined): string | null {
  if (typeof group === 'string') return match.named[group] ?? null;
  return match.groups[group ?? Math.min(1, match.groups.length - 1)] ?? null;
}

function hasGroup(pattern: string, group: number | string | undefined): boolean {
  if (group === undefined) return true;
  const compiled = compilePattern(pattern);
  if (typeof group === 'number') return group <= compiled.groupCount();
  return Object.hasOwn(compiled.namedGroups(), group);
}
