import { withJudges } from '../judges/estimate.ts';
import type { Model } from '../model/model.ts';
import { costOfTokens } from '../model/price.ts';
import type { Journal } from '../run/journal.ts';
import { type Answering, answeringLimits, type Demand, longest, secondsAt } from './duration.ts';
import { loadOf } from './load.ts';
import { type BenchmarkPlan, isBaseline } from './plan.ts';
import { type Basis, type Prediction, predict, type Range } from './prediction.ts';
import { GUESSED_OUTPUT_TOKENS } from './tokens.ts';

/** What a run would ask, reuse and spend. Field names are the contract of `plan --json`. */
export interface Estimate {
  readonly calls: { readonly total: number; readonly new: number; readonly reused: number };
  readonly tokens: TokenEstimates;
  /** US dollars; `low` and `high` hold the spend in about 95 of 100 runs. */
  readonly cost_usd: Range;
  /** From start to end, by the limits of each provider; the same for its interval. */
  readonly seconds: Range;
  /** Calls to judges; no part of `calls`. */
  readonly judge_calls: number;
  readonly models: readonly ModelEstimate[];
  readonly shards: readonly unknown[];
}

/** Tokens, and bounds that hold them in about 95 of 100 runs. */
export interface TokenEstimates {
  readonly input: number;
  readonly input_low: number;
  readonly input_high: number;
  readonly output: number;
  readonly output_low: number;
  readonly output_high: number;
}

export interface ModelEstimate {
  readonly model: string;
  readonly benchmark: string;
  /** Whether the model judges; absent where it is judged. */
  readonly judge?: true;
  readonly new: number;
  readonly reused: number;
  readonly tokens: TokenEstimates;
  /** US dollars, expected; `null` when the price is unknown. */
  readonly cost_usd: number | null;
  readonly cost_usd_low: number;
  readonly cost_usd_high: number;
  /** If it were asked alone. */
  readonly seconds: number;
  /** What the prediction rests on. */
  readonly basis: Basis | 'free';
  /** Past replies behind it. */
  readonly replies: number;
}

/** How a run would be asked. */
export interface EstimateOptions extends Answering {
  /** In batches, which may take their whole day. */
  readonly batch?: boolean | undefined;
}

/** Seconds within which a provider promises the replies of a batch. */
const BATCH_SECONDS = 24 * 60 * 60;

/** One model of a plan, estimated. */
interface Estimated {
  readonly row: ModelEstimate;
  readonly demand: Demand;
  readonly model: Model;
  readonly prediction: Prediction;
}

/** Predicts a run from the lengths of its texts and from what past replies were like. */
export function estimateRun(
  plans: readonly BenchmarkPlan[],
  journal: Journal,
  options: EstimateOptions = {},
): Estimate {
  const estimated = plans.flatMap((plan) =>
    plan.models.map((model) => estimateModel(plan, model, journal, options)),
  );
  const models = estimated.map(({ row }) => row);
  const sum = (value: (estimate: ModelEstimate) => number) =>
    models.reduce((total, estimate) => total + value(estimate), 0);
  const [asked, reused] = [sum((estimate) => estimate.new), sum((estimate) => estimate.reused)];
  const asking = {
    calls: { total: asked + reused, new: asked, reused },
    tokens: tokensOf(total(estimated, inputOf), total(estimated, outputOf)),
    cost_usd: total(estimated, ({ row }) => ({
      expected: row.cost_usd ?? 0,
      low: row.cost_usd_low,
      high: row.cost_usd_high,
    })),
    seconds: secondsOf(estimated, options),
    models,
    judge_calls: 0,
    shards: [],
  };
  return withJudges(asking, plans, journal);
}

const inputOf = ({ prediction }: Estimated): Range => prediction.input;
const outputOf = ({ prediction }: Estimated): Range => prediction.output;

/**
 * The sum of ranges. Errors of means of past replies are independent of each other, and their
 * squares add; a guess from texts may be wrong for all models in the same way, so its errors add.
 */
function total(estimated: readonly Estimated[], rangeOf: (one: Estimated) => Range): Range {
  const sums = { expected: 0, below: 0, above: 0, belowSquared: 0, aboveSquared: 0 };
  for (const one of estimated) {
    const { expected, low, high } = rangeOf(one);
    sums.expected += expected;
    if (one.row.basis === 'text length') {
      sums.below += expected - low;
      sums.above += high - expected;
    } else {
      sums.belowSquared += (expected - low) ** 2;
      sums.aboveSquared += (high - expected) ** 2;
    }
  }
  return {
    expected: sums.expected,
    low: Math.max(0, sums.expected - sums.below - Math.sqrt(sums.belowSquared)),
    high: sums.expected + sums.above + Math.sqrt(sums.aboveSquared),
  };
}

function tokensOf(input: Range, output: Range): TokenEstimates {
  const [input_low, input_high] = [Math.round(input.low), Math.round(input.high)];
  const [output_low, output_high] = [Math.round(output.low), Math.round(output.high)];
  return {
    input: Math.round(input.expected),
    input_low,
    input_high,
    output: Math.round(output.expected),
    output_low,
    output_high,
  };
}

/** Providers side by side, the models of each sharing its limits. */
function secondsOf(estimated: readonly Estimated[], options: EstimateOptions): Range {
  const asked = estimated.filter(({ row }) => row.basis !== 'free' && row.new > 0);
  if (options.batch && asked.length > 0)
    return { expected: BATCH_SECONDS, low: 0, high: BATCH_SECONDS };
  const groups = new Map<string, Estimated[]>();
  for (const one of asked) {
    const { provider } = answeringLimits(one.model, options);
    groups.set(provider, [...(groups.get(provider) ?? []), one]);
  }
  return longest(
    [...groups.values()].flatMap(([first, ...rest]) => {
      if (first === undefined) return [];
      const demands = [first, ...rest].map(({ demand }) => demand);
      return [secondsAt(answeringLimits(first.model, options).limits, demands)];
    }),
  );
}

function estimateModel(
  plan: BenchmarkPlan,
  model: Model,
  journal: Journal,
  options: EstimateOptions,
): Estimated {
  const { load, reused } = loadOf(plan, model, journal);
  const history = isBaseline(model) ? undefined : journal.history(plan.benchmark.id, model.id);
  const prediction = isBaseline(model) ? NOTHING : predict(load, history);
  const demand = {
    calls: load.calls,
    tokens:
      load.input +
      load.calls * Math.min(load.maxTokens ?? GUESSED_OUTPUT_TOKENS, GUESSED_OUTPUT_TOKENS),
    work: prediction.work,
  };
  const cost = costOf(model, prediction);
  const row: ModelEstimate = {
    model: model.id,
    benchmark: plan.benchmark.id,
    new: load.calls,
    reused,
    tokens: tokensOf(prediction.input, prediction.output),
    cost_usd: model.price === undefined ? null : cost.expected,
    cost_usd_low: cost.low,
    cost_usd_high: cost.high,
    seconds: isBaseline(model)
      ? 0
      : secondsAt(answeringLimits(model, options).limits, [demand]).expected,
    basis: isBaseline(model) ? 'free' : prediction.basis,
    replies: prediction.replies,
  };
  return { row, demand, model, prediction };
}

const NONE: Range = { expected: 0, low: 0, high: 0 };
const NOTHING: Prediction = {
  basis: 'text length',
  replies: 0,
  input: NONE,
  output: NONE,
  work: NONE,
};

/** Input and output are predicted apart: the squares of what each may be off by add. */
function costOf({ price }: Model, { input, output, basis }: Prediction): Range {
  if (price === undefined) return NONE;
  const dollars = (into: number, out: number) => costOfTokens(price, { input: into, output: out });
  const expected = dollars(input.expected, output.expected);
  if (basis === 'text length')
    return {
      expected,
      low: dollars(input.low, output.low),
      high: dollars(input.high, output.high),
    };
  const off = (bound: 'low' | 'high') =>
    Math.hypot(
      dollars(input[bound] - input.expected, 0),
      dollars(0, output[bound] - output.expected),
    );
  return { expected, low: Math.max(0, expected - off('low')), high: expected + off('high') };
}
