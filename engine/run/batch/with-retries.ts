import { ProviderFailure } from '../../providers/provider.ts';
import { retryDelay } from '../retry.ts';
import type { BatchRun } from './context.ts';

/** Does a piece of work again, with the waits of any request, while trying again can help. */
export async function withRetries<Value>(
  { retry, clock, stop }: Pick<BatchRun, 'retry' | 'clock' | 'stop'>,
  work: () => Promise<Value>,
): Promise<Value> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const again = error instanceof ProviderFailure && error.retry === 'again';
      if (!again || attempt >= retry.attempts || stop.aborted) throw error;
      const asked = Math.min(error.retryAfterMs ?? 0, retry.maxRetryAfterMs);
      await clock.sleep(Math.max(asked, retryDelay(retry, attempt, clock.random())), stop);
    }
  }
}
