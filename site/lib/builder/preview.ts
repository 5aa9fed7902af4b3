import type { Benchmark, Message } from '../../../engine/benchmark/benchmark.ts';
import { messagesOf, shownChoices } from '../../../engine/plan/call.ts';

/** The conversation that a case is sent as; empty when there is no such case. */
export function renderedPrompt(benchmark: Benchmark, index: number): readonly Message[] {
  const testCase = benchmark.cases[index];
  if (testCase === undefined) return [];
  return messagesOf(benchmark, testCase, shownChoices(benchmark, testCase, 1));
}
