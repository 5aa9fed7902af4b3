import { z } from 'zod';
import type { Model } from '../../model/model.ts';
import { UserError } from '../../problem.ts';
import { OUTCOMES, type Result } from '../../results/columns.ts';
import { LOCK_FILE, REPLAY_VERSION, REPLIES_FILE } from './bundle.ts';

/** Bounds on what a bundle of a stranger may hold, inclusive. */
export const REPLAY_LIMITS = { lockBytes: 4_000_000, repliesBytes: 512_000_000 } as const;

/** What a bundle says it comes to. */
export interface ReplayLock {
  readonly benchmark: string;
  readonly fingerprint: string;
  readonly engine_version: string;
  readonly rows: number;
  readonly replies_sha256: string;
  readonly parquet_sha256: string;
  readonly models: readonly Model[];
}

const name = z.string().min(1).max(500);
const text = z.string().nullable();
const number = z.number().nullable();

const OMITTED = ['temperature', 'top_p', 'stop', 'seed', 'reasoning_effort'] as const;

const model: z.ZodType<Model> = z.object({
  id: name,
  title: z.string(),
  vendor: z.string(),
  open_weights: z.boolean().default(false),
  reasoning: z.boolean().default(false),
  tags: z.array(z.string()).default([]),
  snapshot: z.string().exactOptional(),
  omit: z.array(z.enum(OMITTED)).exactOptional(),
  routes: z.array(z.object({ provider: name, name })).min(1),
});

const lockSchema: z.ZodType<ReplayLock> = z.object({
  replay: z.literal(REPLAY_VERSION),
  // It becomes part of a path.
  benchmark: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  fingerprint: name,
  engine_version: name,
  rows: z.int().min(1),
  replies_sha256: name,
  parquet_sha256: name,
  models: z.array(model).max(10_000),
});

const time = z.iso.datetime().transform((value) => new Date(value));

const scoreDetail = z.object({
  scorer: z.string(),
  value: number,
  weight: z.number(),
  passed: z.boolean().nullable(),
  answer: text,
  reason: z.string(),
});

const rowSchema: z.ZodType<Result> = z.object({
  run_id: name,
  run_at: time,
  benchmark: name,
  fingerprint: name,
  case_id: name,
  case_hash: name,
  cluster: text,
  weight: z.number(),
  model: name,
  trial: z.int().min(1),
  call_key: name,
  score_key: name,
  outcome: z.enum(OUTCOMES),
  finish_reason: text,
  output: text,
  reasoning_tokens: number,
  input_tokens: number,
  output_tokens: number,
  cost_usd: number,
  cost_source: z.enum(['api', 'price', 'batch_price', 'free', 'unknown']),
  latency_ms: number,
  first_token_ms: number,
  attempts: z.int(),
  provider: text,
  served_model: text,
  error: text,
  asked_at: time.nullable(),
  tool_calls: text.default(null),
  turns: text.default(null),
  served_fingerprint: text.default(null),
  score: number,
  passed: z.boolean().nullable(),
  answer: text,
  scores: z.array(scoreDetail),
  failure: text,
  tier: z.enum(['verified', 'self_reported', 'baseline']),
  commit: text,
  repository: text,
  engine_version: name,
  parameters: z.string(),
});

/** @throws UserError naming what is wrong with the lock file. */
export function readLock(content: string): ReplayLock {
  return checked(lockSchema, content, LOCK_FILE);
}

/** @throws UserError naming the line that is no row. */
export function readReplies(content: string): Result[] {
  const lines = content.split('\n').filter((line) => line !== '');
  return lines.map((line, index) => checked(rowSchema, line, `${REPLIES_FILE}:${index + 1}`));
}

function checked<Value>(schema: z.ZodType<Value>, content: string, place: string): Value {
  const { success, data, error } = schema.safeParse(jsonOf(content, place));
  if (success) return data;
  const [issue] = error.issues;
  throw new UserError(
    `${place}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is not right'}`,
    'export the bundle again with `benchmarkhub export --format replay`',
  );
}

function jsonOf(content: string, place: string): unknown {
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new UserError(`${place} is no JSON`, 'export the bundle again', { cause: error });
  }
}
