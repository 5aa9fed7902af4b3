import type { Benchmark, TestCase } from '../benchmark/benchmark.ts';
import { hashOf } from '../hash.ts';
import { canonicalJson } from '../json.ts';
import { memoize } from '../memo.ts';
import type { Model } from '../model/model.ts';
import type { Floor } from '../providers/provider.ts';
import {
  type Call,
  callKey,
  messagesOf,
  type ShownChoices,
  shownChoices,
  turnsOf,
} from './call.ts';
import { requestsOf } from './conversation.ts';
import type { ReuseRule } from './reuse.ts';
import { callsInShard, isInShard, type Shard } from './shard.ts';
import { inputTokensOf } from './tokens.ts';

/** What is to be asked of one benchmark. */
export interface BenchmarkPlan {
  readonly benchmark: Benchmark;
  readonly models: readonly Model[];
  /** Repetitions of each case, from 1. */
  readonly trials: number;
  /** Models of the benchmark's judges; absent where nobody judges. */
  readonly judges?: readonly Model[];
  /** The part of the calls that is asked; all of them when absent. */
  readonly shard?: Shard;
  /** How old a stored reply may be; any age when absent. */
  readonly reuse?: ReuseRule;
}

/** Number of requests of a plan: one a call, and in conversations one for each turn of the user. */
export function countCalls(plan: BenchmarkPlan): number {
  const { benchmark, models, trials, shard } = plan;
  if (isConversation(benchmark)) return countRequests(plan);
  const calls = benchmark.cases.length * trials;
  return models.reduce((sum, _, index) => sum + callsInShard(shard, calls, index), 0);
}

/** Whether the user speaks more than once in any case. */
export function isConversation({ turns, cases }: BenchmarkPlan['benchmark']): boolean {
  return turns !== undefined || cases.some((testCase) => testCase.turns !== undefined);
}

function countRequests({ benchmark, models, trials, shard }: BenchmarkPlan): number {
  let requests = 0;
  for (const [caseIndex, testCase] of benchmark.cases.entries()) {
    const turns = turnsOf(benchmark, testCase, shownChoices(benchmark, testCase, 1)) ?? [];
    for (let trial = 1; trial <= trials; trial++) {
      const position = caseIndex * trials + trial - 1;
      const asked = models.filter((_, index) => isInShard(shard, position, index));
      requests += asked.length * requestsOf({ turns });
    }
  }
  return requests;
}

/**
 * Every call of a plan in an order that is always the same: by case, then trial, then model, so
 * that a run that is cut short has asked all models about the same cases. Lazy: nothing is held.
 */
export function* callsOf(
  plan: BenchmarkPlan,
  models: readonly Model[] = plan.models,
): Generator<Call> {
  const { benchmark, trials, shard } = plan;
  const answers = answersByFrequency(benchmark.cases);
  const guessed = { answers, spread: hashOf(answers) };
  const indexed = models.map((model) => ({ model, index: plan.models.indexOf(model) }));
  const places = shard === undefined ? undefined : placesByLength(benchmark);
  for (const [caseIndex, testCase] of benchmark.cases.entries()) {
    for (let trial = 1; trial <= trials; trial++) {
      const position = (places?.[caseIndex] ?? caseIndex) * trials + trial - 1;
      const asked = indexed.filter(({ index }) => isInShard(shard, position, index));
      if (asked.length > 0) yield* callsOfCase(benchmark, testCase, trial, asked, guessed);
    }
  }
}

/**
 * The place of every case when the longest comes first. What a call takes grows with its length, at
 * a rate that no shard has to know: dealt in this order, the shards of a plan differ by no more
 * than the longest call of each model takes.
 */
const placesByLength = memoize((benchmark: Benchmark): readonly number[] => {
  const lengths = benchmark.cases.map((testCase) => {
    const shown = shownChoices(benchmark, testCase, 1);
    return inputTokensOf(messagesOf(benchmark, testCase, shown)).expected;
  });
  const order = [...lengths.keys()].sort((a, b) => (lengths[b] ?? 0) - (lengths[a] ?? 0));
  const places = new Array<number>(order.length).fill(0);
  for (const [place, caseIndex] of order.entries()) places[caseIndex] = place;
  return places;
});

function* callsOfCase(
  benchmark: Benchmark,
  testCase: TestCase,
  trial: number,
  asked: readonly { readonly model: Model }[],
  guessed: Pick<Floor, 'answers' | 'spread'>,
): Generator<Call> {
  const shown = shownChoices(benchmark, testCase, trial);
  const messages = messagesOf(benchmark, testCase, shown);
  const turns = turnsOf(benchmark, testCase, shown);
  for (const { model } of asked) {
    const floor = isBaseline(model) ? floorOf(testCase, trial, shown, guessed) : undefined;
    const single = { benchmark, testCase, model, trial, messages, shown, floor };
    const call = turns === undefined ? single : { ...single, turns };
    yield Object.assign(call, { key: callKey(call) });
  }
}

/** Whether a model is one of the built-in floors. */
export function isBaseline(model: Model): boolean {
  return model.routes.every(({ provider }) => provider === 'baseline');
}

function floorOf(
  testCase: TestCase,
  trial: number,
  shown: ShownChoices | undefined,
  answers: Pick<Floor, 'answers' | 'spread'>,
): Floor {
  return { choices: shown?.choices ?? [], ...answers, seed: hashOf([testCase.hash, trial]) };
}

/** Distinct expected answers as a model would write them, the most frequent first, ties by text. */
function answersByFrequency(cases: readonly TestCase[]): string[] {
  const counts = new Map<string, number>();
  for (const { expected } of cases) {
    const first = Array.isArray(expected) ? expected[0] : expected;
    if (first === undefined) continue;
    const text = typeof first === 'string' ? first : canonicalJson(first);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts.entries()]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([text]) => text);
}
