import type { Benchmark } from '../../../engine/benchmark/benchmark.ts';
import type { Model } from '../../../engine/model/model.ts';
import { callsOf } from '../../../engine/plan/plan.ts';
import { worstCost } from '../../../engine/run/cost.ts';

/** US dollars that a run cannot pass: every question at its worst, so that none is held back. */
export function worstCostOf(benchmark: Benchmark, models: readonly Model[]): number {
  let sum = 0;
  for (const call of callsOf({ benchmark, models, trials: benchmark.trials }))
    sum += worstCost(call);
  return sum;
}
