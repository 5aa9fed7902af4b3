import { z } from 'zod';
import type { Expected } from '../benchmark/benchmark.ts';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { answerTexts } from './text/math/answers.ts';
import { isEqualExpression, type MathRules } from './text/math/compare.ts';
import type { Expression } from './text/math/expression.ts';
import { type Parsed, parseMathematics } from './text/math/parse.ts';
import { plainMathematics, plainWords } from './text/math/plain.ts';
import { MAX_MATH_CHARS } from './text/math/tokens.ts';
import { quote, scoreAccepted, scored, textOf, unscored } from './text/score.ts';

const options: z.ZodType<MathRules> = z.strictObject({
  tolerance: z
    .number()
    .min(0)
    .default(0)
    .describe('The largest difference of two numbers that still counts as equal.'),
  ordered: z
    .boolean()
    .default(false)
    .describe('Several answers without brackets have to be in the expected order.'),
});

/** Answers that are words in `\text{}`, or one word that is too long to be variables. */
const WORDS = /^\\(?:text|textbf|mathrm|textit)\s?\{[^{}]*\}$|^[\p{L}]{5,}(?:[\s-]\p{L}+)*$/u;

/**
 * The answer equals the expected expression: Hendrycks et al. 2021 (MATH, arXiv:2103.03874) compare
 * spellings, this compares values. Nothing is ever evaluated as code.
 */
export const math: Scorer<MathRules> = {
  type: 'math',
  version: 2,
  summary: 'The mathematical expression in the answer, LaTeX or plain, equals the expected one.',
  options,
  needsExpected: true,
  threshold: 1,
  example: {
    options: {},
    expected: '\\frac{1+\\sqrt{5}}{2}',
    right: 'So $x = \\boxed{\\tfrac12 + \\tfrac{\\sqrt5}{2}}$.',
    wrong: 'So $x = \\boxed{\\frac{1-\\sqrt{5}}{2}}$.',
  },
  score: (input: ScoreInput, rules: MathRules): Score =>
    scoreAccepted(input, input.expected, (answer, expected) => compare(answer, expected, rules)),
};

function compare(answer: string, expected: Expected, rules: MathRules): Score {
  const written = textOf(expected);
  const wanted = answerTexts(written)[0] ?? '';
  const texts = answerTexts(answer);
  const same = texts.find((text) => isSameSpelling(text, wanted));
  if (same !== undefined) return scored(1, same, `is ${quote(wanted)}`);
  const isWords = WORDS.test(wanted);
  const parsed: Parsed = isWords ? { problem: 'it is a word' } : parseMathematics(wanted);
  if (isWords) return scored(0, texts.at(-1) ?? null, `expected ${quote(plainWords(wanted))}`);
  if ('problem' in parsed) {
    return unscored(`the expected value ${quote(written)} could not be parsed: ${parsed.problem}`);
  }
  return compareExpression(texts, parsed.expression, wanted, rules);
}

function compareExpression(
  texts: readonly string[],
  wanted: Expression,
  written: string,
  rules: MathRules,
): Score {
  const found = firstExpression(texts);
  if (found === null) return scored(0, null, `${quote(texts[0] ?? '')} could not be parsed`);
  const equality = isEqualExpression(found.expression, wanted, rules);
  if (equality === null)
    return unscored(`could not be compared with ${quote(written)}`, found.text);
  const verb = equality ? 'equals' : 'does not equal';
  return scored(equality ? 1 : 0, found.text, `${quote(found.text)} ${verb} ${quote(written)}`);
}

function firstExpression(
  texts: readonly string[],
): { readonly text: string; readonly expression: Expression } | null {
  for (const text of texts) {
    const parsed = parseMathematics(text);
    if ('expression' in parsed) return { text, expression: parsed.expression };
  }
  return null;
}

/** Also what cannot be parsed is right when it is written as expected. */
function isSameSpelling(text: string, wanted: string): boolean {
  if (Math.max(text.length, wanted.length) > MAX_MATH_CHARS) return text === wanted;
  const bare = (side: string) => plainMathematics(side).replaceAll(/\s+/g, '');
  if (bare(text) === bare(wanted)) return bare(wanted) !== '' || text === wanted;
  return WORDS.test(wanted) && plainWords(text) === plainWords(wanted);
}
