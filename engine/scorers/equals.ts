import { z } from 'zod';
import type { Expected } from '../benchmark/benchmark.ts';
import { isJsonObject } from '../json.ts';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { equalJson, parseJson } from './text/json.ts';
import { normaliseText, type TextRules } from './text/normalise.ts';
import { bestScore, quote, scoreAccepted, scored, textOf } from './text/score.ts';

const options: z.ZodType<TextRules> = z.strictObject({
  ignore_case: z.boolean().default(false).describe('Upper and lower case are the same.'),
  ignore_punctuation: z
    .boolean()
    .default(false)
    .describe('Punctuation does not count, but for the marks inside a number such as 3.14.'),
  ignore_whitespace: z
    .boolean()
    .default(false)
    .describe('White space does not count at all; at both ends it never does.'),
  ignore_articles: z.boolean().default(false).describe('The words a, an and the do not count.'),
  unicode: z
    .enum(['none', 'nfc', 'nfkc'])
    .default('nfc')
    .describe('Unicode normalisation: nfc joins accents, nfkc also unifies width and ligatures.'),
});

/** The answer is one of the accepted ones, as text or as JSON. */
export const equals: Scorer<TextRules> = {
  type: 'equals',
  version: 1,
  summary: 'The answer is the expected text, or equal JSON.',
  options,
  needsExpected: true,
  threshold: 1,
  example: {
    options: { ignore_case: true },
    expected: ['Paris', 'City of Paris'],
    right: ' paris\n',
    wrong: 'Paris, France',
  },
  score: scoreEquals,
};

function scoreEquals(input: ScoreInput, rules: TextRules): Score {
  const { expected } = input;
  const each = scoreAccepted(input, expected, (answer, item) => compare(answer, item, rules));
  if (!Array.isArray(expected) || input.answer === null) return each;
  return bestScore([each, compare(input.answer, expected, rules)]);
}

function compare(answer: string, expected: Expected, rules: TextRules): Score {
  const shown = quote(textOf(expected));
  if (isEqual(answer, expected, rules)) return scored(1, answer.trim(), `is ${shown}`);
  return scored(0, answer.trim(), `expected ${shown}, found ${quote(answer)}`);
}

function isEqual(answer: string, expected: Expected, rules: TextRules): boolean {
  const text = normaliseText(textOf(expected), rules);
  if (normaliseText(answer, rules) === text) return true;
  const value = jsonOfExpected(expected);
  return value !== undefined && equalJson(parseJson(answer), value);
}

/**
 * The JSON that an expected value stands for. A text stands for an object or a list, never for a
 * number: the version “1.10” is not “1.1”.
 */
function jsonOfExpected(expected: Expected): Expected | undefined {
  if (typeof expected !== 'string') return expected;
  const value = parseJson(expected);
  return isJsonObject(value) || Array.isArray(value) ? value : undefined;
}
