import type { JudgeQuestion, JudgeVerdict } from './question.ts';
import { masterKey, suspicion } from './screen.ts';

/** What is decided before any judge is asked; `undefined` when nothing is. */
export function screened(question: JudgeQuestion): JudgeVerdict | undefined {
  const empty = masterKey(question.candidate, question.reference);
  if (empty !== undefined)
    return { value: 0, reason: `not asked: ${empty}`, review: null, votes: [] };
  const sign = suspicion(question.candidate);
  if (sign === undefined) return undefined;
  const reason = `not asked: the answer looks like an attack on its judge (${sign})`;
  return { value: null, reason, review: 'injection_suspected', votes: [] };
}
