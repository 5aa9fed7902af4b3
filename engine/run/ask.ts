import type { Route } from '../model/model.ts';
import type { Call } from '../plan/call.ts';
import { ProviderFailure } from '../providers/provider.ts';
import type { Reply } from '../results/reply.ts';
import { askWithinBudget } from './attempt.ts';
import { type Desk, type Tally, usableRoutes } from './desk.ts';
import { failedReply } from './reply.ts';
import { type RetryPolicy, retryDelay } from './retry.ts';

/**
 * Has one call answered: along the routes of the same model, each tried several times. Always
 * gives a reply; one that could not be had says why. `undefined` when stopped, or out of budget,
 * before any request.
 */
export async function askCall(call: Call, desk: Desk): Promise<Reply | undefined> {
  const tally: Tally = { attempts: 0, billed: false };
  let failure: ProviderFailure | undefined;
  let failedAt: string | null = null;
  for (const route of usableRoutes(call.model, desk)) {
    const result = await askRoute(call, route, desk, tally);
    if (result === undefined) break;
    if (!(result instanceof ProviderFailure)) return result;
    [failure, failedAt] = [result, route.provider];
    if (result.retry === 'never') break;
  }
  return failure === undefined ? undefined : failedReply(call, failure, failedAt, tally, desk);
}

/** Tries one route; `undefined` when stopped before its first request. */
async function askRoute(
  call: Call,
  route: Route,
  desk: Desk,
  tally: Tally,
): Promise<Reply | ProviderFailure | undefined> {
  let failure: ProviderFailure | undefined;
  for (let attempt = 1; attempt <= desk.retry.attempts; attempt++) {
    const result = await askWithinBudget(call, route, desk, tally);
    if (result === undefined) return failure;
    if (!(result instanceof ProviderFailure)) return result;
    failure = result;
    if (!isWorthAnother(failure, attempt, desk.retry)) break;
    await desk.clock.sleep(retryDelay(desk.retry, attempt, desk.clock.random()), desk.stop);
  }
  return failure;
}

function isWorthAnother(failure: ProviderFailure, attempt: number, retry: RetryPolicy): boolean {
  if (failure.retry !== 'again' || (failure.retryAfterMs ?? 0) > retry.maxRetryAfterMs)
    return false;
  return attempt < (failure.outcome === 'timeout' ? retry.timeoutAttempts : retry.attempts);
}
