import OpenAI from 'openai';
import { ProviderFailure } from './provider.ts';

/** What the caller knows of the request that failed. */
export interface FailedRequest {
  readonly cancelled: boolean;
  readonly timedOut: boolean;
  readonly timeoutMs: number;
}

/** Names what went wrong, and says whether trying again can help. */
export function failureFromError(error: unknown, request: FailedRequest): ProviderFailure {
  if (error instanceof ProviderFailure) return error;
  const cause = error;
  if (request.cancelled)
    return new ProviderFailure('cancelled', 'stopped before the reply was complete', {
      retry: 'never',
      cause,
    });
  if (request.timedOut || error instanceof OpenAI.APIConnectionTimeoutError) {
    return new ProviderFailure('timeout', `no complete reply within ${request.timeoutMs} ms`, {
      cause,
    });
  }
  if (error instanceof OpenAI.APIError && error.status !== undefined)
    return failureFromStatus(error, error.status);
  if (error instanceof SyntaxError)
    return new ProviderFailure('provider_error', `the reply is not JSON: ${error.message}`, {
      cause,
    });
  return new ProviderFailure('network_error', networkMessage(error), { cause });
}

function failureFromStatus(
  error: InstanceType<typeof OpenAI.APIError>,
  status: number,
): ProviderFailure {
  const message = error.message.slice(0, 500);
  const retryAfterMs = retryAfter(error.headers);
  if (status === 429)
    return new ProviderFailure('rate_limited', message, { retryAfterMs, cause: error });
  if (status === 401 || status === 403 || status === 404) {
    return new ProviderFailure('provider_error', message, {
      retry: 'elsewhere',
      breaksRoute: true,
      cause: error,
    });
  }
  const again = status >= 500 || status === 408 || status === 409 || status === 425;
  return new ProviderFailure('provider_error', message, {
    retry: again ? 'again' : 'elsewhere',
    retryAfterMs,
    cause: error,
  });
}

/**
 * Milliseconds from `retry-after-ms`, or from `Retry-After` as seconds or as a date (RFC 9110
 * §10.2.3); `undefined` when the headers say nothing usable.
 */
export function retryAfter(
  headers: Headers | undefined,
  now: number = Date.now(),
): number | undefined {
  const milliseconds = Number.parseFloat(headers?.get('retry-after-ms') ?? '');
  if (milliseconds >= 0) return milliseconds;
  const text = headers?.get('retry-after') ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** Errors of `fetch` say "fetch failed"; the reason is one or two causes down. */
function networkMessage(error: unknown): string {
  const messages: string[] = [];
  for (
    let cause: unknown = error;
    cause instanceof Error && messages.length < 4;
    cause = cause.cause
  ) {
    const code = 'code' in cause ? `${String(cause.code)}: ` : '';
    messages.push(`${code}${cause.message}`);
  }
  return messages.at(-1) ?? String(error);
}
