import type { Model } from '../model/model.ts';
import { costOfTokens } from '../model/price.ts';
import type { Call } from '../plan/call.ts';
import type { Estimate, ModelEstimate, TokenEstimates } from '../plan/estimate.ts';
import { type BenchmarkPlan, callsOf } from '../plan/plan.ts';
import { GUESSED_OUTPUT_TOKENS, inputTokensOf } from '../plan/tokens.ts';
import { scoreReply } from '../results/collect.ts';
import { judgingOf } from '../results/judging.ts';
import { notAsked, type Reply } from '../results/reply.ts';
import { isReusable, type Journal } from '../run/journal.ts';

/** Calls to one judge that are still to be made. */
interface Open {
  calls: number;
  input: number;
}

/** Longest time a judge's reply is taken to last, while no past reply says better. */
const GUESSED_LATENCY_MS = 4_000;

/** An answer of middling length, for calls that have none yet. */
const GUESSED_ANSWER: Reply = {
  ...notAsked('cancelled', ''),
  outcome: 'answered',
  output: 'word '.repeat(GUESSED_OUTPUT_TOKENS),
};

/**
 * What judging the replies of a plan will cost, one row a judge. Prompts are counted as they would
 * be sent; for answers that are not there yet, with one of middling length. Repairs and what a
 * cascade escalates are in `cost_usd_high` only.
 */
function estimateJudges(plan: BenchmarkPlan, journal: Journal): ModelEstimate[] {
  const open = new Map<Model, Open>();
  const note = ({ model, messages }: Call) => {
    const known = open.get(model) ?? { calls: 0, input: 0 };
    known.calls++;
    known.input += inputTokensOf(messages).expected;
    open.set(model, known);
  };
  const judging = judgingOf(plan, journal, '', note);
  if (judging === undefined || plan.judges === undefined) return [];
  for (const call of callsOf(plan)) {
    const entry = journal.find(call.key);
    const reply = entry !== undefined && isReusable(entry) ? entry.reply : GUESSED_ANSWER;
    scoreReply(call, reply, undefined, judging(call).judged);
  }
  return [...open].map(([model, counts]) => estimateOf(plan, model, counts, journal));
}

function estimateOf(
  { benchmark }: BenchmarkPlan,
  model: Model,
  { calls, input }: Open,
  journal: Journal,
): ModelEstimate {
  const history = journal.history(`${benchmark.id}#judge`, model.id);
  const most = benchmark.judges?.max_tokens ?? 2000;
  const output = calls * (history?.outputTokensMean ?? Math.min(GUESSED_OUTPUT_TOKENS, most / 2));
  const cost = (share: number, tokens: number) =>
    model.price === undefined
      ? 0
      : costOfTokens(model.price, { input: input * share, output: tokens });
  return {
    model: model.id,
    benchmark: benchmark.id,
    judge: true,
    new: calls,
    reused: 0,
    tokens: tokensFor(Math.round(input), Math.round(output), calls * most),
    cost_usd: model.price === undefined ? null : cost(1, output),
    cost_usd_low: cost(1, calls),
    // Every reply as long as it may be, and every one repaired.
    cost_usd_high: 2 * cost(1, calls * most),
    seconds: (calls * (history?.latencyMsMean ?? GUESSED_LATENCY_MS)) / 1000,
    basis: history === undefined ? 'text length' : 'past replies',
    replies: history?.replies ?? 0,
  };
}

function tokensFor(input: number, output: number, most: number): TokenEstimates {
  return {
    input,
    input_low: input,
    input_high: 2 * input,
    output,
    output_low: 0,
    output_high: 2 * most,
  };
}

/** Judges asked side by side. */
const AT_ONCE = 16;

/** The estimate of a run with what judging adds to tokens, dollars and time. */
export function withJudges(
  asking: Estimate,
  plans: readonly BenchmarkPlan[],
  journal: Journal,
): Estimate {
  const judges = plans.flatMap((plan) => estimateJudges(plan, journal));
  if (judges.length === 0) return asking;
  const sum = (value: (row: ModelEstimate) => number) =>
    judges.reduce((total, row) => total + value(row), 0);
  const { tokens, cost_usd, seconds } = asking;
  const names = [
    'input',
    'input_low',
    'input_high',
    'output',
    'output_low',
    'output_high',
  ] as const;
  const longer = sum((row) => row.seconds) / AT_ONCE;
  return {
    ...asking,
    tokens: {
      ...tokens,
      ...Object.fromEntries(
        names.map((name) => [name, tokens[name] + sum((row) => row.tokens[name])]),
      ),
    },
    cost_usd: {
      expected: cost_usd.expected + sum((row) => row.cost_usd ?? 0),
      low: cost_usd.low + sum((row) => row.cost_usd_low),
      high: cost_usd.high + sum((row) => row.cost_usd_high),
    },
    seconds: {
      expected: seconds.expected + longer,
      low: seconds.low,
      high: seconds.high + 10 * longer,
    },
    models: [...asking.models, ...judges],
    judge_calls: sum((row) => row.new),
  };
}
