import { z } from 'zod';
import type { Expected } from '../benchmark/benchmark.ts';
import { acceptedAnswers, type Score, type ScoreInput, type Scorer } from './scorer.ts';
import { allChosenPlaces, chosenPlaces, type ShownOptions } from './text/choices.ts';
import { LETTER_COUNT, letterOf, placeOf } from './text/letters.ts';
import { sameOption } from './text/option-texts.ts';
import { nothingExpected, quote, scored, textOf, unscored } from './text/score.ts';

/** Options of `choice`. */
export interface ChoiceOptions {
  /** Whether all items of an expected list have to be named, instead of any. */
  readonly multiple: boolean;
}

const options: z.ZodType<ChoiceOptions> = z.strictObject({
  multiple: z
    .boolean()
    .default(false)
    .describe('All options of the expected list have to be named and no other; otherwise any one.'),
});

/** The reply names the right option. The recorded letter is that of the written order. */
export const choice: Scorer<ChoiceOptions> = {
  type: 'choice',
  version: 1,
  summary: 'The reply names the right option of a multiple-choice question, by letter or text.',
  options,
  needsExpected: true,
  // It may be an index, and what it stands for is checked when it is scored.
  expectedDescribes: true,
  threshold: 1,
  example: {
    options: {},
    choices: ['London', 'Paris', 'Rome'],
    expected: 'B',
    right: 'It is not London (A). The answer is **B**.',
    wrong: 'The answer is C) Rome.',
  },
  score: scoreChoice,
};

function scoreChoice(input: ScoreInput, { multiple }: ChoiceOptions): Score {
  const accepted = acceptedAnswers(input.expected);
  if (accepted.length === 0) return nothingExpected();
  const written = writtenChoices(input);
  const wanted = accepted.map((item) => placeOfExpected(item, written));
  const bad = wanted.findIndex((place) => typeof place === 'string');
  if (bad >= 0) return unscored(String(wanted[bad]));
  const places = wanted.filter((place) => typeof place === 'number');
  return multiple ? scoreSet(input, places) : scoreOne(input, places);
}

function scoreOne(input: ScoreInput, wanted: readonly number[]): Score {
  const chosen = chosenPlaces(input.answer ?? '', shownOptions(input)).map((place) =>
    writtenPlace(place, input),
  );
  const [place] = chosen;
  if (place === undefined) return scored(0, null, nothingFound(input.answer));
  if (chosen.length > 1) return scored(0, null, `ambiguous: the reply names ${letters(chosen)}`);
  const isRight = wanted.includes(place);
  const reason = isRight ? `${letterOf(place)} is right` : wrong(wanted, chosen);
  return scored(isRight ? 1 : 0, letterOf(place), reason);
}

function scoreSet(input: ScoreInput, wanted: readonly number[]): Score {
  const chosen = allChosenPlaces(input.answer ?? '', shownOptions(input)).map((place) =>
    writtenPlace(place, input),
  );
  if (chosen.length === 0) return scored(0, null, nothingFound(input.answer));
  const isRight = letters(chosen) === letters([...new Set(wanted)]);
  const reason = isRight ? `${letters(chosen)} is right` : wrong(wanted, chosen);
  return scored(isRight ? 1 : 0, letters(chosen), reason);
}

function nothingFound(answer: string | null): string {
  return answer === null ? 'no choice found' : `no choice found in ${quote(answer)}`;
}

function wrong(wanted: readonly number[], chosen: readonly number[]): string {
  return `expected ${letters(wanted)}, found ${letters(chosen)}`;
}

function letters(places: readonly number[]): string {
  return [...places]
    .sort((a, b) => a - b)
    .map(letterOf)
    .join(', ');
}

function shownOptions({ choices }: ScoreInput): ShownOptions {
  return { texts: choices ?? [], count: choices?.length ?? LETTER_COUNT };
}

function writtenPlace(shown: number, { order }: ScoreInput): number {
  return order?.[shown] ?? shown;
}

/** The options in the order in which they were written; `null` when there are none. */
function writtenChoices(input: ScoreInput): readonly string[] | null {
  const { choices } = input;
  if (choices === undefined) return null;
  const written = [...choices];
  choices.forEach((text, shown) => {
    written[writtenPlace(shown, input)] = text;
  });
  return written;
}

/**
 * The written place that an expected value stands for: a number is an index from 0; a text is the
 * letter or the text of an option, or else an index in digits. A text says why when it is neither,
 * or when it is the letter of one option and the text of another.
 */
function placeOfExpected(expected: Expected, written: readonly string[] | null): number | string {
  const count = written?.length ?? LETTER_COUNT;
  const text = textOf(expected).trim();
  const problem = `the expected value ${quote(text)} is no option`;
  if (typeof expected === 'number') return isIndex(expected, count) ? expected : problem;
  if (typeof expected !== 'string') return problem;
  const letter = placeOf(text, count);
  const [same, ...others] = sameOption(text, written ?? []);
  if (others.length > 0) return `the expected value ${quote(text)} is the text of several options`;
  if (same !== undefined && letter >= 0 && same !== letter) {
    return `the expected value ${quote(text)} is a letter and the text of another option`;
  }
  if (same !== undefined || letter >= 0) return same ?? letter;
  return /^\d{1,2}$/.test(text) && isIndex(Number(text), count) ? Number(text) : problem;
}

function isIndex(value: number, count: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < count;
}
