import { z } from 'zod';
import type { Step, StepContext } from '../step.ts';
import { letterOf } from '../text/letters.ts';
import {
  allMatches,
  compilePattern,
  matchIndex,
  type PatternMatch,
  patternProblem,
} from '../text/patterns.ts';

/** Options of `multi_choice_regex`, those of the filter of lm-evaluation-harness. */
export interface MultiChoiceRegexOptions {
  readonly pattern: string;
  readonly match: number | 'first' | 'last';
  readonly fallback?: string;
  readonly ignore_case: boolean;
  readonly ignore_punctuation: boolean;
  readonly ignore: readonly string[];
}

const pattern = z
  .string()
  .min(1)
  .superRefine((text, context) => {
    const message = patternProblem(text, '');
    if (message !== null) context.addIssue({ code: 'custom', message });
  });

const options: z.ZodType<MultiChoiceRegexOptions> = z.strictObject({
  pattern: pattern.describe('The pattern that is tried first, in the syntax of RE2.'),
  match: matchIndex,
  fallback: z
    .string()
    .max(1_000)
    .exactOptional()
    .describe('What is taken where nothing matches; nothing is found unless written.'),
  ignore_case: z.boolean().default(false).describe('Texts of options in any case.'),
  ignore_punctuation: z.boolean().default(false).describe('Texts of options without punctuation.'),
  ignore: z
    .array(pattern)
    .max(10)
    .default([])
    .describe('Patterns that are cut out of reply and options before texts are looked for.'),
});

/** The option that a reply names: by a pattern, by its text, or by a letter after a colon. */
export const multiChoiceRegex: Step<MultiChoiceRegexOptions> = {
  step: 'multi_choice_regex',
  version: 1,
  summary:
    'Takes what a pattern matches, else the option whose text is there, as (A), else a letter after a colon, as the filter of lm-evaluation-harness does.',
  options,
  shorthand: 'pattern',
  example: { options: { pattern: '\\([A-D]\\)' }, input: 'So it is (B).', output: '(B)' },
  extract: (text: string, found: MultiChoiceRegexOptions, context: StepContext): string | null =>
    byPattern(text, found) ??
    byText(text, found, context.choices ?? []) ??
    byLetter(text, found, context.choices ?? []) ??
    found.fallback ??
    null,
};

function byPattern(text: string, { pattern: written, match }: MultiChoiceRegexOptions) {
  const found = pick(allMatches(compilePattern(written), text), match);
  const taken = found?.groups.slice(1).find((group) => group) ?? found?.text;
  return taken?.trim() || null;
}

/** The text of an option at the earliest place; of several there, the first option. */
function byText(text: string, found: MultiChoiceRegexOptions, choices: readonly string[]) {
  const bare = withoutIgnored(text, found);
  const texts = choices.map((choice) => withoutIgnored(choice.trim(), found));
  const places = texts.map((option) => (option === '' ? -1 : placeOf(bare, option, found.match)));
  const there = places.filter((place) => place >= 0);
  if (there.length === 0) return null;
  const wanted = found.match === 'last' ? Math.max(...there) : Math.min(...there);
  return `(${letterOf(places.indexOf(wanted))})`;
}

function placeOf(text: string, option: string, match: MultiChoiceRegexOptions['match']): number {
  return match === 'last' ? text.lastIndexOf(option) : text.indexOf(option);
}

function byLetter(text: string, { match }: MultiChoiceRegexOptions, choices: readonly string[]) {
  if (choices.length === 0) return null;
  const letters = choices.map((_, place) => letterOf(place)).join('');
  const found = pick(allMatches(compilePattern(`:\\s*([${letters}])`), text), match);
  return found === undefined ? null : `(${found.groups[1] ?? ''})`;
}

function withoutIgnored(text: string, found: MultiChoiceRegexOptions): string {
  const cut = found.ignore.reduce(
    (rest, written) => compilePattern(written).matcher(rest).replaceAll(''),
    text,
  );
  const cased = found.ignore_case ? cut.toLowerCase() : cut;
  return found.ignore_punctuation ? cased.replaceAll(/\p{P}/gu, '') : cased;
}

function pick(
  matches: readonly PatternMatch[],
  match: MultiChoiceRegexOptions['match'],
): PatternMatch | undefined {
  if (match === 'first') return matches[0];
  return matches.at(match === 'last' ? -1 : match);
}
