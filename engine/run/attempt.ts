import type { Route } from '../model/model.ts';
import { type Call, sentParameters } from '../plan/call.ts';
import { GUESSED_OUTPUT_TOKENS, inputTokensOf } from '../plan/tokens.ts';
import { ProviderFailure, type ProviderRequest } from '../providers/provider.ts';
import type { Reply } from '../results/reply.ts';
import { worstCost } from './cost.ts';
import { type Desk, type Line, routeName, type Tally } from './desk.ts';
import { replyOf } from './reply.ts';

/**
 * Makes one request when the budget has room for it; `undefined` when it has none, or when stopped.
 * Each request is paid for by itself: one that failed may have been charged like one that did not.
 */
export async function askWithinBudget(
  call: Call,
  route: Route,
  desk: Desk,
  tally: Tally,
): Promise<Reply | ProviderFailure | undefined> {
  const line = desk.lines.get(route.provider);
  const broken = desk.circuit.broken(routeName(route));
  if (line === undefined || broken !== undefined) return broken;
  const worst = worstCost(call);
  if (!(await desk.budget.reserve(worst))) return undefined;
  const result = await askInTurn(call, route, line, desk, tally);
  desk.budget.settle(worst, costOfAttempt(result, worst));
  return result;
}

/** An unknown cost counts at its worst, so that the cap holds. */
function costOfAttempt(result: Reply | ProviderFailure | undefined, worst: number): number {
  if (result === undefined) return 0;
  if (result instanceof ProviderFailure) return result.billed ? worst : 0;
  return result.cost_usd ?? worst;
}

async function askInTurn(
  call: Call,
  route: Route,
  line: Line,
  desk: Desk,
  tally: Tally,
): Promise<Reply | ProviderFailure | undefined> {
  await line.pace.enter(desk.stop, expectedTokens(call), route.name);
  const name = routeName(route);
  const broken = desk.circuit.broken(name);
  if (desk.stop.aborted || broken !== undefined) {
    line.pace.leave('failed');
    return desk.stop.aborted ? undefined : broken;
  }
  const result = await askOnce(call, route, line, desk, tally);
  if (!(result instanceof ProviderFailure)) {
    desk.circuit.succeeded(name);
    line.pace.leave('fine');
    return result;
  }
  if (result.billed) tally.billed = true;
  desk.circuit.failed(name, result);
  if (result.retryAfterMs !== undefined && result.retryAfterMs <= desk.retry.maxRetryAfterMs)
    line.pace.hold(route.name, result.retryAfterMs);
  line.pace.leave(result.outcome === 'rate_limited' ? 'limited' : 'failed');
  return result;
}

/** Providers count input and output against their limit of tokens a minute. */
function expectedTokens({ messages, benchmark }: Call): number {
  const most = benchmark.parameters.max_tokens ?? GUESSED_OUTPUT_TOKENS;
  return inputTokensOf(messages).expected + Math.min(most, GUESSED_OUTPUT_TOKENS);
}

async function askOnce(
  call: Call,
  route: Route,
  line: Line,
  desk: Desk,
  tally: Tally,
): Promise<Reply | ProviderFailure> {
  tally.attempts++;
  const askedAt = desk.clock.now();
  try {
    const answer = await line.client.ask(requestOf(call, route, desk));
    const latencyMs = desk.clock.now() - askedAt;
    const { provider } = route;
    return replyOf(call, answer, { attempts: tally.attempts, latencyMs, provider, askedAt });
  } catch (error) {
    if (error instanceof ProviderFailure) return error;
    return new ProviderFailure('provider_error', String(error), { billed: true, cause: error });
  }
}

function requestOf(call: Call, route: Route, desk: Desk): ProviderRequest {
  return {
    model: route.name,
    messages: call.messages,
    parameters: sentParameters(call.benchmark, call.model),
    response: call.benchmark.response,
    tools: call.testCase.tools ?? call.benchmark.tools,
    timeoutMs: desk.timeoutMs,
    signal: desk.abort,
    floor: call.floor,
    callKey: call.key,
    stream: desk.stream === true || call.benchmark.stream === true,
  };
}
