/** How a call ended. Only the first four can be scored. */
export const OUTCOMES = [
  'answered',
  'truncated',
  'refused',
  'empty',
  'filtered',
  'timeout',
  'rate_limited',
  'provider_error',
  'network_error',
  'budget_stop',
  'cancelled',
  'stopped_early',
] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** Outcomes that are the model's own doing: scored, stored for good, never asked again. */
export const FINAL_OUTCOMES: ReadonlySet<Outcome> = new Set([
  'answered',
  'truncated',
  'refused',
  'empty',
  'filtered',
]);

/** Where a result comes from; tiers are never mixed unmarked. */
export type Tier = 'verified' | 'self_reported' | 'published' | 'baseline';

/** One scorer's verdict inside a result. */
export interface ScoreDetail {
  readonly scorer: string;
  readonly value: number | null;
  readonly weight: number;
  readonly passed: boolean | null;
  readonly answer: string | null;
  readonly reason: string;
}

/** One call with its reply and its score: one row of Parquet, the names being the columns. */
export interface Result {
  readonly run_id: string;
  /** Start of the run. */
  readonly run_at: Date;
  readonly benchmark: string;
  readonly fingerprint: string;
  readonly case_id: string;
  readonly case_hash: string;
  readonly cluster: string | null;
  /** Weight of the case, above 0. */
  readonly weight: number;
  readonly model: string;
  /** Counts from 1. */
  readonly trial: number;
  readonly call_key: string;
  readonly score_key: string;

  readonly outcome: Outcome;
  readonly finish_reason: string | null;
  readonly output: string | null;
  readonly reasoning_tokens: number | null;
  readonly input_tokens: number | null;
  readonly output_tokens: number | null;
  /** US dollars; `null` when unknown, never 0 for unknown. */
  readonly cost_usd: number | null;
  /** `api` (the provider said so), `price` (tokens × price), `batch_price` (tokens × the price of a batch), `free`, or `unknown`. */
  readonly cost_source: CostSource;
  /** From the start of the last attempt to its last byte. */
  readonly latency_ms: number | null;
  /** From the start of the last attempt to the first part of the answer; `null` unless streamed. */
  readonly first_token_ms: number | null;
  /** Requests made, retries included; 0 when it was never asked. */
  readonly attempts: number;
  readonly provider: string | null;
  /** What the provider calls the model that answered. */
  readonly served_model: string | null;
  /** What the provider calls the set-up that answered; absent in results that do not tell. */
  readonly served_fingerprint?: string | null;
  readonly error: string | null;
  /** When the reply was had; `null` when it was never asked. */
  readonly asked_at: Date | null;
  /** Functions that the model called: a JSON list of `{ name, arguments }`. */
  readonly tool_calls?: string | null;
  /** Turns of a conversation: a JSON list of `Turn`; absent where the user speaks once. */
  readonly turns?: string | null;

  /** 0…1, or `null`: unscored. */
  readonly score: number | null;
  readonly passed: boolean | null;
  readonly answer: string | null;
  readonly scores: readonly ScoreDetail[];
  /** What judges said, with their replies: JSON of a list of `StoredVote`; absent without judges. */
  readonly votes?: string | null;
  /** Why it did not pass, as a category; `null` when it passed. */
  readonly failure: string | null;

  readonly tier: Tier;
  readonly commit: string | null;
  readonly repository: string | null;
  readonly engine_version: string;
  /** Generation parameters as canonical JSON. */
  readonly parameters: string;
}

export const COST_SOURCES = ['api', 'price', 'batch_price', 'free', 'unknown'] as const;

export type CostSource = (typeof COST_SOURCES)[number];
