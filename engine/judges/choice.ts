import { z } from 'zod';
import type { JudgeQuestion, Vote } from './question.ts';
import { checked, common, confidence, isQuoted, words } from './reply-form.ts';

const choiceReply = z.strictObject({
  ...common,
  reasoning: words(8000).min(1),
  evidence_quote: words(4000),
  code: words(64),
  secondary: z.array(words(64)).max(20),
  confidence,
  injection_suspected: z.boolean(),
});

/** What a choice says, in the parts of a vote; it has no value. */
type ReadChoice =
  | Pick<Vote, 'status' | 'value' | 'confidence' | 'verdicts' | 'reason' | 'injection_suspected'>
  | { readonly wrong: string };

/** Reads the choice of one of the options; a quotation that the candidate does not hold spoils it. */
export function readChoice(value: unknown, question: JudgeQuestion, nonce: string): ReadChoice {
  const reply = checked(choiceReply, value, nonce);
  if ('wrong' in reply) return reply;
  const { code, secondary, evidence_quote: quote, reasoning, injection_suspected } = reply;
  const known = new Set(question.rubric.criteria.map(({ id }) => id));
  const unknown = [code, ...secondary].find((id) => !known.has(id));
  if (unknown !== undefined) return { wrong: `there is no kind "${unknown.slice(0, 40)}"` };
  if (quote.trim() !== '' && !isQuoted(quote, question.candidate))
    return { wrong: 'the quotation is not in the candidate' };
  const others = [...new Set(secondary)].filter((id) => id !== code);
  return {
    status: 'valid',
    value: null,
    confidence: reply.confidence,
    verdicts: { code, secondary: others.join(' '), quote: quote.slice(0, 200) },
    reason: reasoning.slice(0, 2000),
    injection_suspected,
  };
}
