import type { Benchmark, TestCase } from '../benchmark/benchmark.ts';
import { hashOf } from '../hash.ts';
import { canonicalJson } from '../json.ts';
import type { Model } from '../model/model.ts';
import type { Floor } from '../providers/provider.ts';
import { type Call, callKey, messagesOf, type ShownChoices, shownChoices } from './call.ts';

/** What is to be asked of one benchmark. */
export interface BenchmarkPlan {
  readonly benchmark: Benchmark;
  readonly models: readonly Model[];
  /** Repetitions of each case, from 1. */
  readonly trials: number;
}

/** Number of calls of a plan. */
export function countCalls(plan: BenchmarkPlan): number {
  return plan.benchmark.cases.length * plan.models.length * plan.trials;
}

/**
 * Every call of a plan in an order that is always the same: by case, then trial, then model, so
 * that a run that is cut short has asked all models about the same cases. Lazy: nothing is held.
 */
export function* callsOf(
  plan: BenchmarkPlan,
  models: readonly Model[] = plan.models,
): Generator<Call> {
  const answers = answersByFrequency(plan.benchmark.cases);
  const spread = hashOf(answers);
  for (const testCase of plan.benchmark.cases) {
    for (let trial = 1; trial <= plan.trials; trial++) {
      const shown = shownChoices(plan.benchmark, testCase, trial);
      const messages = messagesOf(plan.benchmark, testCase, shown);
      for (const model of models) {
        const floor = isBaseline(model)
          ? floorOf(testCase, trial, shown, { answers, spread })
          : undefined;
        const call = { benchmark: plan.benchmark, testCase, model, trial, messages, shown, floor };
        yield { ...call, key: callKey(call) };
      }
    }
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
