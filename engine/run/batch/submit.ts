import type { Model } from '../../model/model.ts';
import { type Call, sentParameters } from '../../plan/call.ts';
import { type BenchmarkPlan, callsOf } from '../../plan/plan.ts';
import { storedKeys } from '../../plan/reuse.ts';
import type { BatchClient } from '../../providers/batch.ts';
import { ProviderFailure } from '../../providers/provider.ts';
import { worstCost } from '../cost.ts';
import type { BatchLine, OpenBatchRun } from './context.ts';
import { recordFailure } from './record.ts';
import type { BatchCall } from './store.ts';
import { withRetries } from './with-retries.ts';

/** Lines that go into one batch together. */
interface Load {
  lines: string[];
  calls: BatchCall[];
  chars: number;
  worstUsd: number;
}

/**
 * Sends all open calls in as many batches as the provider's caps ask for. Ends early where the
 * budget has no room; what is under way then makes room, or the budget is spent.
 */
export async function submitCalls(
  plans: readonly BenchmarkPlan[],
  run: OpenBatchRun,
): Promise<void> {
  for (const line of run.lines.values()) {
    let load = emptyLoad();
    for (const call of openCalls(plans, line, run)) {
      if (run.stop.aborted) return;
      const refusal = run.refusals.get(line.provider.id);
      if (refusal !== undefined) {
        await recordFailure(run, callOf(call), line.provider.id, refused(refusal));
        continue;
      }
      if (!(await hasRoom(load, call, run))) break;
      add(load, call, line.client, run);
      if (isFull(load, line)) {
        await send(load, line, run);
        load = emptyLoad();
      }
    }
    await send(load, line, run);
  }
}

function emptyLoad(): Load {
  return { lines: [], calls: [], chars: 0, worstUsd: 0 };
}

function* openCalls(
  plans: readonly BenchmarkPlan[],
  line: BatchLine,
  run: OpenBatchRun,
): Generator<Call> {
  const seen = new Set<string>();
  const isMine = (model: Model) => run.routeOf(model)?.provider === line.provider.id;
  for (const plan of plans) {
    for (const call of callsOf(plan, plan.models.filter(isMine))) {
      if (seen.has(call.key) || isSettled(call, plan, run)) continue;
      seen.add(call.key);
      yield call;
    }
  }
}

/** Answered, under way, or failed for good in this run. */
function isSettled(call: Call, { reuse }: BenchmarkPlan, run: OpenBatchRun): boolean {
  const { journal, store, runId, fresh, progress, round } = run;
  if (store.holds(call.key)) return true;
  if (journal.find(call.key)?.runId === runId) return true;
  if (fresh || storedKeys([call], journal, reuse).size === 0) return false;
  if (round === 1) progress.reused++;
  return true;
}

/** Whether the budget has room for one call more. Marks it as spent when nothing can make room. */
async function hasRoom(load: Load, call: Call, run: OpenBatchRun): Promise<boolean> {
  const worst = worstCost(call);
  if (run.budget.fits(load.worstUsd + worst)) return true;
  const isAlone = load.calls.length === 0 && run.store.open().length === 0;
  return isAlone ? run.budget.reserve(worst) : false;
}

function add(load: Load, call: Call, client: BatchClient, run: OpenBatchRun): void {
  const text = client.line({
    model: run.routeOf(call.model)?.name ?? call.model.id,
    messages: call.messages,
    parameters: sentParameters(call.benchmark, call.model),
    response: call.benchmark.response,
    callKey: call.key,
  });
  load.lines.push(text);
  load.calls.push(callOf(call));
  load.chars += text.length;
  load.worstUsd += worstCost(call);
}

function callOf(call: Call): BatchCall {
  const { key, benchmark, model } = call;
  return { callKey: key, benchmark: benchmark.id, model: model.id, worstUsd: worstCost(call) };
}

/** The next line may be as long as any: the cap of bytes is kept with a fifth to spare. */
function isFull({ calls, chars }: Load, { provider }: BatchLine): boolean {
  const { max_requests = MAX_REQUESTS, max_bytes = MAX_BYTES } = provider.batch ?? {};
  return calls.length >= max_requests || chars >= 0.8 * max_bytes;
}

/** OpenAI's caps are 50,000 requests and 200 MB; the file is made in memory, so fewer bytes. */
const MAX_REQUESTS = 50_000;
const MAX_BYTES = 50_000_000;

async function send(load: Load, { provider, client }: BatchLine, run: OpenBatchRun): Promise<void> {
  if (load.calls.length === 0) return;
  const { store, budget, note, stop } = run;
  const label = crypto.randomUUID();
  await budget.reserve(load.worstUsd);
  run.reserved.set(label, load.worstUsd);
  store.begin(label, provider.id, load.calls);
  try {
    const file = await withRetries(run, () => client.upload(load.lines.join(''), stop));
    const state = await createOnce(client, file, label, run);
    store.created(label, state.id);
    note(`batch ${state.id} at ${provider.id}: ${load.calls.length} calls sent`);
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    // What may have arrived is looked for when batches are collected.
    if (error.billed) return note(`batch ${label} at ${provider.id}: ${error.message}`);
    store.finish(label);
    budget.settle(load.worstUsd, 0);
    run.refusals.set(provider.id, error.message);
    for (const call of load.calls) await recordFailure(run, call, provider.id, error);
  }
}

/** A request whose answer was lost may have made the batch: it is looked for before the next try. */
async function createOnce(client: BatchClient, file: string, label: string, run: OpenBatchRun) {
  let tried = false;
  return withRetries(run, async () => {
    const made = tried ? await client.find(label, run.stop) : undefined;
    tried = true;
    return made ?? client.create(file, label, run.stop);
  });
}

function refused(message: string): ProviderFailure {
  return new ProviderFailure('provider_error', message, { retry: 'never' });
}
