import { z } from 'zod';
import type { Expected } from '../benchmark/benchmark.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import { acceptedAnswers, type Score, type ScoreInput, type Scorer } from './scorer.ts';
import { parseJson } from './text/json.ts';
import { foldCase } from './text/normalise.ts';
import { compilePattern, firstMatch, lastMatch, patternProblem } from './text/patterns.ts';
import {
  bestScore,
  nothingExpected,
  nothingToScore,
  quote,
  scored,
  textOf,
  unscored,
} from './text/score.ts';

/** Options of `regex_groups`. */
export interface RegexGroupsOptions {
  /** A pattern with named groups, in the syntax of RE2. */
  readonly groups: string;
  /** Letters of `ims`. */
  readonly flags: string;
  readonly pick: 'first' | 'last';
  readonly ignore_case: boolean;
  readonly partial: boolean;
}

const options: z.ZodType<RegexGroupsOptions> = z
  .strictObject({
    groups: z
      .string()
      .min(1)
      .regex(/\(\?P?</, 'the pattern has a named group such as (?<year>\\d{4})')
      .describe('A pattern with named groups such as (?<year>\\d{4}), in the syntax of RE2.'),
    flags: z
      .string()
      .regex(/^[ims]*$/, 'flags are the letters i (ignore case), m (lines) and s (dot matches all)')
      .default('')
      .describe('Any of i (ignore case), m (^ and $ match at lines), s (. matches line breaks).'),
    pick: z.enum(['first', 'last']).default('first').describe('Which of several matches counts.'),
    ignore_case: z
      .boolean()
      .default(false)
      .describe('Upper and lower case are the same in the values.'),
    partial: z
      .boolean()
      .default(false)
      .describe(
        'The score is the share of groups that are equal; otherwise all of them have to be.',
      ),
  })
  .superRefine(({ groups, flags }, context) => {
    const message = patternProblem(groups, flags);
    if (message !== null) context.addIssue({ code: 'custom', path: ['groups'], message });
  });

/** What the named groups of a pattern catch in the answer is what the expected object says. */
export const regexGroups: Scorer<RegexGroupsOptions> = {
  type: 'regex_groups',
  version: 1,
  summary: 'The named groups of a pattern catch the expected values, field by field.',
  options,
  needsExpected: true,
  threshold: 1,
  example: {
    options: { groups: 'city\\W+(?<city>\\w+)\\W+year\\W+(?<year>\\d{4})', flags: 'i' },
    expected: { city: 'Vienna', year: 1815 },
    right: 'City: Vienna, year: 1815.',
    wrong: 'City: Vienna, year: 1816.',
  },
  score: scoreGroups,
};

function scoreGroups(input: ScoreInput, rules: RegexGroupsOptions): Score {
  const accepted = acceptedAnswers(input.expected).map(fieldsOf);
  if (accepted.length === 0) return nothingExpected();
  if (accepted.some((fields) => fields === null)) {
    return unscored(`the expected value ${quote(textOf(input.expected ?? ''))} has no fields`);
  }
  if (input.answer === null) return nothingToScore();
  const pattern = compilePattern(rules.groups, rules.flags);
  const match = (rules.pick === 'last' ? lastMatch : firstMatch)(pattern, input.answer);
  if (match === null) return scored(0, null, `does not match ${quote(rules.groups)}`);
  return bestScore(accepted.map((fields) => compare(match.named, fields ?? {}, rules)));
}

function fieldsOf(expected: Expected): JsonObject | null {
  const value = typeof expected === 'string' ? parseJson(expected) : expected;
  return isJsonObject(value) && Object.keys(value).length > 0 ? value : null;
}

function compare(
  found: Readonly<Record<string, string | null>>,
  fields: JsonObject,
  rules: RegexGroupsOptions,
): Score {
  const fold = (text: string) => {
    const bare = text.normalize().trim();
    return rules.ignore_case ? foldCase(bare) : bare;
  };
  const wrong = Object.entries(fields).filter(([name, value]) => {
    const caught = Object.hasOwn(found, name) ? (found[name] ?? null) : null;
    return value === null
      ? caught !== null
      : caught === null || fold(caught) !== fold(textOf(value));
  });
  const answer = JSON.stringify(found);
  const total = Object.keys(fields).length;
  if (wrong.length === 0) return scored(1, answer, `all of ${total} groups are equal`);
  const names = wrong.slice(0, 10).map(([name]) => name);
  return scored(
    rules.partial ? 1 - wrong.length / total : 0,
    answer,
    `differs in ${names.join(', ')}`,
  );
}
