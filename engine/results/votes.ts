import { z } from 'zod';
import type { StoredVote } from '../judges/judged.ts';
import { storedList, storedReply } from './stored-reply.ts';

/** Votes as a column of the results; `null` when there are none. */
export function votesText(votes: readonly StoredVote[] | undefined): string | null {
  return votes === undefined || votes.length === 0 ? null : JSON.stringify(votes);
}

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
  reply: storedReply,
});

/** The votes of a row; a file of results may hold anything, and what is no vote is left out. */
export function votesOf(column: string | null | undefined): StoredVote[] {
  return storedList(column, voteSchema);
}
