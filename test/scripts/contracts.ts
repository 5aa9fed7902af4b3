import type { Shape } from './shape.ts';

const call = { total: 'number', new: 'number', reused: 'number' } as const;

const boardRow: Shape = {
  model: 'string',
  tier: 'string',
  score: 'number?',
  low: 'number?',
  high: 'number?',
  method: 'string',
  rank_low: 'number?',
  rank_high: 'number?',
  tied_with: ['string'],
  cases: 'number',
  trials: 'number',
  missing: 'number',
  score_if_missing_fail: 'number?',
  score_if_missing_pass: 'number?',
  cost_usd: 'number?',
  latency_ms_median: 'number?',
  latency_ms_p95: 'number?',
  first_token_ms_median: 'number?',
  tokens_output_mean: 'number?',
};

const board: Shape = {
  benchmark: 'string',
  fingerprint: 'string',
  cases: 'number',
  minimum_detectable_effect: 'number?',
  rows: [boardRow],
};

const comparison: Shape = {
  benchmark: 'string',
  a: 'string',
  b: 'string',
  cases: 'number',
  only_a: 'number',
  only_b: 'number',
  both: 'number',
  neither: 'number',
  difference: 'number',
  low: 'number',
  high: 'number',
  p_value: 'number',
  test: 'string',
  verdict: 'string',
  minimum_detectable_effect: 'number?',
  probability_b_better: 'number',
};

const run: Shape = {
  runs: [
    {
      run_id: 'string',
      benchmark: 'string',
      file: 'string',
      calls: { ...call, failed: 'number' },
      cost_usd: 'number',
      seconds: 'number',
    },
  ],
  boards: [board],
};

const codeShare: Shape = {
  code: 'string',
  share: 'number',
  low: 'number?',
  high: 'number?',
  field: 'number?',
  p_adjusted: 'number?',
  stands_out: 'string?',
};

const failures: Shape = {
  benchmarks: [
    {
      benchmark: 'string',
      fingerprint: 'string',
      taxonomy: 'number',
      failures: 'number',
      unclear: 'number?',
      models: [
        { model: 'string', tier: 'string', cases: 'number', failed: 'number', codes: [codeShare] },
      ],
      cases: [{ case_id: 'string', failed: 'number', code: 'string', agreement: 'number' }],
      audit: [
        {
          case_id: 'string',
          proposes: 'string',
          answer: 'string?',
          expected: 'string',
          models: ['string'],
          evidence: 'string',
        },
      ],
    },
  ],
};

/** The JSON that each command prints: fields may be added, never renamed or taken away. */
export const CONTRACTS: Readonly<
  Record<'validate' | 'plan' | 'run' | 'score' | 'report' | 'compare' | 'failures', Shape>
> = {
  validate: {
    valid: 'boolean',
    benchmarks: [
      {
        id: 'string',
        cases: 'number',
        fingerprint: 'string',
        minimum_detectable_effect: 'number?',
      },
    ],
    problems: [
      {
        file: 'string',
        line: 'number',
        column: 'number',
        severity: 'string',
        message: 'string',
        fix: 'string',
      },
    ],
  },
  plan: {
    calls: call,
    tokens: { input: 'number', output: 'number' },
    cost_usd: { expected: 'number', low: 'number', high: 'number' },
    seconds: { expected: 'number' },
    models: [{ model: 'string', new: 'number', cost_usd: 'number?' }],
    shards: ['any'],
    power: [{ benchmark: 'string', minimum_detectable_effect: 'number', sentence: 'string' }],
  },
  run,
  score: run,
  report: { boards: [board], comparisons: [comparison] },
  compare: comparison,
  failures,
};
