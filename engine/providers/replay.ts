import { z } from 'zod';
import type { Provider } from '../model/model.ts';
import {
  type ProviderAnswer,
  type ProviderClient,
  type ProviderEffects,
  ProviderFailure,
  type ProviderRequest,
} from './provider.ts';

const recordSchema = z.object({ model: z.string(), question: z.string(), output: z.string() });

/**
 * Answers from a file of recorded replies: JSON Lines of `{ model, question, output }`, the
 * question being the text of the last message.
 */
export function replayProvider(provider: Provider, effects: ProviderEffects): ProviderClient {
  let replies: Promise<ReadonlyMap<string, string>> | undefined;
  return {
    ask: async (request) => {
      replies ??= readReplies(provider, effects);
      return answer(await replies, request);
    },
  };
}

async function readReplies(
  provider: Provider,
  effects: ProviderEffects,
): Promise<ReadonlyMap<string, string>> {
  const text = await effects.readText(provider.file ?? '');
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const records = lines.map((line) => recordSchema.parse(JSON.parse(line)));
  return new Map(records.map(({ model, question, output }) => [keyOf(model, question), output]));
}

function answer(replies: ReadonlyMap<string, string>, request: ProviderRequest): ProviderAnswer {
  const output = replies.get(keyOf(request.model, request.messages.at(-1)?.content ?? ''));
  if (output === undefined) {
    throw new ProviderFailure('provider_error', 'this question is not among the recorded replies', {
      retry: 'elsewhere',
    });
  }
  return {
    outcome: output.trim() === '' ? 'empty' : 'answered',
    finishReason: 'stop',
    output,
    inputTokens: null,
    outputTokens: null,
    reasoningTokens: null,
    costUsd: 0,
    servedModel: request.model,
  };
}

function keyOf(model: string, question: string): string {
  return `${model}\u0000${question}`;
}
