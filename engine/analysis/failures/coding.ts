import { z } from 'zod';
import { hashOf } from '../../hash.ts';
import type { StoredVote } from '../../judges/judged.ts';
import { voteSchema } from '../../results/votes.ts';
import { type FailureCode, isFailureCode } from './taxonomy.ts';

/** What an audit by a model may say of a case. */
export const AUDIT_CODES = [
  'sound',
  'wrong_key',
  'ambiguous',
  'grader_too_strict',
  'impossible',
  'duplicate',
  'cannot_tell',
] as const;

export type AuditCode = (typeof AUDIT_CODES)[number];

/** What a judge said of a failed answer, or of a case, and what was paid for it: a line of a file. */
export interface Coding {
  readonly kind: 'failure' | 'audit';
  readonly case_id: string;
  readonly case_hash: string;
  /** SHA-256 of the answer that was shown. */
  readonly output_hash: string;
  /** Version of the list of codes. */
  readonly taxonomy: number;
  /** Whether it only measures the first coder. */
  readonly second: boolean;
  /** The last is the one that counts; those before could not be used. */
  readonly votes: readonly StoredVote[];
}

const hash = z.string().regex(/^[0-9a-f]{64}$/);

const codingSchema: z.ZodType<Coding> = z.object({
  kind: z.enum(['failure', 'audit']),
  case_id: z.string().max(200),
  case_hash: hash,
  output_hash: hash,
  taxonomy: z.int().min(1),
  second: z.boolean(),
  votes: z.array(voteSchema).min(1).max(4),
});

/** The codings of a file, one JSON object a line; lines that are none are left out. */
export function parseCodings(text: string): Coding[] {
  return text.split('\n').flatMap((line) => {
    if (line.trim() === '') return [];
    try {
      const read = codingSchema.safeParse(JSON.parse(line));
      return read.success ? [read.data] : [];
    } catch {
      return [];
    }
  });
}

/** Codings as lines of a file. */
export function codingsText(codings: readonly Coding[]): string {
  return codings.map((coding) => `${JSON.stringify(coding)}\n`).join('');
}

/** A choice that can be used. */
export interface Choice<Code extends string> {
  readonly code: Code;
  readonly secondary: readonly Code[];
  readonly judge: string;
  /** 0…1, as the judge says; it is not calibrated. */
  readonly confidence: number | null;
  /** The judge's reasons: untrusted text. */
  readonly reason: string;
  /** Words of the answer: untrusted text. */
  readonly quote: string;
}

/** What a coding chose; `undefined` when its reply cannot be used, or suspects an attack. */
export function choiceOf<Code extends string>(
  { votes }: Coding,
  isCode: (text: string) => text is Code,
): Choice<Code> | undefined {
  const vote = votes.at(-1)?.vote;
  const code = vote?.verdicts.code ?? '';
  if (vote?.status !== 'valid' || vote.injection_suspected || !isCode(code)) return undefined;
  const { judge, confidence, reason, verdicts } = vote;
  const secondary = (verdicts.secondary ?? '').split(' ').filter(isCode);
  return { code, secondary, judge, confidence, reason, quote: verdicts.quote ?? '' };
}

export function isAuditCode(text: string): text is AuditCode {
  return AUDIT_CODES.some((code) => code === text);
}

/** The name of an answer that was coded: equal answers to a case are coded once. */
export function codedAnswer(case_hash: string, output: string): string {
  return `${case_hash} ${hashOf(output)}`;
}

/** The first coder's choice of each answer. */
export function firstChoices(codings: readonly Coding[]): Map<string, Choice<FailureCode>> {
  return choicesBy(codings, 'failure', false, isFailureCode);
}

/** The second coder's choice, of the answers that have one. */
export function secondChoices(codings: readonly Coding[]): Map<string, Choice<FailureCode>> {
  return choicesBy(codings, 'failure', true, isFailureCode);
}

/** What audits said, by case and shared answer. */
export function auditChoices(codings: readonly Coding[]): Map<string, Choice<AuditCode>> {
  return choicesBy(codings, 'audit', false, isAuditCode);
}

function choicesBy<Code extends string>(
  codings: readonly Coding[],
  kind: Coding['kind'],
  second: boolean,
  isCode: (text: string) => text is Code,
): Map<string, Choice<Code>> {
  return new Map(
    codings.flatMap((coding) => {
      if (coding.kind !== kind || coding.second !== second) return [];
      const choice = choiceOf(coding, isCode);
      const { case_hash, output_hash } = coding;
      return choice === undefined ? [] : [[`${case_hash} ${output_hash}`, choice] as const];
    }),
  );
}
