import { asksJudges } from '../engine/judges/asks.ts';
import { type PlanOptions, plansOf } from '../engine/node/execute.ts';
import type { Workspace } from '../engine/node/workspace.ts';
import type { BenchmarkPlan } from '../engine/plan/plan.ts';
import { executesCode } from '../engine/results/executions.ts';
import type { Host } from './host.ts';

/**
 * What the Action asks: models, and no judges. A judge is another model with another key, which the
 * one job of a model's provider must not hold; stored replies are judged where there is one.
 *
 * @throws UserError when a model is unknown, or has no price.
 */
export function actionPlans(workspace: Workspace, options: PlanOptions): BenchmarkPlan[] {
  return plansOf(workspace, options).map(({ judges: _, ...plan }) => plan);
}

/** Says which benchmarks stay unscored here, before anything is paid for, and what scores them. */
export function warnUnscored(plans: readonly BenchmarkPlan[], host: Pick<Host, 'warn'>): void {
  const named = (is: (plan: BenchmarkPlan) => boolean) =>
    plans
      .filter(is)
      .map(({ benchmark }) => benchmark.id)
      .join(', ');
  const judged = named(({ benchmark }) => asksJudges(benchmark));
  if (judged !== '')
    host.warn(
      `${judged}: the Action asks no judges, so what they score stays unscored; \`benchmarkhub score\` with the key of the judges judges the stored replies`,
    );
  const code = named(({ benchmark }) => executesCode(benchmark));
  if (code !== '')
    host.warn(
      `${code}: the Action runs no code of a model, so what code scores stays unscored; \`benchmarkhub score\` in a job without secrets scores the stored replies`,
    );
}
