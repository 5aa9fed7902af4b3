import type { BenchmarkPlan } from '../../plan/plan.ts';
import { collectBatches } from './collect.ts';
import type { BatchRun, OpenBatchRun } from './context.ts';
import type { OpenBatch } from './store.ts';
import { submitCalls } from './submit.ts';

/**
 * Has the open calls of a plan answered in batches: sends what fits, waits until all batches have
 * ended, keeps every reply, and sends again what a batch left unanswered. Batches of an earlier
 * run are collected first; a call is never in two.
 *
 * @returns the batches that are still under way when it was stopped
 */
export async function runBatches(
  plans: readonly BenchmarkPlan[],
  run: BatchRun,
): Promise<OpenBatch[]> {
  const open: OpenBatchRun = {
    ...run,
    tries: new Map(),
    refusals: new Map(),
    reserved: new Map(),
    round: 0,
  };
  await reserveOpen(open);
  while (!run.stop.aborted) {
    open.round++;
    await submitCalls(plans, open);
    if (run.store.open().length === 0 || !(await collectBatches(open))) break;
  }
  return run.store.open();
}

/** What earlier runs have sent may still cost its worst. */
async function reserveOpen({ store, budget, note, reserved }: OpenBatchRun): Promise<void> {
  for (const { label, batchId, provider, calls } of store.open()) {
    note(
      `batch ${batchId ?? label} at ${provider}: ${calls} calls of an earlier run, collecting it`,
    );
    const worst = store.callsOf(label).reduce((sum, { worstUsd }) => sum + worstUsd, 0);
    if (budget.fits(worst) && (await budget.reserve(worst))) reserved.set(label, worst);
  }
}
