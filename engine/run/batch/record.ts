import { type ProviderAnswer, ProviderFailure } from '../../providers/provider.ts';
import type { Reply } from '../../results/reply.ts';
import { failedReply, replyOf } from '../reply.ts';
import { countReply } from '../settle.ts';
import { BATCH_TRIES, type OpenBatchRun } from './context.ts';
import type { BatchCall } from './store.ts';

/**
 * Keeps what became of a call of a batch. A failure that may pass is not kept while the call can
 * be put into another batch.
 *
 * @returns what it cost in US dollars, at its worst when that is unknown
 */
export async function recordResult(
  run: OpenBatchRun,
  call: BatchCall,
  provider: string,
  result: ProviderAnswer | ProviderFailure,
): Promise<number> {
  const tries = (run.tries.get(call.callKey) ?? 0) + 1;
  run.tries.set(call.callKey, tries);
  if (!(result instanceof ProviderFailure)) return recordAnswer(run, call, provider, result, tries);
  const again = result.retry === 'again' && tries < BATCH_TRIES;
  if (!again) await recordFailure(run, call, provider, result);
  return result.billed ? call.worstUsd : 0;
}

async function recordAnswer(
  run: OpenBatchRun,
  call: BatchCall,
  provider: string,
  answer: ProviderAnswer,
  attempts: number,
): Promise<number> {
  const model = run.modelOf(call.model, provider);
  const askedAt = run.clock.now();
  const reply = replyOf({ model }, answer, { attempts, latencyMs: 0, provider, askedAt });
  const source = reply.cost_source === 'price' ? 'batch_price' : reply.cost_source;
  // How long a batch lay waiting says nothing of the model.
  await keep(run, call, { ...reply, latency_ms: null, cost_source: source });
  return reply.cost_usd ?? call.worstUsd;
}

/** Keeps a failure for good; the next run asks again. */
export async function recordFailure(
  run: OpenBatchRun,
  call: BatchCall,
  provider: string,
  failure: ProviderFailure,
): Promise<void> {
  const attempts = run.tries.get(call.callKey) ?? 0;
  const model = run.modelOf(call.model, provider);
  const tally = { attempts, billed: failure.billed };
  await keep(run, call, failedReply({ model }, failure, provider, tally, run));
}

async function keep(run: OpenBatchRun, call: BatchCall, reply: Reply): Promise<void> {
  const { callKey, benchmark, model } = call;
  await run.journal.record({ callKey, runId: run.runId, benchmark, model, reply });
  countReply(run.progress, run.budget, reply);
}
