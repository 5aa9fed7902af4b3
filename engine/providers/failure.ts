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
  const sent = { billed: true, cause: error };
  if (request.cancelled)
    return new ProviderFailure('cancelled', 'stopped before the reply was complete', {
      retry: 'never',
      ...sent,
    });
  if (request.timedOut)
    return new ProviderFailure('timeout', `no complete reply within ${request.timeoutMs} ms`, sent);
  if (error instanceof SyntaxError)
    return new ProviderFailure('provider_error', `the reply is not JSON: ${error.message}`, sent);
  const { code, message } = networkCause(error);
  return new ProviderFailure('network_error', message, {
    billed: !UNSENT_CODES.has(code),
    cause: error,
  });
}

/** Errors of a connection that never came about: nothing was sent, so nothing is charged. */
const UNSENT_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** A wrong key, an empty account, a model that is not there: every later call would fail alike. */
const BREAKING_STATUSES: ReadonlySet<number> = new Set([401, 402, 404]);

/** Statuses below 500 that may pass by themselves. */
const PASSING_STATUSES: ReadonlySet<number> = new Set([408, 409, 425]);

/** What an HTTP status says, also one that is told inside a body of status 200. */
export function failureFromStatus(
  status: number,
  message: string,
  error?: { readonly code?: unknown; readonly headers?: Headers | undefined },
): ProviderFailure {
  const common = { retryAfterMs: retryAfter(error?.headers), cause: error };
  // OpenAI's word for an account that is spent; waiting does not fill it.
  const isSpent = error?.code === 'insufficient_quota';
  if (status === 429 && !isSpent) return new ProviderFailure('rate_limited', message, common);
  const again = status >= 500 || PASSING_STATUSES.has(status);
  return new ProviderFailure(status === 429 ? 'rate_limited' : 'provider_error', message, {
    ...common,
    retry: again ? 'again' : 'elsewhere',
    breaksRoute: isSpent || BREAKING_STATUSES.has(status),
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
function networkCause(error: unknown): { code: string; message: string } {
  let cause = error;
  for (let depth = 0; depth < 4 && cause instanceof Error && cause.cause instanceof Error; depth++)
    cause = cause.cause;
  if (!(cause instanceof Error)) return { code: '', message: String(cause) };
  const code = 'code' in cause ? String(cause.code) : '';
  return { code, message: code === '' ? cause.message : `${code}: ${cause.message}` };
}
