import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { type ChatMessage, type LlmReply, textOf } from './completion.ts';

/** Recorded answers by `replayKey`. */
export type ReplayTable = ReadonlyMap<string, LlmReply>;

/** What a recorded answer is found by: the model and the last user message. */
export function replayKey(model: string, question: string): string {
  return `${model}\n${question}`;
}

/** Text of the last user message. */
export function questionOf(messages: readonly ChatMessage[]): string {
  return textOf(messages.findLast((message) => message.role === 'user'));
}

/**
 * Reads JSON lines of `{ model, question or messages, output }`, with `reasoning`,
 * `finish_reason` and `usage` where recorded. The last line for a question wins.
 */
export async function readReplies(file: string): Promise<ReplayTable> {
  const table = new Map<string, LlmReply>();
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(file) })) {
    number += 1;
    if (line.trim() === '') continue;
    const { model, question, messages, output, ...rest } = JSON.parse(line);
    if (typeof model !== 'string' || typeof output !== 'string') {
      throw new Error(`replay file ${file}:${number}: model and output must be strings`);
    }
    table.set(replayKey(model, question ?? questionOf(messages)), { ...rest, content: output });
  }
  return table;
}
