/** How often and how long a call is tried again. */
export interface RetryPolicy {
  /** Requests along one route, the first included. */
  readonly attempts: number;
  /** Longest wait before the second attempt; doubles with each further one. */
  readonly baseDelayMs: number;
  /** No single wait is longer, unless the provider asks for it. */
  readonly maxDelayMs: number;
  /** Requests along one route when they time out: each may be charged, and take as long again. */
  readonly timeoutAttempts: number;
  /** A provider that asks for a longer wait than this is given up on. */
  readonly maxRetryAfterMs: number;
}

export const DEFAULT_RETRY: RetryPolicy = {
  attempts: 6,
  baseDelayMs: 500,
  maxDelayMs: 20_000,
  timeoutAttempts: 2,
  maxRetryAfterMs: 120_000,
};

/**
 * Milliseconds to wait before the next attempt: exponential growth with full jitter (a uniform
 * share of the longest wait), which spreads the retries of many callers best (Brooker, "Exponential
 * Backoff And Jitter", 2015). What the provider asks for is kept by its pace.
 *
 * @param attempt the attempt that failed, from 1
 * @param random at least 0, below 1
 */
export function retryDelay(policy: RetryPolicy, attempt: number, random: number): number {
  const longest = Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** (attempt - 1));
  return Math.round(random * longest);
}
