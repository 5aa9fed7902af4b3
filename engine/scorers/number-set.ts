import { z } from 'zod';
import type { Expected } from '../benchmark/benchmark.ts';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { numbersOfJson, readNumbers } from './text/quantities/number-list.ts';
import {
  bestScore,
  nothingExpected,
  nothingToScore,
  quote,
  scored,
  textOf,
  unscored,
} from './text/score.ts';

/** Options of `number_set`. */
export interface NumberSetOptions {
  /** The largest difference at which two numbers still are the same, 0 or more. */
  readonly tolerance: number;
  readonly partial: boolean;
  readonly repetitions: boolean;
}

const options: z.ZodType<NumberSetOptions> = z.strictObject({
  tolerance: z
    .number()
    .min(0)
    .default(0)
    .describe('The largest difference at which two numbers still are the same.'),
  partial: z
    .boolean()
    .default(false)
    .describe('The score is the F1 of the numbers; otherwise all of them and no other have to be.'),
  repetitions: z
    .boolean()
    .default(false)
    .describe('How often a number is written counts: 1, 1, 2 is not 1, 2.'),
});

/** The answer states exactly the expected numbers, in any order. */
export const numberSet: Scorer<NumberSetOptions> = {
  type: 'number_set',
  version: 1,
  summary: 'The numbers in the answer are the expected ones, in any order.',
  options,
  needsExpected: true,
  threshold: 1,
  example: {
    options: {},
    expected: '-2, 3',
    right: 'The roots are x = 3 and x = -2.',
    wrong: 'The roots are x = 3 and x = 2.',
  },
  score: scoreNumberSet,
};

function scoreNumberSet(input: ScoreInput, rules: NumberSetOptions): Score {
  const { expected, answer } = input;
  if (expected === undefined) return nothingExpected();
  const accepted = setsOfExpected(expected);
  if (accepted.some((numbers) => numbers.length === 0)) {
    return unscored(`the expected value ${quote(textOf(expected))} holds no numbers`);
  }
  if (answer === null) return nothingToScore();
  const found = readNumbers(answer);
  if (found.length === 0) return scored(0, null, `no number found in ${quote(answer)}`);
  return bestScore(accepted.map((wanted) => compare(found, wanted, rules)));
}

/** A list of lists holds several accepted sets; any other list is the one that is expected. */
function setsOfExpected(expected: Expected): number[][] {
  const isSeveral =
    Array.isArray(expected) && expected.length > 0 && expected.every((item) => Array.isArray(item));
  return (isSeveral ? expected : [expected]).map(numbersOfJson);
}

function compare(
  found: readonly number[],
  wanted: readonly number[],
  rules: NumberSetOptions,
): Score {
  const [a, b] = [sorted(found, rules), sorted(wanted, rules)];
  const both = matches(a, b, rules.tolerance);
  const answer = a.join(', ');
  const reason = `${both} of ${b.length} numbers found, ${a.length - both} not expected`;
  if (both === a.length && both === b.length) return scored(1, answer, reason);
  return scored(rules.partial ? (2 * both) / (a.length + b.length) : 0, answer, reason);
}

function sorted(numbers: readonly number[], { repetitions }: NumberSetOptions): number[] {
  return (repetitions ? [...numbers] : [...new Set(numbers)]).sort((a, b) => a - b);
}

/** The most pairs within the tolerance: on a line, taking the nearest from the left is the best. */
function matches(a: readonly number[], b: readonly number[], tolerance: number): number {
  let [i, j, count] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const [x = 0, y = 0] = [a[i], b[j]];
    const slack = 1e-12 * Math.max(Math.abs(x), Math.abs(y));
    if (Math.abs(x - y) <= tolerance + slack) [i, j, count] = [i + 1, j + 1, count + 1];
    else if (x < y) i++;
    else j++;
  }
  return count;
}
