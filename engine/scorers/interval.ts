import { z } from 'zod';
import type { Expected } from '../benchmark/benchmark.ts';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { answerTexts } from './text/math/answers.ts';
import {
  type Intervals,
  intervalText,
  isSameIntervals,
  readIntervals,
} from './text/math/interval.ts';
import { quote, scoreAccepted, scored, textOf, unscored } from './text/score.ts';

/** Options of `interval`. */
export interface IntervalOptions {
  /** The largest difference of two ends that still counts as equal, 0 or more. */
  readonly tolerance: number;
}

const options: z.ZodType<IntervalOptions> = z.strictObject({
  tolerance: z
    .number()
    .min(0)
    .default(0)
    .describe('The largest difference of two ends that still counts as equal.'),
});

/** Something in brackets with two ends, where the answer is prose. */
const BRACKETED = /[[(\]][^[\]()\n]{1,100}[,;][^[\]()\n]{1,100}[\])[]/g;
const SEARCHED_CHARS = 20_000;

/** The answer is the expected interval or union of intervals, open and closed ends told apart. */
export const interval: Scorer<IntervalOptions> = {
  type: 'interval',
  version: 1,
  summary: 'The interval or union of intervals in the answer is the expected one.',
  options,
  needsExpected: true,
  threshold: 1,
  example: {
    options: {},
    expected: '(-\\infty, 2) \\cup [3, 5]',
    right: '$x \\in [3, 5] \\cup (-\\infty, 2)$',
    wrong: '$x \\in [3, 5] \\cup (-\\infty, 2]$',
  },
  score: (input: ScoreInput, { tolerance }: IntervalOptions): Score =>
    scoreAccepted(input, input.expected, (answer, expected) =>
      compare(answer, expected, tolerance),
    ),
};

function compare(answer: string, expected: Expected, tolerance: number): Score {
  const wanted = intervalsIn(textOf(expected));
  if (wanted === null) {
    return unscored(`the expected value ${quote(textOf(expected))} is no interval`);
  }
  const found = intervalsIn(answer);
  if (found === null) return scored(0, null, `no interval found in ${quote(answer)}`);
  const shown = intervalText(found);
  if (isSameIntervals(found, wanted, tolerance)) return scored(1, shown, `${shown} is right`);
  return scored(0, shown, `expected ${intervalText(wanted)}, found ${shown}`);
}

function intervalsIn(text: string): Intervals | null {
  const bracketed = text.slice(-SEARCHED_CHARS).match(BRACKETED)?.at(-1);
  for (const part of [...answerTexts(text), bracketed ?? '']) {
    const found = readIntervals(part);
    if (found !== null) return found;
  }
  return null;
}
