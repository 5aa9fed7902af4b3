import { z } from 'zod';
import type { Step } from '../step.ts';

const TAG =
  /<(\/?)(?:\w{1,20}:)?(?:think|thinking|thought|thoughts|reasoning|reflection|scratchpad|analysis)(?:\s[^<>]{0,100})?>|\[(\/?)THINK\]|<\|(begin|end)_of_thought\|>/gi;
/** The channels of OpenAI's open-weight models; what follows the last of these is the answer. */
const FINAL_CHANNEL = '<|channel|>final<|message|>';

/**
 * Leaves out what a reasoning model writes before its answer. A block that is never closed goes on
 * to the end; one that is only closed began before the reply, as some chat templates have it.
 */
export const stripReasoning: Step = {
  step: 'strip_reasoning',
  version: 1,
  summary: 'Drops blocks of reasoning such as <think>…</think>, closed or not.',
  options: z.strictObject({}),
  example: {
    options: {},
    input: '<think>\n6 × 7 = 42\n</think>\n\nThe answer is 42.',
    output: 'The answer is 42.',
  },
  extract: (text: string): string | null => {
    const answer = withoutBlocks(afterChannels(text)).trim();
    return answer === '' ? null : answer;
  },
};

function afterChannels(text: string): string {
  const at = text.lastIndexOf(FINAL_CHANNEL);
  if (at < 0) return text;
  return text.slice(at + FINAL_CHANNEL.length).replace(/<\|(?:return|end)\|>\s*$/, '');
}

function withoutBlocks(text: string): string {
  let kept: string[] = [];
  let depth = 0;
  let from = 0;
  for (const tag of text.matchAll(TAG)) {
    if (depth === 0) kept.push(text.slice(from, tag.index));
    const closes = tag[1] === '/' || tag[2] === '/' || tag[3]?.toLowerCase() === 'end';
    if (closes && depth === 0) kept = [];
    depth = closes ? Math.max(0, depth - 1) : depth + 1;
    from = tag.index + tag[0].length;
  }
  return depth === 0 ? [...kept, text.slice(from)].join('') : kept.join('');
}
