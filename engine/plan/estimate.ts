import { chunksOf } from '../chunks.ts';
import type { Model } from '../model/model.ts';
import { costOfTokens } from '../model/price.ts';
import type { Journal, ReplyHistory } from '../run/journal.ts';
import { type BenchmarkPlan, callsOf, isBaseline } from './plan.ts';
import { storedKeys } from './reuse.ts';
import { GUESSED_OUTPUT_TOKENS, inputTokensOf, UNBOUNDED_OUTPUT_TOKENS } from './tokens.ts';

/** What a run would ask, reuse and spend. Field names are the contract of `plan --json`. */
export interface Estimate {
  readonly calls: { readonly total: number; readonly new: number; readonly reused: number };
  readonly tokens: { readonly input: number; readonly output: number };
  /** US dollars; `low` and `high` hold the spend in about 95 of 100 runs. */
  readonly cost_usd: { readonly expected: number; readonly low: number; readonly high: number };
  readonly seconds: { readonly expected: number };
  readonly models: readonly ModelEstimate[];
  readonly shards: readonly unknown[];
}

export interface ModelEstimate {
  readonly model: string;
  readonly benchmark: string;
  readonly new: number;
  readonly reused: number;
  readonly tokens: { readonly input: number; readonly output: number };
  /** US dollars, expected; `null` when the price is unknown. */
  readonly cost_usd: number | null;
  readonly cost_usd_low: number;
  readonly cost_usd_high: number;
  readonly seconds: number;
  /** What the prediction rests on. */
  readonly basis: 'past replies' | 'text length' | 'free';
}

/** Without past replies: a round trip of ordinary speed. */
const GUESSED_LATENCY_MS = 2_000;
const Z_95 = 1.96;

/** Calls looked up in the journal in one go. */
const CALLS_PER_LOOK = 1_000;

/** Predicts a run from the lengths of its texts and from what past replies were like. */
export function estimateRun(
  plans: readonly BenchmarkPlan[],
  journal: Journal,
  concurrency?: number,
): Estimate {
  const models = plans.flatMap((plan) =>
    plan.models.map((model) => estimateModel(plan, model, journal)),
  );
  const sum = (value: (estimate: ModelEstimate) => number) =>
    models.reduce((total, estimate) => total + value(estimate), 0);
  const [asked, reused] = [sum((estimate) => estimate.new), sum((estimate) => estimate.reused)];
  const parallel = concurrency ?? 16;
  return {
    calls: { total: asked + reused, new: asked, reused },
    tokens: {
      input: sum(({ tokens }) => tokens.input),
      output: sum(({ tokens }) => tokens.output),
    },
    cost_usd: {
      expected: sum((estimate) => estimate.cost_usd ?? 0),
      low: sum((estimate) => estimate.cost_usd_low),
      high: sum((estimate) => estimate.cost_usd_high),
    },
    seconds: { expected: sum((estimate) => estimate.seconds) / parallel },
    models,
    shards: [],
  };
}

function estimateModel(plan: BenchmarkPlan, model: Model, journal: Journal): ModelEstimate {
  const open = { calls: 0, reused: 0, input: 0 };
  for (const calls of chunksOf(callsOf(plan, [model]), CALLS_PER_LOOK)) {
    const stored = storedKeys(calls, journal, plan.reuse);
    for (const { key, messages } of calls) {
      if (stored.has(key)) open.reused++;
      else {
        open.calls++;
        open.input += inputTokensOf(messages).expected;
      }
    }
  }
  const counts = {
    model: model.id,
    benchmark: plan.benchmark.id,
    new: open.calls,
    reused: open.reused,
  };
  if (isBaseline(model)) return { ...counts, tokens: { input: 0, output: 0 }, ...FREE };
  const history = journal.history(plan.benchmark.id, model.id);
  const input = history === undefined ? open.input : history.inputTokensMean * open.calls;
  const output = outputTokens(open.calls, plan.benchmark.parameters.max_tokens, history);
  const cost = (tokens: number) =>
    model.price === undefined ? 0 : costOfTokens(model.price, { input, output: tokens });
  return {
    ...counts,
    tokens: { input: Math.round(input), output: Math.round(output.expected) },
    cost_usd: model.price === undefined ? null : cost(output.expected),
    cost_usd_low: cost(output.low),
    cost_usd_high: cost(output.high),
    seconds: (open.calls * (history?.latencyMsMean ?? GUESSED_LATENCY_MS)) / 1000,
    basis: history === undefined ? 'text length' : 'past replies',
  };
}

const FREE = { cost_usd: 0, cost_usd_low: 0, cost_usd_high: 0, seconds: 0, basis: 'free' } as const;

/**
 * Output tokens of a number of calls. From past replies: the normal prediction interval of a sum,
 * whose variance is n·s² for the calls to come and n²·s²/h for the mean of h past ones.
 */
function outputTokens(
  calls: number,
  maxTokens: number | undefined,
  history: ReplyHistory | undefined,
): { expected: number; low: number; high: number } {
  const most = maxTokens ?? UNBOUNDED_OUTPUT_TOKENS;
  if (history === undefined) {
    return {
      expected: calls * Math.min(GUESSED_OUTPUT_TOKENS, most / 2),
      low: calls,
      high: calls * most,
    };
  }
  const expected = calls * history.outputTokensMean;
  const spread =
    Z_95 * history.outputTokensDeviation * Math.sqrt(calls + calls ** 2 / history.replies);
  return {
    expected,
    low: Math.max(0, expected - spread),
    high: Math.min(calls * most, expected + spread),
  };
}
