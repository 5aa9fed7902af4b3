import type { Expected } from '../../benchmark/benchmark.ts';
import { acceptedAnswers, type Score, type ScoreInput } from '../scorer.ts';

/** Reasons and recorded answers are cut here. */
export const MAX_REASON_CHARS = 300;

/** A verdict: `value` 0…1. */
export function scored(value: number, answer: string | null, reason: string): Score {
  return { value, answer, reason: cut(reason) };
}

/** No verdict: the answer could not be judged, which is not the same as wrong. */
export function unscored(reason: string, answer: string | null = null): Score {
  return { value: null, answer, reason: cut(reason) };
}

/** The verdict on a reply in which the extract steps found no answer. */
export function nothingToScore(): Score {
  return scored(0, null, 'nothing to score: the extract steps found no answer');
}

/** What is said of a case without the expected value that a scorer compares with. */
export function nothingExpected(): Score {
  return unscored('the case has no expected value to compare with');
}

/** What is said of an empty expected text, which every answer would include. */
export function emptyExpected(): Score {
  return unscored('the expected value is an empty text');
}

/** The best verdict; of equals the first. An unscored one is better than none, worse than any. */
export function bestScore(scores: readonly Score[]): Score {
  const [first, ...others] = scores;
  if (first === undefined) return nothingExpected();
  return others.reduce(
    (best, next) => ((next.value ?? -1) > (best.value ?? -1) ? next : best),
    first,
  );
}

/**
 * The loop that every scorer shares which compares the answer with one accepted text at a time:
 * the best verdict counts.
 */
export function scoreAccepted(
  input: ScoreInput,
  expected: Expected | undefined,
  compare: (answer: string, expected: Expected) => Score,
): Score {
  const { answer } = input;
  const accepted = acceptedAnswers(expected);
  if (accepted.length === 0) return nothingExpected();
  if (answer === null) return nothingToScore();
  return bestScore(accepted.map((item) => compare(answer, item)));
}

/** The first `max` characters, the last of them an ellipsis when there were more. */
export function cut(text: string, max: number = MAX_REASON_CHARS): string {
  if (text.length <= max) return text.toWellFormed();
  return `${text
    .slice(0, max - 1)
    .toWellFormed()
    .replace(/\uFFFD$/u, '')}…`;
}

/** A text in quotation marks, short enough for a reason. */
export function quote(text: string): string {
  return `“${cut(text.trim(), 80).replaceAll(/\s+/g, ' ')}”`;
}

/** A value as a person would write it: text bare, everything else as JSON. */
export function textOf(value: Expected): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
