import type { Result } from '../../../engine/results/columns.ts';

/** A complete row, with what a test needs to be different. */
export function resultRow(fields: Partial<Result> = {}): Result {
  return {
    run_id: 'run1',
    run_at: new Date('2026-01-02T03:04:05.678Z'),
    benchmark: 'sums',
    fingerprint: 'f1',
    case_id: 'c1',
    case_hash: 'hash1',
    cluster: null,
    weight: 1,
    model: 'acme/one',
    trial: 1,
    call_key: 'call1',
    score_key: 'score1',
    outcome: 'answered',
    finish_reason: 'stop',
    output: '42',
    reasoning_tokens: null,
    input_tokens: 10,
    output_tokens: 2,
    cost_usd: 0.000014,
    cost_source: 'price',
    latency_ms: 123.5,
    first_token_ms: null,
    attempts: 1,
    provider: 'acme',
    served_model: 'one-2026',
    served_fingerprint: null,
    error: null,
    asked_at: new Date('2026-01-02T03:04:06.000Z'),
    tool_calls: null,
    turns: null,
    score: 1,
    passed: true,
    answer: '42',
    scores: [
      { scorer: 'number', value: 1, weight: 1, passed: true, answer: '42', reason: '42 is right' },
    ],
    votes: null,
    failure: null,
    tier: 'self_reported',
    commit: null,
    repository: null,
    engine_version: '0.1.0',
    parameters: '{"temperature":0}',
    ...fields,
  };
}

/** A row without a score. */
export function missingRow(outcome: Result['outcome'], fields: Partial<Result> = {}): Result {
  return resultRow({
    outcome,
    output: null,
    score: null,
    passed: null,
    answer: null,
    scores: [],
    failure: outcome,
    ...fields,
  });
}
