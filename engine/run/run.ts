import pMap from 'p-map';
import type { Model } from '../model/model.ts';
import type { Call } from '../plan/call.ts';
import { type BenchmarkPlan, callsOf } from '../plan/plan.ts';
import { FINAL_OUTCOMES } from '../results/columns.ts';
import type { Reply } from '../results/reply.ts';
import { askCall, type Desk, usableRoutes } from './ask.ts';
import type { Budget } from './budget.ts';
import { worstCost } from './cost.ts';
import type { Journal } from './journal.ts';
import type { RunProgress } from './progress.ts';

/** All that a run needs besides its plans. */
export interface RunContext {
  readonly runId: string;
  readonly desk: Desk;
  readonly journal: Journal;
  readonly budget: Budget;
  readonly progress: RunProgress;
  /** Most requests in flight for one provider, when the user sets it. */
  readonly concurrency: number | undefined;
  /** Asks everything anew, whatever is stored. */
  readonly fresh: boolean;
}

/**
 * Asks every call that no stored reply answers. Each reply is in the journal before anything else
 * happens with it. Providers run side by side, so that a slow one holds up no other; memory does
 * not grow with the number of calls. Ends early when the desk is told to stop or the budget is
 * spent; what was asked is kept either way.
 */
export async function runCalls(
  plans: readonly BenchmarkPlan[],
  context: RunContext,
): Promise<void> {
  const lanes = lanesOf(plans, context.desk);
  await Promise.all(
    [...lanes].map(([provider, models]) => runLane(plans, provider, models, context)),
  );
}

/** Models by the provider that is asked first. */
function lanesOf(plans: readonly BenchmarkPlan[], desk: Desk): Map<string, Set<Model>> {
  const lanes = new Map<string, Set<Model>>();
  for (const model of plans.flatMap((plan) => plan.models)) {
    const provider = usableRoutes(model, desk)[0]?.provider ?? '';
    lanes.set(provider, (lanes.get(provider) ?? new Set()).add(model));
  }
  return lanes;
}

async function runLane(
  plans: readonly BenchmarkPlan[],
  provider: string,
  models: ReadonlySet<Model>,
  context: RunContext,
): Promise<void> {
  const limit = context.desk.lines.get(provider)?.provider.limits.concurrency ?? 1;
  const concurrency = Math.max(1, context.concurrency ?? limit);
  await pMap(openCalls(plans, models, context), (call) => settleCall(call, context), {
    concurrency,
  });
}

/** The calls of a lane that are still open; counts the others as reused. */
function* openCalls(
  plans: readonly BenchmarkPlan[],
  models: ReadonlySet<Model>,
  { desk, journal, progress, budget, fresh }: RunContext,
): Generator<Call> {
  for (const plan of plans) {
    const mine = plan.models.filter((model) => models.has(model));
    for (const call of callsOf(plan, mine)) {
      if (desk.stop.aborted || budget.exhausted) return;
      if (!fresh && journal.has(call.key)) progress.reused++;
      else yield call;
    }
  }
}

async function settleCall(call: Call, context: RunContext): Promise<void> {
  const { budget, desk, journal, progress, runId } = context;
  const worst = worstCost(call);
  if (desk.stop.aborted || !(await budget.reserve(worst))) return;
  const reply = await askCall(call, desk);
  if (reply === undefined) return budget.settle(worst, 0);
  await journal.record({
    callKey: call.key,
    runId,
    benchmark: call.benchmark.id,
    model: call.model.id,
    reply,
  });
  // An unknown cost counts at its worst, so that the cap holds.
  const cost = reply.cost_usd ?? worst;
  budget.settle(worst, cost);
  count(progress, reply, cost);
}

function count(progress: RunProgress, reply: Reply, cost: number): void {
  progress.asked++;
  progress.spentUsd += cost;
  if (FINAL_OUTCOMES.has(reply.outcome)) return;
  progress.failures[reply.outcome] = (progress.failures[reply.outcome] ?? 0) + 1;
}
