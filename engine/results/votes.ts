import { z } from 'zod';
import type { StoredVote } from '../judges/judged.ts';
import { COST_SOURCES, OUTCOMES } from './columns.ts';

/** Votes as a column of the results; `null` when there are none. */
export function votesText(votes: readonly StoredVote[] | undefined): string | null {
  return votes === undefined || votes.length === 0 ? null : JSON.stringify(votes);
}

const text = z.string().nullable().default(null);
const number = z.number().nullable().default(null);

/** One vote with its reply, as files hold it. */
export const voteSchema: z.ZodType<StoredVote> = z.object({
  vote: z.object({
    judge: z.string(),
    prompt: z.string(),
    key: z.string().regex(/^[0-9a-f]{64}$/),
    order: z.enum(['ab', 'ba']).nullable(),
    repeat: z.number(),
    counts: z.boolean(),
    status: z.enum(['valid', 'abstained', 'invalid', 'failed']),
    value: z.number().min(0).max(1).nullable(),
    confidence: number,
    verdicts: z.record(z.string(), z.string()),
    reason: z.string(),
    injection_suspected: z.boolean(),
  }),
  reply: z.object({
    outcome: z.enum(OUTCOMES),
    finish_reason: text,
    output: text,
    reasoning_tokens: number,
    input_tokens: number,
    output_tokens: number,
    cost_usd: number,
    cost_source: z.enum(COST_SOURCES).default('unknown'),
    latency_ms: number,
    first_token_ms: number,
    attempts: z.number().default(0),
    provider: text,
    served_model: text,
    error: text,
    asked_at: z
      .string()
      .nullable()
      .default(null)
      .transform((time) => (time === null ? null : new Date(time))),
  }),
});

/** The votes of a row; a file of results may hold anything, and what is no vote is left out. */
export function votesOf(column: string | null | undefined): StoredVote[] {
  if (column === null || column === undefined) return [];
  try {
    const list: unknown = JSON.parse(column);
    if (!Array.isArray(list)) return [];
    return list.flatMap((item) => {
      const read = voteSchema.safeParse(item);
      return read.success ? [read.data] : [];
    });
  } catch {
    return [];
  }
}
