import type { Benchmark } from '../../../engine/benchmark/benchmark.ts';
import type { Model } from '../../../engine/model/model.ts';
import { type Estimate, estimateRun } from '../../../engine/plan/estimate.ts';
import { memoryJournal } from '../../../engine/run/journal.ts';
import { plannedCases, plannedDetectableEffect } from '../../../engine/statistics/index.ts';

/** What one run of a benchmark costs with one model. */
export interface ModelCost {
  readonly model: Model;
  readonly estimate: Estimate['models'][number];
}

/** What each model would cost, the cheapest first, those without a price last. */
export function costsOf(benchmark: Benchmark, models: readonly Model[]): ModelCost[] {
  const plan = { benchmark, models, trials: benchmark.trials };
  const { models: estimates } = estimateRun([plan], memoryJournal());
  return models
    .flatMap((model, index) => {
      const estimate = estimates[index];
      return estimate === undefined ? [] : [{ model, estimate }];
    })
    .sort((a, b) => cost(a) - cost(b) || a.model.id.localeCompare(b.model.id, 'en'));
}

function cost({ estimate }: ModelCost): number {
  return estimate.cost_usd ?? Number.POSITIVE_INFINITY;
}

/** What a number of cases can tell apart. */
export interface Resolution {
  readonly cases: number;
  /** Difference 0…1 between two models that is found in four of five such benchmarks. */
  readonly effect: number;
  /** Cases that would find half of it. */
  readonly forHalf: number;
}

/** `undefined` without cases. */
export function resolutionOf(cases: number): Resolution | undefined {
  if (cases < 1) return undefined;
  const effect = plannedDetectableEffect(cases);
  return { cases, effect, forHalf: plannedCases(effect / 2) };
}
