import type { JsonObject, JsonValue } from '../../../json.ts';
import type { Refusal, Translation } from './assertion.ts';
import { single, translated } from './writers.ts';

/** The longest text that a judge is asked about, in characters. */
const MAX_STATEMENT = 2_000;

const OTHER_JUDGE =
  'the judges of this workspace decide, with a prompt of ours; without judges its answers stay unscored';

/** A criterion in words, as a rubric of one criterion. */
export function criterion(value: JsonValue | undefined, threshold?: number): Translation | Refusal {
  const criteria = [value ?? []].flat().map(String).filter(isText);
  if (criteria.length === 0)
    return {
      refused: 'it has no criterion of its own: its question stands in a prompt of promptfoo',
      fix: 'write what has to be true of the answer as the criterion of a rubric',
    };
  const score: JsonObject = {
    type: 'rubric',
    criteria,
    reference: false,
    ...(threshold === undefined ? {} : { threshold }),
  };
  return judged(single([score]));
}

/** One question about the answer, yes or no. */
export function closedQuestion(value: JsonValue | undefined): Translation | Refusal {
  const statement = String(value ?? '');
  if (!isText(statement)) return { refused: 'it has no criterion' };
  return judged(single([{ type: 'closed_question', statement }]));
}

/** The answer and a reference have to agree in their facts. */
export function factuality(value: JsonValue | undefined): Translation | Refusal {
  if (!isText(String(value ?? ''))) return { refused: 'it has no reference to compare with' };
  const score = { type: 'reference_match' };
  return judged(translated([{ expecting: { score, expected: value ?? '' } }]));
}

/** What the answer claims has to stand in the variable "context". */
export function faithfulness(vars: JsonObject, threshold?: number): Translation | Refusal {
  if (typeof vars.context !== 'string' || vars.context.trim() === '')
    return { refused: 'the case has no variable "context"' };
  const least = threshold === undefined ? {} : { threshold };
  return judged(single([{ type: 'groundedness', context_field: 'context', ...least }]));
}

function judged(result: Translation | Refusal): Translation | Refusal {
  return 'refused' in result ? result : { ...result, differs: OTHER_JUDGE, comparable: false };
}

function isText(text: string): boolean {
  return text.trim() !== '' && text.length <= MAX_STATEMENT;
}
