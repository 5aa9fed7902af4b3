import { isFree } from '../model/price.ts';
import type { Call } from '../plan/call.ts';
import type { ProviderAnswer, ProviderFailure } from '../providers/provider.ts';
import type { Reply } from '../results/reply.ts';
import { costOfAnswer } from './cost.ts';
import type { Desk, Tally } from './desk.ts';

/** What the provider answered, as it is kept. */
export function replyOf(
  call: Pick<Call, 'model'>,
  answer: ProviderAnswer,
  how: { attempts: number; latencyMs: number; provider: string; askedAt: number },
): Reply {
  return {
    outcome: answer.outcome,
    finish_reason: answer.finishReason,
    // Half of a surrogate pair has no place in UTF-8: what is stored reads back as it was scored.
    output: answer.output.toWellFormed(),
    reasoning_tokens: answer.reasoningTokens,
    input_tokens: answer.inputTokens,
    output_tokens: answer.outputTokens,
    ...costOfAnswer(call.model, answer),
    latency_ms: how.latencyMs,
    first_token_ms: answer.firstTokenMs ?? null,
    attempts: how.attempts,
    provider: how.provider,
    served_model: answer.servedModel,
    served_fingerprint: answer.servedFingerprint ?? null,
    error: null,
    asked_at: new Date(how.askedAt),
    ...(answer.toolCalls == null ? {} : { tool_calls: answer.toolCalls }),
  };
}

/** Longest message of a failure that is kept. */
const MAX_ERROR_CHARS = 500;

/** Why there is no answer, as it is kept. */
export function failedReply(
  call: Pick<Call, 'model'>,
  failure: ProviderFailure,
  provider: string | null,
  { attempts, billed }: Tally,
  { clock }: Pick<Desk, 'clock'>,
): Reply {
  const isUnknown = billed && !isFree(call.model);
  return {
    outcome: failure.outcome,
    finish_reason: null,
    output: null,
    reasoning_tokens: null,
    input_tokens: null,
    output_tokens: null,
    cost_usd: isUnknown ? null : 0,
    cost_source: isUnknown ? 'unknown' : 'free',
    latency_ms: null,
    first_token_ms: null,
    attempts,
    provider,
    served_model: null,
    error: failure.message.slice(0, MAX_ERROR_CHARS).toWellFormed(),
    asked_at: new Date(clock.now()),
  };
}
