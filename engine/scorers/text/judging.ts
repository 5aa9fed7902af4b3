import type { JsonObject } from '../../json.ts';
import type { JudgeQuestion } from '../../judges/question.ts';
import { screened } from '../../judges/screened.ts';
import type { Score, ScoreInput } from '../scorer.ts';
import { nothingToScore, scored, textOf, unscored } from './score.ts';

/** The score that a question to the judges gives. */
export function scoreByJudges(input: ScoreInput, question: JudgeQuestion): Score {
  if (input.answer === null) return nothingToScore();
  const { candidate } = question;
  const verdict = input.judged?.(question) ?? screened(question);
  if (verdict === undefined) return unscored('no judge has been asked', candidate);
  const note = verdict.review === null ? '' : `${verdict.review}: `;
  const reason = `${note}${verdict.reason}`;
  return verdict.value === null
    ? unscored(reason, candidate)
    : scored(verdict.value, candidate, reason);
}

/** What is judged: the answer that was taken out, or nothing where nothing was found. */
export function candidateOf({ answer }: ScoreInput): string {
  return answer ?? '';
}

/** A field of the case as text; `undefined` when it has none. */
export function fieldText(variables: JsonObject, name: string | undefined): string | undefined {
  if (name === undefined || !Object.hasOwn(variables, name)) return undefined;
  const value = variables[name];
  return value === undefined || value === null ? undefined : textOf(value);
}

/** The expected value as a judge reads it; several accepted answers one a line. */
export function referenceOf({ expected }: ScoreInput): string | undefined {
  if (expected === undefined || expected === null) return undefined;
  const list = Array.isArray(expected) ? expected.map((item) => textOf(item)) : [textOf(expected)];
  const text = list.filter((item) => item.trim() !== '').join('\n');
  return text === '' ? undefined : text;
}
