import pMap from 'p-map';
import { chunksOf } from '../chunks.ts';
import type { Model } from '../model/model.ts';
import type { Call } from '../plan/call.ts';
import { requestsOf } from '../plan/conversation.ts';
import { type BenchmarkPlan, callsOf } from '../plan/plan.ts';
import { storedKeys } from '../plan/reuse.ts';
import type { Reply } from '../results/reply.ts';
import { worstCost } from './cost.ts';
import { type Desk, usableRoutes } from './desk.ts';
import type { Journal } from './journal.ts';
import type { RunProgress } from './progress.ts';
import { type AskRun, settleCall } from './settle.ts';

/** All that a run needs besides its plans. */
export interface RunContext {
  readonly runId: string;
  readonly desk: Desk;
  readonly journal: Journal;
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
  const asking = new Set<string>();
  const pending = new Map<string, Promise<Reply | undefined>>();
  await Promise.all(
    [...lanes].map(([provider, models]) =>
      runLane(plans, provider, models, { ...context, asking, pending }),
    ),
  );
}

/** A run under way. */
interface OpenRun extends RunContext, AskRun {
  /** Keys of the calls in flight: equal cases are one call, which is asked once. */
  readonly asking: Set<string>;
}

/** A call that is to be asked, and the plan that wants it. */
interface OpenCall {
  readonly call: Call;
  readonly plan: BenchmarkPlan;
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
  run: OpenRun,
): Promise<void> {
  const limit = run.desk.lines.get(provider)?.provider.limits.concurrency ?? 1;
  const concurrency = Math.max(1, run.concurrency ?? limit);
  const settle = async ({ call, plan }: OpenCall) => {
    await settleCall(call, plan, run);
    run.asking.delete(call.key);
  };
  await pMap(openCalls(plans, models, run), settle, { concurrency });
}

/** Calls looked up in one go: in between, signals are heard and progress is drawn. */
const CALLS_PER_TURN = 1_000;

/** The calls of a lane that are still open; counts the others as reused. */
async function* openCalls(
  plans: readonly BenchmarkPlan[],
  models: ReadonlySet<Model>,
  run: OpenRun,
): AsyncGenerator<OpenCall> {
  for (const plan of plans) {
    const mine = plan.models.filter((model) => models.has(model));
    for (const calls of chunksOf(callsOf(plan, mine), CALLS_PER_TURN)) {
      yield* openOf(calls, plan, run);
      if (calls.length === CALLS_PER_TURN) await run.desk.clock.sleep(0, run.desk.stop);
      if (run.desk.stop.aborted) return;
    }
  }
}

function* openOf(calls: readonly Call[], plan: BenchmarkPlan, run: OpenRun): Generator<OpenCall> {
  const { desk, progress, asking } = run;
  const answered = answeredKeys(calls, plan, run);
  // A call that ends while the others of this turn are handed out is not in what was looked up.
  const begun = new Set(asking);
  for (const call of calls) {
    if (desk.stop.aborted) return;
    if (answered.has(call.key) || begun.has(call.key)) progress.reused += requestsOf(call);
    else if (!desk.budget.exhausted || worstCost(call) === 0) {
      begun.add(call.key);
      asking.add(call.key);
      yield { call, plan };
    }
  }
}

/** A run that asks anew still does not ask twice what it was answered before it was killed. */
function answeredKeys(
  calls: readonly Call[],
  { reuse }: BenchmarkPlan,
  { journal, fresh, runId }: OpenRun,
): ReadonlySet<string> {
  if (!fresh) return storedKeys(calls, journal, reuse);
  const entries = [...journal.findAll(calls.map(({ key }) => key))];
  return new Set(entries.filter(([, entry]) => entry.runId === runId).map(([key]) => key));
}
