import type { Message } from '../benchmark/benchmark.ts';
import type { Outcome } from '../results/columns.ts';
import type { Reply } from '../results/reply.ts';
import { type Call, callKey } from './call.ts';
import {
  GUESSED_OUTPUT_TOKENS,
  inputTokensOf,
  type TokenEstimate,
  UNBOUNDED_OUTPUT_TOKENS,
} from './tokens.ts';

/** One turn of a conversation: what the user said, and the reply to it. */
export interface Turn {
  /** Key of the request, which hangs on every reply before it. */
  readonly key: string;
  /** What the user said. */
  readonly user: string;
  readonly reply: Reply;
}

/** How far a conversation has come. */
export interface Conversation {
  readonly turns: readonly Turn[];
  /** The request that comes next; absent when the conversation is over. */
  readonly next?: Call;
}

/** Replies after which the user goes on; any other ends the conversation where it is. */
const GOES_ON: ReadonlySet<Outcome> = new Set(['answered', 'truncated', 'refused']);

/** How many requests a call takes: one, or one for each turn of the user. */
export function requestsOf({ turns = [] }: Pick<Call, 'turns'>): number {
  return 1 + turns.length;
}

/** Input of each request of a call; a turn carries the replies before it, which are guessed. */
export function inputsOf({ messages, turns, benchmark }: Call): TokenEstimate[] {
  const opening = inputTokensOf(messages);
  if (turns === undefined) return [opening];
  const { max_tokens: most = UNBOUNDED_OUTPUT_TOKENS } = benchmark.parameters;
  const inputs = [opening];
  let { expected, high } = opening;
  for (const content of turns) {
    const said = inputTokensOf([
      { role: 'assistant', content: '' },
      { role: 'user', content },
    ]);
    expected += said.expected + Math.min(GUESSED_OUTPUT_TOKENS, most / 2);
    high += said.high + most;
    inputs.push({ expected, high });
  }
  return inputs;
}

/** Follows a conversation as far as the replies to its turns are known. */
export function followed(call: Call, find: (turn: Call) => Reply | undefined): Conversation {
  const turns: Turn[] = [];
  let next: Call | undefined = turnCall(call, turns);
  while (next !== undefined) {
    const reply = find(next);
    if (reply === undefined) return { turns, next };
    turns.push(turnOf(next, reply));
    next = turnCall(call, turns);
  }
  return { turns };
}

/** The request after some turns, a call of its own; `undefined` when the conversation is over. */
export function turnCall(call: Call, turns: readonly Turn[]): Call | undefined {
  const last = turns.at(-1);
  if (turns.length >= requestsOf(call) || (last && !GOES_ON.has(last.reply.outcome)))
    return undefined;
  const { key: _key, turns: _turns, ...rest } = call;
  const asked = { ...rest, messages: messagesAfter(call, turns) };
  return { ...asked, key: callKey(asked) };
}

/** The turn that a request and its reply make. */
export function turnOf({ key, messages }: Pick<Call, 'key' | 'messages'>, reply: Reply): Turn {
  return { key, user: messages.at(-1)?.content ?? '', reply };
}

/** Whether every turn of the user was answered; otherwise there is no last reply to score. */
export function isWhole(call: Pick<Call, 'turns'>, turns: readonly Turn[]): boolean {
  return turns.length === requestsOf(call) && turns.every(({ reply }) => reply.output !== null);
}

/** The messages that the next turn ends with; without a next one, those up to the last reply. */
export function messagesAfter(call: Call, turns: readonly Turn[]): Message[] {
  const said = turns.flatMap(({ reply }, index): Message[] => {
    const user = call.turns?.[index];
    return [
      { role: 'assistant', content: reply.output ?? '' },
      ...(user === undefined ? [] : [{ role: 'user', content: user } satisfies Message]),
    ];
  });
  return [...call.messages, ...said];
}
