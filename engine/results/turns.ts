import { z } from 'zod';
import type { Call } from '../plan/call.ts';
import { type Conversation, isWhole, requestsOf, type Turn } from '../plan/conversation.ts';
import type { Reply } from './reply.ts';
import { storedList, storedReply } from './stored-reply.ts';

/** Name under which whole conversations stand in the journal, apart from their turns. */
export function conversationBenchmarkId(benchmark: string): string {
  return `${benchmark}#conversation`;
}

const turnSchema: z.ZodType<Turn> = z.object({
  key: z.string().regex(/^[0-9a-f]{64}$/),
  user: z.string(),
  reply: storedReply,
});

/** The turns of a row; what is no turn is left out. */
export function turnsOf(column: string | null | undefined): Turn[] {
  return storedList(column, turnSchema);
}

/** Turns as a column of the results. */
export function turnsText(turns: readonly Turn[]): string {
  return JSON.stringify(turns);
}

/**
 * A conversation as one reply: the text of the last turn, and what all turns took together. One
 * that ended before its last turn has no text, since what would be scored was never asked.
 */
export function conversationReply(call: Call, { turns }: Conversation): Reply | undefined {
  const last = turns.at(-1)?.reply;
  if (last === undefined) return undefined;
  const whole = isWhole(call, turns);
  return {
    ...last,
    ...sumsOf(turns),
    output: whole ? last.output : null,
    error: whole ? last.error : endedAt(call, turns, last),
    turns: turnsText(turns),
  };
}

/** A conversation that was broken off between two turns, by whoever stopped the run. */
export function brokenOff(reply: Reply, { turns }: Conversation): Reply {
  if (turns.length === 0) return reply;
  return { ...reply, ...sumsOf(turns), turns: turnsText(turns) };
}

function endedAt(call: Call, turns: readonly Turn[], { outcome, error }: Reply): string {
  return `turn ${turns.length} of ${requestsOf(call)}: ${error ?? outcome}`;
}

/** What is unknown of one turn is unknown of all. */
function sumsOf(turns: readonly Turn[]) {
  const replies = turns.map(({ reply }) => reply);
  const sum = (value: (reply: Reply) => number | null) =>
    replies.reduce<number | null>((total, reply) => {
      const one = value(reply);
      return total === null || one === null ? null : total + one;
    }, 0);
  const cost_usd = sum((reply) => reply.cost_usd);
  const [first] = replies;
  const source = replies.find(({ cost_source }) => cost_source !== 'free')?.cost_source;
  return {
    cost_usd,
    cost_source: cost_usd === null ? ('unknown' as const) : (source ?? ('free' as const)),
    input_tokens: sum((reply) => reply.input_tokens),
    output_tokens: sum((reply) => reply.output_tokens),
    reasoning_tokens: sum((reply) => reply.reasoning_tokens),
    latency_ms: sum((reply) => reply.latency_ms),
    first_token_ms: first?.first_token_ms ?? null,
    attempts: replies.reduce((total, { attempts }) => total + attempts, 0),
    // The oldest: a conversation is as old as what it hangs on.
    asked_at: first?.asked_at ?? null,
  };
}
