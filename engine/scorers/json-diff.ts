import { z } from 'zod';
import type { Expected } from '../benchmark/benchmark.ts';
import type { JsonValue } from '../json.ts';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { findJson, parseJson } from './text/json.ts';
import {
  bestScore,
  nothingExpected,
  nothingToScore,
  quote,
  scored,
  unscored,
} from './text/score.ts';
import { type DifferenceRules, jsonLikeness } from './text/structure/json-difference.ts';

/** Options of `json_diff`. */
export interface JsonDiffOptions extends DifferenceRules {
  readonly find: boolean;
}

const options: z.ZodType<JsonDiffOptions> = z.strictObject({
  preserve_strings: z
    .boolean()
    .default(false)
    .describe('A text that holds an object or a list is compared as text, not as what it holds.'),
  find: z
    .boolean()
    .default(true)
    .describe('Looks for JSON in a Markdown fence or in prose; otherwise all has to be JSON.'),
});

/** How alike the JSON in the answer and the expected one are: `JSONDiff` of autoevals. */
export const jsonDiff: Scorer<JsonDiffOptions> = {
  type: 'json_diff',
  version: 1,
  summary: 'How alike two JSON values are, field by field: texts by edits, numbers by distance.',
  options,
  needsExpected: true,
  threshold: 1,
  example: {
    options: {},
    expected: { name: 'Ada Lovelace', born: 1815 },
    right: '```json\n{"born": 1815, "name": "Ada Lovelace"}\n```',
    wrong: '{"born": 1815, "name": "Ada"}',
  },
  score: scoreJsonDiff,
};

function scoreJsonDiff(input: ScoreInput, rules: JsonDiffOptions): Score {
  const { answer, expected } = input;
  if (expected === undefined) return nothingExpected();
  if (answer === null) return nothingToScore();
  const targets = targetsOf(expected);
  const found = rules.find ? findJson(answer) : parseJson(answer);
  const isText = targets.some((target) => typeof target === 'string');
  const values = [...(found === undefined ? [] : [found]), ...(isText ? [answer.trim()] : [])];
  if (values.length === 0) return scored(0, null, `no valid JSON in ${quote(answer)}`);
  return bestScore(
    values.flatMap((value) => targets.map((target) => compare(value, target, rules))),
  );
}

/** A list is compared as a whole, and so is each item of it; a text may itself be JSON. */
function targetsOf(expected: Expected): readonly JsonValue[] {
  if (typeof expected !== 'string')
    return Array.isArray(expected) ? [expected, ...expected] : [expected];
  const value = parseJson(expected) ?? expected.trim();
  return Array.isArray(value) ? [value, ...value] : [value];
}

function compare(value: JsonValue, target: JsonValue, rules: JsonDiffOptions): Score {
  const shown = JSON.stringify(value);
  const likeness = jsonLikeness(value, target, rules);
  if (likeness === null) return unscored('the texts in it are too long to compare', shown);
  const percent = `${(likeness * 100).toFixed(1)} %`;
  return scored(likeness, shown, `alike to ${percent}`);
}
