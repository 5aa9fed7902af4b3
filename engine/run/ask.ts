import type { Model, Provider, Route } from '../model/model.ts';
import type { Call } from '../plan/call.ts';
import {
  type ProviderAnswer,
  type ProviderClient,
  ProviderFailure,
} from '../providers/provider.ts';
import type { Reply } from '../results/reply.ts';
import type { Clock } from './clock.ts';
import { costOfAnswer } from './cost.ts';
import type { Pace } from './pace.ts';
import { type RetryPolicy, retryDelay } from './retry.ts';

/** A provider as a run uses it. */
export interface Line {
  readonly provider: Provider;
  readonly client: ProviderClient;
  readonly pace: Pace;
}

/** All that asking needs. */
export interface Desk {
  /** Provider lines that can be used, by provider id. */
  readonly lines: ReadonlyMap<string, Line>;
  readonly clock: Clock;
  readonly retry: RetryPolicy;
  readonly timeoutMs: number;
  /** Aborts waits: no new request begins. */
  readonly stop: AbortSignal;
  /** Aborts requests in flight. */
  readonly abort: AbortSignal;
  /** Routes that failed in a way that every later call would, with the reason. */
  readonly brokenRoutes: Map<string, ProviderFailure>;
}

/** Routes of a model whose provider can be used, in order of preference. */
export function usableRoutes(model: Model, desk: Pick<Desk, 'lines'>): Route[] {
  return model.routes.filter(({ provider }) => desk.lines.has(provider));
}

/**
 * Has one call answered: along the routes of the same model, each tried several times. Always
 * gives a reply; one that could not be had says why. `undefined` when stopped before any request.
 */
export async function askCall(call: Call, desk: Desk): Promise<Reply | undefined> {
  const tally = { attempts: 0 };
  let failure: ProviderFailure | undefined;
  let failedAt: string | null = null;
  for (const route of usableRoutes(call.model, desk)) {
    const line = desk.lines.get(route.provider);
    if (line === undefined) continue;
    const result =
      desk.brokenRoutes.get(routeName(route)) ?? (await askRoute(call, route, line, desk, tally));
    if (result === undefined) break;
    if (!(result instanceof ProviderFailure)) return result;
    [failure, failedAt] = [result, route.provider];
    if (result.retry === 'never') break;
  }
  return failure === undefined
    ? undefined
    : failedReply(failure, failedAt, tally.attempts, desk.clock);
}

/** Tries one route; `undefined` when stopped before its first request. */
async function askRoute(
  call: Call,
  route: Route,
  line: Line,
  desk: Desk,
  tally: { attempts: number },
): Promise<Reply | ProviderFailure | undefined> {
  let failure: ProviderFailure | undefined;
  for (let attempt = 1; attempt <= desk.retry.attempts; attempt++) {
    const result = await askOnce(call, route, line, desk, tally);
    if (result === undefined || !(result instanceof ProviderFailure)) return result ?? failure;
    failure = result;
    if (failure.breaksRoute) desk.brokenRoutes.set(routeName(route), failure);
    if (failure.retry !== 'again' || (failure.retryAfterMs ?? 0) > desk.retry.maxRetryAfterMs)
      break;
    if (failure.retryAfterMs !== undefined) line.pace.hold(failure.retryAfterMs);
    else if (attempt < desk.retry.attempts)
      await desk.clock.sleep(retryDelay(desk.retry, attempt, desk.clock.random()), desk.stop);
  }
  return failure;
}

async function askOnce(
  call: Call,
  route: Route,
  line: Line,
  desk: Desk,
  tally: { attempts: number },
): Promise<Reply | ProviderFailure | undefined> {
  await line.pace.enter(desk.stop);
  if (desk.stop.aborted) {
    line.pace.leave('failed');
    return undefined;
  }
  tally.attempts++;
  const started = desk.clock.now();
  try {
    const answer = await line.client.ask(requestOf(call, route, desk));
    line.pace.leave('fine');
    return replyOf(call, answer, {
      attempts: tally.attempts,
      latencyMs: desk.clock.now() - started,
      provider: route.provider,
      askedAt: started,
    });
  } catch (error) {
    const failure =
      error instanceof ProviderFailure
        ? error
        : new ProviderFailure('provider_error', String(error), { cause: error });
    line.pace.leave(failure.outcome === 'rate_limited' ? 'limited' : 'failed');
    return failure;
  }
}

function requestOf(call: Call, route: Route, desk: Desk) {
  return {
    model: route.name,
    messages: call.messages,
    parameters: call.benchmark.parameters,
    response: call.benchmark.response,
    timeoutMs: desk.timeoutMs,
    signal: desk.abort,
    floor: call.floor,
    callKey: call.key,
  };
}

function replyOf(
  call: Call,
  answer: ProviderAnswer,
  how: { attempts: number; latencyMs: number; provider: string; askedAt: number },
): Reply {
  return {
    outcome: answer.outcome,
    finish_reason: answer.finishReason,
    output: answer.output,
    reasoning_tokens: answer.reasoningTokens,
    input_tokens: answer.inputTokens,
    output_tokens: answer.outputTokens,
    ...costOfAnswer(call.model, answer),
    latency_ms: how.latencyMs,
    first_token_ms: null,
    attempts: how.attempts,
    provider: how.provider,
    served_model: answer.servedModel,
    error: null,
    asked_at: new Date(how.askedAt),
  };
}

function failedReply(
  failure: ProviderFailure,
  provider: string | null,
  attempts: number,
  clock: Clock,
): Reply {
  return {
    outcome: failure.outcome,
    finish_reason: null,
    output: null,
    reasoning_tokens: null,
    input_tokens: null,
    output_tokens: null,
    cost_usd: failure.outcome === 'timeout' || failure.outcome === 'cancelled' ? null : 0,
    cost_source:
      failure.outcome === 'timeout' || failure.outcome === 'cancelled' ? 'unknown' : 'free',
    latency_ms: null,
    first_token_ms: null,
    attempts,
    provider,
    served_model: null,
    error: failure.message.slice(0, 1000),
    asked_at: new Date(clock.now()),
  };
}

function routeName({ provider, name }: Route): string {
  return `${provider}:${name}`;
}
