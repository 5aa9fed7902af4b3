import { type BatchReply, type BatchState, hasEnded } from '../../providers/batch.ts';
import { ProviderFailure } from '../../providers/provider.ts';
import type { BatchLine, OpenBatchRun } from './context.ts';
import { recordResult } from './record.ts';
import type { BatchCall, OpenBatch } from './store.ts';
import { withRetries } from './with-retries.ts';

/**
 * Waits until every open batch has ended and keeps its replies.
 *
 * @returns whether all of them have been collected: not when stopped, nor when a provider no
 *   longer answers about a batch
 */
export async function collectBatches(run: OpenBatchRun): Promise<boolean> {
  const failures = new Map<string, number>();
  let wait = run.poll.firstMs;
  for (;;) {
    let progressed = false;
    for (const batch of run.store.open()) {
      if (run.stop.aborted) return false;
      progressed = (await collectWhenEnded(batch, run, failures)) || progressed;
    }
    const left = run.store.open().filter(({ label }) => isAwaited(label, failures, run));
    if (left.length === 0) return run.store.open().length === 0;
    wait = progressed ? run.poll.firstMs : Math.min(run.poll.mostMs, wait * 1.5);
    await run.clock.sleep(wait, run.stop);
    if (run.stop.aborted) return false;
  }
}

function isAwaited(
  label: string,
  failures: ReadonlyMap<string, number>,
  run: OpenBatchRun,
): boolean {
  return (failures.get(label) ?? 0) < run.poll.failures;
}

/** Asks about a batch and collects it when it has ended; `false` when it has not. */
async function collectWhenEnded(
  batch: OpenBatch,
  run: OpenBatchRun,
  failures: Map<string, number>,
): Promise<boolean> {
  const line = run.lines.get(batch.provider);
  if (line === undefined || !isAwaited(batch.label, failures, run)) {
    failures.set(batch.label, run.poll.failures);
    return false;
  }
  try {
    const state = await stateOf(batch, line, run);
    failures.delete(batch.label);
    if (state !== undefined && !hasEnded(state)) return false;
    await collect(batch, state, line, run);
    return true;
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    if (run.stop.aborted) return false;
    const passing = error.retry === 'again';
    failures.set(batch.label, passing ? (failures.get(batch.label) ?? 0) + 1 : run.poll.failures);
    if (!isAwaited(batch.label, failures, run))
      run.note(
        `batch ${batch.batchId ?? batch.label} at ${batch.provider} cannot be read: ${error.message}`,
      );
    return false;
  }
}

/** How a batch stands; `undefined` when the provider never got it. */
async function stateOf(
  { batchId, label }: OpenBatch,
  { client }: BatchLine,
  { store, stop }: OpenBatchRun,
): Promise<BatchState | undefined> {
  if (batchId !== null) return client.read(batchId, stop);
  const found = await client.find(label, stop);
  if (found !== undefined) store.created(label, found.id);
  return found;
}

/** Keeps all replies of a batch before it is forgotten: in between, it is only collected again. */
async function collect(
  { label, provider, batchId }: OpenBatch,
  state: BatchState | undefined,
  { client }: BatchLine,
  run: OpenBatchRun,
): Promise<void> {
  const all = run.store.callsOf(label);
  const tally: Tally = { left: new Map(all.map((call) => [call.callKey, call])), usd: 0 };
  for (const file of [state?.outputFile, state?.errorFile]) {
    if (file)
      await withRetries(run, () =>
        collectReplies(client.replies(file, run.stop), provider, tally, run),
      );
  }
  const told = all.length - tally.left.size;
  for (const call of tally.left.values())
    tally.usd += await recordResult(run, call, provider, leftOut(state));
  run.store.finish(label);
  run.budget.settle(run.reserved.get(label) ?? 0, tally.usd);
  run.progress.spentUsd = run.budget.spentUsd;
  run.note(
    `batch ${state?.id ?? batchId ?? label} at ${provider}: ${state?.status ?? 'never arrived'}, ${told} of ${all.length} replies${state?.error ? `: ${state.error}` : ''}`,
  );
}

/** What has come of a batch so far. */
interface Tally {
  /** Calls without a reply. */
  readonly left: Map<string, BatchCall>;
  usd: number;
}

async function collectReplies(
  replies: AsyncIterable<BatchReply>,
  provider: string,
  tally: Tally,
  run: OpenBatchRun,
): Promise<void> {
  let together: Promise<number>[] = [];
  const settle = async () => {
    tally.usd += sum(await Promise.all(together));
    together = [];
  };
  for await (const { callKey, result } of replies) {
    const call = tally.left.get(callKey);
    // A line twice, or one that was never asked for, is nobody's.
    if (call === undefined) continue;
    tally.left.delete(callKey);
    together.push(recordResult(run, call, provider, result));
    if (together.length === RECORDED_TOGETHER) await settle();
  }
  await settle();
}

/** Replies committed to the journal in one go. */
const RECORDED_TOGETHER = 500;

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Why a call of a batch that has ended has no line of its own. */
function leftOut(state: BatchState | undefined): ProviderFailure {
  if (state === undefined)
    return new ProviderFailure('network_error', 'the batch never arrived at the provider');
  const { status, error } = state;
  if (status === 'cancelled')
    return new ProviderFailure('cancelled', 'the batch was cancelled at the provider', {
      retry: 'never',
    });
  if (status === 'failed')
    return new ProviderFailure('provider_error', `the batch failed: ${error ?? 'no reason told'}`, {
      retry: 'never',
    });
  const why =
    status === 'expired'
      ? 'expired before this call was answered'
      : 'ended without a reply to this call';
  return new ProviderFailure('provider_error', `the batch ${why}`);
}
