import type { Result } from './columns.ts';

/** The part of a result that the provider gave: what is stored, paid for once and reused. */
export type Reply = Pick<
  Result,
  | 'outcome'
  | 'finish_reason'
  | 'output'
  | 'reasoning_tokens'
  | 'input_tokens'
  | 'output_tokens'
  | 'cost_usd'
  | 'cost_source'
  | 'latency_ms'
  | 'first_token_ms'
  | 'attempts'
  | 'provider'
  | 'served_model'
  | 'served_fingerprint'
  | 'error'
  | 'asked_at'
  | 'tool_calls'
  | 'turns'
>;

/** The reply of a call that was never asked. */
export function notAsked(
  outcome: 'budget_stop' | 'cancelled' | 'stopped_early',
  error: string,
): Reply {
  return {
    outcome,
    finish_reason: null,
    output: null,
    reasoning_tokens: null,
    input_tokens: null,
    output_tokens: null,
    cost_usd: 0,
    cost_source: 'free',
    latency_ms: null,
    first_token_ms: null,
    attempts: 0,
    provider: null,
    served_model: null,
    error,
    asked_at: null,
  };
}

/** The reply inside a result. */
export function replyOf(result: Result): Reply {
  return {
    outcome: result.outcome,
    finish_reason: result.finish_reason,
    output: result.output,
    reasoning_tokens: result.reasoning_tokens,
    input_tokens: result.input_tokens,
    output_tokens: result.output_tokens,
    cost_usd: result.cost_usd,
    cost_source: result.cost_source,
    latency_ms: result.latency_ms,
    first_token_ms: result.first_token_ms,
    attempts: result.attempts,
    provider: result.provider,
    served_model: result.served_model,
    served_fingerprint: result.served_fingerprint ?? null,
    error: result.error,
    asked_at: result.asked_at,
    tool_calls: result.tool_calls ?? null,
    ...(result.turns == null ? {} : { turns: result.turns }),
  };
}
