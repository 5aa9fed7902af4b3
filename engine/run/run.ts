import pMap from 'p-map';
import { chunksOf } from '../chunks.ts';
import type { Model } from '../model/model.ts';
import type { Call } from '../plan/call.ts';
import { type BenchmarkPlan, callsOf } from '../plan/plan.ts';
import { storedKeys } from '../plan/reuse.ts';
import { FINAL_OUTCOMES } from '../results/columns.ts';
import type { Reply } from '../results/reply.ts';
import { askCall } from './ask.ts';
import type { Budget } from './budget.ts';
import { worstCost } from './cost.ts';
import { type Desk, usableRoutes } from './desk.ts';
import type { Journal } from './journal.ts';
import type { RunProgress } from './progress.ts';

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
  await Promise.all(
    [...lanes].map(([provider, models]) =>
      runLane(plans, provider, models, { ...context, asking }),
    ),
  );
}

/** A run under way. */
interface OpenRun extends RunContext {
  /** Keys of the calls in flight: equal cases are one call, which is asked once. */
  readonly asking: Set<string>;
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
  await pMap(openCalls(plans, models, run), (call) => settleCall(call, run), { concurrency });
}

/** Calls looked up in one go: in between, signals are heard and progress is drawn. */
const CALLS_PER_TURN = 1_000;

/** The calls of a lane that are still open; counts the others as reused. */
async function* openCalls(
  plans: readonly BenchmarkPlan[],
  models: ReadonlySet<Model>,
  run: OpenRun,
): AsyncGenerator<Call> {
  for (const plan of plans) {
    const mine = plan.models.filter((model) => models.has(model));
    for (const calls of chunksOf(callsOf(plan, mine), CALLS_PER_TURN)) {
      yield* openOf(calls, plan, run);
      if (calls.length === CALLS_PER_TURN) await run.desk.clock.sleep(0, run.desk.stop);
      if (run.desk.stop.aborted) return;
    }
  }
}

function* openOf(calls: readonly Call[], plan: BenchmarkPlan, run: OpenRun): Generator<Call> {
  const { desk, progress, asking } = run;
  const answered = answeredKeys(calls, plan, run);
  // A call that ends while the others of this turn are handed out is not in what was looked up.
  const begun = new Set(asking);
  for (const call of calls) {
    if (desk.stop.aborted) return;
    if (answered.has(call.key) || begun.has(call.key)) progress.reused++;
    else if (!desk.budget.exhausted || worstCost(call) === 0) {
      begun.add(call.key);
      asking.add(call.key);
      yield call;
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

async function settleCall(call: Call, run: OpenRun): Promise<void> {
  const { asking, desk, journal, runId } = run;
  const reply = await askCall(call, desk);
  if (reply !== undefined) {
    const [benchmark, model] = [call.benchmark.id, call.model.id];
    await journal.record({ callKey: call.key, runId, benchmark, model, reply });
    countReply(run.progress, run.desk.budget, reply);
  }
  asking.delete(call.key);
}

/** Counts a call that has ended, however. */
export function countReply(
  progress: RunProgress,
  { spentUsd }: Pick<Budget, 'spentUsd'>,
  { outcome, error }: Reply,
): void {
  progress.asked++;
  progress.spentUsd = spentUsd;
  if (FINAL_OUTCOMES.has(outcome)) return;
  progress.failures[outcome] = (progress.failures[outcome] ?? 0) + 1;
  progress.errors[outcome] ??= error ?? '';
}
