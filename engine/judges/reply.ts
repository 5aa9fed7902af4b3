import { z } from 'zod';
import { readChoice } from './choice.ts';
import { promptNamed } from './prompt.ts';
import type { JudgeQuestion, Vote } from './question.ts';
import { checked, common, confidence, isQuoted, jsonIn, words } from './reply-form.ts';
import { readVerdict, totalOf, type Verdict } from './rubric.ts';

/** What a judge's reply says, or why it cannot be used. */
export type ReadReply =
  | Pick<Vote, 'status' | 'value' | 'confidence' | 'verdicts' | 'reason' | 'injection_suspected'>
  | { readonly wrong: string };

const criteriaReply = z.strictObject({
  ...common,
  criteria: z
    .array(
      z.strictObject({
        id: words(64),
        reasoning: words(4000).min(1),
        evidence_quote: words(4000),
        verdict: words(40),
        confidence,
      }),
    )
    .max(60),
  injection_suspected: z.boolean(),
  overall_comment: words(8000),
});

const pairReply = z.strictObject({
  ...common,
  reasoning: words(8000).min(1),
  winner: z.enum(['a', 'b', 'tie']),
  confidence,
  injection_suspected: z.boolean(),
});

const claimsReply = z.strictObject({
  ...common,
  claims: z
    .array(
      z.strictObject({
        claim: words(4000).min(1),
        reasoning: words(4000).min(1),
        evidence_quote: words(4000),
        verdict: z.enum(['supported', 'contradicted', 'absent']),
      }),
    )
    .max(200),
  injection_suspected: z.boolean(),
});

/**
 * Reads a judge's reply strictly: one JSON object with our nonce, every criterion once, quotations
 * that are there. The total is computed here.
 *
 * @param swapped for a pair: whether the candidate stood in second place
 */
export function readReply(
  output: string,
  question: JudgeQuestion,
  nonce: string,
  swapped = false,
): ReadReply {
  const shape = promptNamed(question.prompt)?.shape;
  const value = jsonIn(output);
  if (value === undefined) return { wrong: 'it is not one JSON object' };
  if (shape === 'pair') return readPair(value, nonce, swapped);
  if (shape === 'claims') return readClaims(value, question, nonce);
  if (shape === 'choice') return readChoice(value, question, nonce);
  return readCriteria(value, question, nonce);
}

function readCriteria(value: unknown, question: JudgeQuestion, nonce: string): ReadReply {
  const reply = checked(criteriaReply, value, nonce);
  if ('wrong' in reply) return reply;
  const { rubric, candidate } = question;
  const known = new Map(rubric.criteria.map((criterion) => [criterion.id, criterion]));
  const verdicts = new Map<string, Verdict>();
  const notes: string[] = [];
  for (const { id, verdict, evidence_quote, reasoning } of reply.criteria) {
    const criterion = known.get(id);
    if (criterion === undefined) return { wrong: `there is no criterion "${id.slice(0, 40)}"` };
    if (verdicts.has(id)) return { wrong: `the criterion "${id}" is decided twice` };
    const read = readVerdict(verdict, rubric, criterion);
    if (read === undefined) return { wrong: `"${verdict}" is no verdict on "${id}"` };
    const isFound = isQuoted(evidence_quote, candidate);
    const needsQuote = criterion.evidence === 'quote' && typeof read === 'number' && read > 0;
    const isBacked = evidence_quote.trim() === '' ? !needsQuote : isFound;
    // A verdict on words that are not there is no verdict.
    verdicts.set(id, isBacked ? read : 'unknown');
    notes.push(`${id} ${isBacked ? verdict : 'quotation not found'}: ${reasoning}`);
  }
  const missing = [...known.keys()].find((id) => !verdicts.has(id));
  if (missing !== undefined) return { wrong: `the criterion "${missing}" is not decided` };
  const total = totalOf(rubric, verdicts);
  return {
    status: total === null ? 'abstained' : 'valid',
    value: total,
    confidence: Math.min(1, ...reply.criteria.map((item) => item.confidence)),
    verdicts: Object.fromEntries(reply.criteria.map(({ id, verdict }) => [id, verdict])),
    reason: notes.join('; ').slice(0, 2000),
    injection_suspected: reply.injection_suspected,
  };
}

function readPair(value: unknown, nonce: string, swapped: boolean): ReadReply {
  const reply = checked(pairReply, value, nonce);
  if ('wrong' in reply) return reply;
  const { winner, reasoning, confidence: sure, injection_suspected } = reply;
  const mine = swapped ? 'b' : 'a';
  return {
    status: 'valid',
    value: winner === 'tie' ? 0.5 : winner === mine ? 1 : 0,
    confidence: sure,
    verdicts: { winner },
    reason: reasoning.slice(0, 2000),
    injection_suspected,
  };
}

/** The share of claims that the context supports; a quotation that it does not hold supports nothing. */
function readClaims(value: unknown, question: JudgeQuestion, nonce: string): ReadReply {
  const reply = checked(claimsReply, value, nonce);
  if ('wrong' in reply) return reply;
  const { claims, injection_suspected } = reply;
  const source = question.context ?? '';
  const isBacked = (claim: (typeof claims)[number]) =>
    claim.verdict === 'absent' || isQuoted(claim.evidence_quote, source);
  const unbacked = claims.filter((claim) => !isBacked(claim));
  const supported = claims.filter(({ verdict }) => verdict === 'supported').length;
  const valid = claims.length > 0 && unbacked.length === 0;
  return {
    status: valid ? 'valid' : 'abstained',
    value: valid ? supported / claims.length : null,
    confidence: null,
    verdicts: Object.fromEntries(
      claims.map(({ verdict }, index) => [`claim_${index + 1}`, verdict]),
    ),
    reason:
      claims.length === 0
        ? 'no claim was found'
        : claims
            .map(({ claim, verdict }) => `${verdict}: ${claim}`)
            .join('; ')
            .slice(0, 2000),
    injection_suspected,
  };
}
