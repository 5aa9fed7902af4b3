import { z } from 'zod';
import { hashOf } from '../engine/hash.ts';
import { type BenchmarkPlan, callsOf } from '../engine/plan/plan.ts';
import { storedKeys } from '../engine/plan/reuse.ts';
import { UserError } from '../engine/problem.ts';
import type { Journal } from '../engine/run/journal.ts';

/** What the job `plan` hands to `run` and `merge`: everything they do follows from it. */
export interface PlanDocument {
  readonly version: 1;
  /** When the money was set aside, ISO 8601 in UTC: the month it counts in. */
  readonly time: string;
  /** Name of the run in the results. */
  readonly run_id: string;
  /** Run of GitHub Actions, with its attempt: the key of the budget's entries. */
  readonly budget_run: string;
  readonly head: string;
  /** Merge base of the pull request; `null` without one. */
  readonly base: string | null;
  /** Commit of the repository's own that models and prices come from. */
  readonly trusted: string;
  readonly pull: number | null;
  readonly author: string;
  readonly actor: string;
  readonly benchmarks: readonly string[];
  /** Ids of models by benchmark, in order. */
  readonly models: readonly (readonly string[])[];
  readonly trials: number | null;
  readonly budget_usd: number;
  readonly expected_usd: number;
  /** What of submitted results is asked again; absent for a run of benchmarks. */
  readonly sample?: readonly SampledClaim[] | undefined;
  /** Hash of the keys of all calls: whoever reads the same commits has the same. */
  readonly digest: string;
}

/** Cases of one submitted file and model, drawn to be asked again. */
export interface SampledClaim {
  readonly path: string;
  /** SHA-256 of the file. */
  readonly digest: string;
  readonly model: string;
  /** Hashes of the cases, in the order they were drawn. */
  readonly cases: readonly string[];
}

/** A part of a plan for one job, with one provider's key. */
export interface ShardDocument {
  /** Name of the job's artifact: `openai-1`. */
  readonly name: string;
  readonly provider: string;
  /** `1/2`: the first of two. */
  readonly part: string;
  /** US dollars this job may spend. */
  readonly cap_usd: number;
}

const sha = z.string().regex(/^[0-9a-f]{40}$/);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const usd = z.number().min(0);

const planSchema: z.ZodType<PlanDocument> = z.strictObject({
  version: z.literal(1),
  time: z.iso.datetime(),
  run_id: z.string().regex(/^[a-z0-9]{4,40}$/),
  budget_run: z.string().regex(/^[0-9]+-[0-9]+$/),
  head: sha,
  base: sha.nullable(),
  trusted: sha,
  pull: z.int().min(1).nullable(),
  author: z.string(),
  actor: z.string(),
  benchmarks: z.array(z.string()),
  models: z.array(z.array(z.string())),
  trials: z.int().nullable(),
  budget_usd: usd,
  expected_usd: usd,
  sample: z
    .array(
      z.strictObject({
        path: z.string(),
        digest: hash,
        model: z.string(),
        cases: z.array(hash),
      }),
    )
    .exactOptional(),
  digest: z.string(),
});

const shardSchema: z.ZodType<ShardDocument> = z.strictObject({
  name: z.string().regex(/^[a-z0-9._-]+-\d+$/),
  provider: z.string(),
  part: z.string().regex(/^\d{1,3}\/\d{1,3}$/),
  cap_usd: usd,
});

/** @throws UserError when the text is no plan. */
export function parsePlan(text: string): PlanDocument {
  return parsed(planSchema, text, 'plan', 'plan: the output plan of the job that planned');
}

/** @throws UserError when the text is no shard. */
export function parseShardDocument(text: string): ShardDocument {
  return parsed(shardSchema, text, 'shard', 'shard: the entry of the matrix, as JSON');
}

function parsed<Value>(
  schema: z.ZodType<Value>,
  text: string,
  input: string,
  example: string,
): Value {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new UserError(`the input ${input} holds none`, `give the step ${example}`, { cause });
  }
}

/** Hash of what a plan asks. */
export function digestOf(plans: readonly BenchmarkPlan[]): string {
  const keys = plans.map((plan) => hashOf([...callsOf(plan)].map(({ key }) => key)));
  return hashOf(keys);
}

/** Number of calls that no stored reply answers. */
export function openCalls(plan: BenchmarkPlan, journal: Journal): number {
  const calls = [...callsOf(plan)];
  const stored = storedKeys(calls, journal, plan.reuse);
  return calls.filter(({ key }) => !stored.has(key)).length;
}
