import { z } from 'zod';
import { acceptedAnswers, type Score, type ScoreInput, type Scorer } from './scorer.ts';
import { foldCase } from './text/normalise.ts';
import {
  emptyExpected,
  nothingExpected,
  nothingToScore,
  quote,
  scored,
  textOf,
} from './text/score.ts';

/** Options of `includes`. */
export interface IncludesOptions {
  readonly match: 'any' | 'all';
  readonly ignore_case: boolean;
  /** Looked for instead of the expected value. */
  readonly values?: readonly string[];
}

const options: z.ZodType<IncludesOptions> = z.strictObject({
  match: z
    .enum(['any', 'all'])
    .default('any')
    .describe('Whether one of several texts is enough, or all have to be there.'),
  ignore_case: z.boolean().default(false).describe('Upper and lower case are the same.'),
  values: z
    .array(z.string().min(1))
    .min(1)
    .exactOptional()
    .describe('Texts to look for instead of the expected value.'),
});

/** The answer holds the expected text somewhere. */
export const includes: Scorer<IncludesOptions> = {
  type: 'includes',
  version: 1,
  summary: 'The answer holds the expected text, or any or all of several texts.',
  options,
  needsExpected: true,
  threshold: 1,
  example: {
    options: { match: 'all', ignore_case: true },
    expected: ['hydrogen', 'oxygen'],
    right: 'Water is made of Hydrogen and Oxygen.',
    wrong: 'Water is made of hydrogen.',
  },
  score: scoreIncludes,
};

function scoreIncludes(input: ScoreInput, { match, ignore_case, values }: IncludesOptions): Score {
  const wanted = (values ?? acceptedAnswers(input.expected)).map(textOf);
  if (wanted.length === 0) return nothingExpected();
  if (wanted.includes('')) return emptyExpected();
  const { answer } = input;
  if (answer === null) return nothingToScore();
  const fold = ignore_case ? foldCase : (text: string) => text;
  const text = fold(answer.normalize());
  const [found, missing] = partition(wanted, (item) => text.includes(fold(item.normalize())));
  const isRight = match === 'all' ? missing.length === 0 : found.length > 0;
  if (isRight) return scored(1, answer.trim(), `includes ${list(found)}`);
  return scored(0, answer.trim(), `does not include ${list(missing)}`);
}

function partition(
  items: readonly string[],
  isFirst: (item: string) => boolean,
): readonly [string[], string[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}

function list(items: readonly string[]): string {
  return items.map(quote).join(', ');
}
