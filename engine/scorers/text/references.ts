import { acceptedAnswers, type Score, type ScoreInput } from '../scorer.ts';
import { emptyExpected, nothingExpected, nothingToScore, scoreAccepted, textOf } from './score.ts';

/** An answer and one accepted text, and what a scorer made of them. */
export interface Comparison<Prepared> {
  readonly found: Prepared;
  readonly wanted: Prepared;
  /** As the model wrote it, without white space at the ends. */
  readonly answer: string;
  readonly expected: string;
}

/**
 * The loop of the scorers that compare the answer with one accepted text at a time, in a form such
 * as tokens, which is made once of the answer: the best verdict counts.
 */
export function scorePrepared<Prepared>(
  input: ScoreInput,
  prepare: (text: string) => Prepared,
  compare: (comparison: Comparison<Prepared>) => Score,
): Score {
  const answer = input.answer?.trim() ?? '';
  const found = prepare(input.answer ?? '');
  return scoreAccepted(input, input.expected, (_, item) => {
    const expected = textOf(item);
    return compare({ found, wanted: prepare(expected), answer, expected });
  });
}

/**
 * The loop of the scorers that compare the answer with all accepted texts at once, as one set of
 * references.
 */
export function scoreReferences(
  input: ScoreInput,
  compare: (answer: string, references: readonly string[]) => Score,
): Score {
  const references = acceptedAnswers(input.expected).map(textOf);
  if (references.length === 0) return nothingExpected();
  if (references.every((text) => text.trim() === '')) return emptyExpected();
  return input.answer === null ? nothingToScore() : compare(input.answer, references);
}

/** A share or rate for a reason: four decimals. */
export function decimals(value: number): string {
  return value.toFixed(4);
}
