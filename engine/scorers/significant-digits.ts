import { z } from 'zod';
import type { Expected } from '../benchmark/benchmark.ts';
import { acceptedAnswers, type Score, type ScoreInput, type Scorer } from './scorer.ts';
import { lastBoxed } from './text/boxed.ts';
import { plainNumbers } from './text/number-marks.ts';
import { type Decimal, findDecimals } from './text/quantities/decimals.ts';
import { exactOf, isSameExact, roundings, writtenDigits } from './text/quantities/significant.ts';
import {
  bestScore,
  nothingExpected,
  nothingToScore,
  quote,
  scored,
  textOf,
  unscored,
} from './text/score.ts';

/** Options of `significant_digits`. */
export interface SignificantDigitsOptions {
  /** How many digits have to agree; as many as the expected value is written with when absent. */
  readonly digits?: number;
  readonly written: boolean;
  readonly pick: 'first' | 'last';
}

const options: z.ZodType<SignificantDigitsOptions> = z.strictObject({
  digits: z
    .int()
    .min(1)
    .max(100)
    .exactOptional()
    .describe('How many digits have to agree; as many as the expected value shows when left out.'),
  written: z
    .boolean()
    .default(false)
    .describe('The answer has to be written with that many digits too: 3.10 has three, 3.1 two.'),
  pick: z
    .enum(['first', 'last'])
    .default('last')
    .describe('Which number counts where the answer holds several and none is boxed.'),
});

/** Longer texts are read from here to their end. */
const MAX_CHARS = 100_000;

/** The answer is the expected number, rounded to significant digits. */
export const significantDigits: Scorer<SignificantDigitsOptions> = {
  type: 'significant_digits',
  version: 1,
  summary: 'The number in the answer agrees with the expected one to so many significant digits.',
  options,
  needsExpected: true,
  threshold: 1,
  example: {
    options: { digits: 3 },
    expected: '3.14159',
    right: 'The ratio is about 3.14.',
    wrong: 'The ratio is about 3.1.',
  },
  score: scoreDigits,
};

function scoreDigits(input: ScoreInput, rules: SignificantDigitsOptions): Score {
  const accepted = acceptedAnswers(input.expected);
  if (accepted.length === 0) return nothingExpected();
  const wanted = accepted.map(decimalOfExpected);
  const bad = wanted.indexOf(undefined);
  if (bad >= 0) {
    return unscored(`the expected value ${quote(textOf(accepted[bad] ?? ''))} is no number`);
  }
  if (input.answer === null) return nothingToScore();
  const found = statedDecimal(input.answer, rules.pick);
  if (found === undefined) return scored(0, null, `no number found in ${quote(input.answer)}`);
  return bestScore(wanted.flatMap((item) => (item ? [compare(found, item, rules)] : [])));
}

function decimalOfExpected(expected: Expected): Decimal | undefined {
  if (typeof expected !== 'string' && typeof expected !== 'number') return undefined;
  return statedDecimal(textOf(expected), 'last');
}

function statedDecimal(text: string, pick: 'first' | 'last'): Decimal | undefined {
  const boxed = lastBoxed(text);
  const inBox = boxed === null ? [] : findDecimals(plainNumbers(boxed.slice(-MAX_CHARS)));
  const found = inBox.length > 0 ? inBox : findDecimals(plainNumbers(text.slice(-MAX_CHARS)));
  return found.at(pick === 'first' ? 0 : -1);
}

function compare(found: Decimal, wanted: Decimal, rules: SignificantDigitsOptions): Score {
  const count = rules.digits ?? writtenDigits(wanted)[1];
  const answer = spelling(found);
  const isEqual = roundings(exactOf(wanted), count).some((a) =>
    roundings(exactOf(found), count).some((b) => isSameExact(a, b)),
  );
  const places = `${count} significant digit${count === 1 ? '' : 's'}`;
  if (!isEqual) return scored(0, answer, `${answer} is not ${spelling(wanted)} to ${places}`);
  const [least, most] = writtenDigits(found);
  if (!rules.written || (least <= count && count <= most)) {
    return scored(1, answer, `${answer} is ${spelling(wanted)} to ${places}`);
  }
  return scored(0, answer, `${answer} is right but not written with ${places}`);
}

function spelling({ negative, digits, exponent }: Decimal): string {
  return `${negative ? '-' : ''}${digits}${exponent === 0 ? '' : `e${exponent}`}`;
}
