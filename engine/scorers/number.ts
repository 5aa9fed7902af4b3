import { z } from 'zod';
import type { Expected } from '../benchmark/benchmark.ts';
import { acceptedAnswers, type Score, type ScoreInput, type Scorer } from './scorer.ts';
import { type FoundNumber, type NumberRules, statedNumber } from './text/numbers.ts';
import { bestScore, nothingExpected, quote, scored, textOf, unscored } from './text/score.ts';

/** Options of `number`. */
export interface NumberOptions extends NumberRules {
  /** The largest difference that still counts as equal, 0 or more. */
  readonly tolerance: number;
  /** The same as a share of the expected value, 0 or more. */
  readonly relative_tolerance: number;
  /** Which number counts where the answer holds several. */
  readonly pick: 'first' | 'last';
}

const options: z.ZodType<NumberOptions> = z.strictObject({
  tolerance: z
    .number()
    .min(0)
    .default(0)
    .describe('The largest difference that still counts as equal.'),
  relative_tolerance: z
    .number()
    .min(0)
    .default(0)
    .describe('The largest difference as a share of the expected value: 0.01 is one percent.'),
  pick: z
    .enum(['first', 'last'])
    .default('last')
    .describe('Which number counts where the answer holds several and none is boxed.'),
  decimal: z
    .enum(['auto', 'point', 'comma'])
    .default('auto')
    .describe('The decimal mark. auto tells it from the grouping and reads 1,234 as thousands.'),
  percent_as_fraction: z.boolean().default(false).describe('12% is 0.12; otherwise it is 12.'),
  magnitude_words: z
    .boolean()
    .default(true)
    .describe('1.5 million is 1500000; otherwise the word is a unit like any other.'),
});

/** The number that the answer states is the expected one. */
export const number: Scorer<NumberOptions> = {
  type: 'number',
  version: 1,
  summary: 'The number in the answer equals the expected number, within a tolerance.',
  options,
  needsExpected: true,
  threshold: 1,
  example: {
    options: { tolerance: 0.01 },
    expected: 1234.5,
    right: 'That makes **$1,234.50** in all.',
    wrong: 'That makes $1,234 in all.',
  },
  score: scoreNumber,
};

function scoreNumber(input: ScoreInput, rules: NumberOptions): Score {
  const accepted = acceptedAnswers(input.expected);
  if (accepted.length === 0) return nothingExpected();
  const wanted = accepted.map((item) => numberOfExpected(item, rules));
  const bad = wanted.indexOf(undefined);
  if (bad >= 0)
    return unscored(`the expected value ${quote(textOf(accepted[bad] ?? ''))} is no number`);
  const found = statedNumber(input.answer ?? '', rules, rules.pick);
  if (found === undefined) return scored(0, null, nothingFound(input.answer));
  return bestScore(wanted.flatMap((item) => (item ? [compare(found, item, rules)] : [])));
}

function nothingFound(answer: string | null): string {
  return answer === null ? 'no number found' : `no number found in ${quote(answer)}`;
}

/** A number of JSON is itself, whatever the rules; a text is read as an answer is. */
function numberOfExpected(expected: Expected, rules: NumberRules): FoundNumber | undefined {
  if (typeof expected === 'string') return statedNumber(expected, rules);
  if (typeof expected !== 'number' || !Number.isFinite(expected)) return undefined;
  return { value: expected, text: String(expected), percent: false, glued: false };
}

function compare(found: FoundNumber, wanted: FoundNumber, rules: NumberOptions): Score {
  if (isEqual(found, wanted, rules)) return scored(1, found.text, `${found.text} is right`);
  const allowed = Math.max(rules.tolerance, rules.relative_tolerance * Math.abs(wanted.value));
  const within = allowed > 0 ? ` within ${allowed}` : '';
  return scored(0, found.text, `expected ${wanted.text}${within}, found ${found.text}`);
}

function isEqual(found: FoundNumber, wanted: FoundNumber, rules: NumberOptions): boolean {
  const allowed = Math.max(rules.tolerance, rules.relative_tolerance * Math.abs(wanted.value));
  if (allowed === 0 && areLongIntegers(found, wanted)) return found.text === wanted.text;
  // 0.51 is within 0.01 of 0.5, though binary arithmetic makes the difference a little more.
  const slack = 1e-12 * Math.max(Math.abs(found.value), Math.abs(wanted.value));
  return Math.abs(found.value - wanted.value) <= allowed + slack;
}

function areLongIntegers(a: FoundNumber, b: FoundNumber): boolean {
  return !Number.isSafeInteger(a.value) && /^-?\d+$/.test(a.text) && /^-?\d+$/.test(b.text);
}
