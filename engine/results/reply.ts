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
>;

/** The reply of a call that was never asked. */
export function notAsked(outcome: 'budget_stop' | 'cancelled', error: string): Reply {
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
