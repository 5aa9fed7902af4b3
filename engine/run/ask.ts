import type { Route } from '../model/model.ts';
import type { Call } from '../plan/call.ts';
import { ProviderFailure } from '../providers/provider.ts';
import type { Reply } from '../results/reply.ts';
import { askWithinBudget } from './attempt.ts';
import { type Desk, type Tally, usableRoutes } from './desk.ts';
import { failedReply } from './reply.ts';
import { type RetryPolicy, retryDelay } from './retry.ts';

/** A provider that has to be waited for longer than this is passed over while another route is open. */
const PATIENCE_MS = 500;

/**
 * Has one call answered: along the routes of the same model, each tried several times; one that has
 * to be waited for comes last. Always gives a reply; one that could not be had says why. `undefined`
 * when stopped, or out of budget, before any request.
 */
export async function askCall(call: Call, desk: Desk): Promise<Reply | undefined> {
  const tally: Tally = { attempts: 0, billed: false };
  let failure: ProviderFailure | undefined;
  let failedAt: string | null = null;
  const open = usableRoutes(call.model, desk);
  for (let route = takeRoute(open, desk); route !== undefined; route = takeRoute(open, desk)) {
    const result = await askRoute(call, route, open.length > 0, desk, tally);
    if (result === undefined) break;
    if (!(result instanceof ProviderFailure)) return result;
    [failure, failedAt] = [result, route.provider];
    if (result.retry === 'never') break;
    // Passed over, not given up on.
    if (asksForPatience(result) && tally.attempts < desk.retry.attempts && open.length > 0)
      open.push(route);
  }
  return failure === undefined ? undefined : failedReply(call, failure, failedAt, tally, desk);
}

/** Takes the first route that need not be waited for, or the first of all. */
function takeRoute(open: Route[], { lines }: Desk): Route | undefined {
  const free = open.findIndex(
    ({ provider, name }) => (lines.get(provider)?.pace.heldMs(name) ?? 0) <= PATIENCE_MS,
  );
  return open.splice(Math.max(0, free), 1)[0];
}

function asksForPatience({ retry, retryAfterMs }: ProviderFailure): boolean {
  return retry === 'again' && (retryAfterMs ?? 0) > PATIENCE_MS;
}

/** Tries one route; `undefined` when stopped before its first request. */
async function askRoute(
  call: Call,
  route: Route,
  hasOther: boolean,
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
    if (hasOther && asksForPatience(failure)) break;
    await desk.clock.sleep(retryDelay(desk.retry, attempt, desk.clock.random()), desk.stop);
  }
  return failure;
}

function isWorthAnother(failure: ProviderFailure, attempt: number, retry: RetryPolicy): boolean {
  if (failure.retry !== 'again' || (failure.retryAfterMs ?? 0) > retry.maxRetryAfterMs)
    return false;
  return attempt < (failure.outcome === 'timeout' ? retry.timeoutAttempts : retry.attempts);
}
