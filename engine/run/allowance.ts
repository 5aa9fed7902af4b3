import type { Clock } from './clock.ts';
import { MAX_RESET_MS, type RateLimit, type RateLimits } from './rate-limit.ts';

/** What a provider still allows, by what it told last. */
export interface Allowance {
  /**
   * Takes in what a response told.
   *
   * @param inFlight requests begun and not answered, which the provider may not have counted yet
   */
  observe(told: RateLimits, inFlight: number): void;
  /** Milliseconds until a request of so many tokens fits; 0 when it does, or nothing was told. */
  waitMs(tokens: number): number;
  /** Counts a request that begins. */
  take(tokens: number): void;
}

/** A limit that fills evenly: so many now, so many more each millisecond. */
interface Bucket {
  left: number;
  readonly limit: number;
  readonly perMs: number;
  /** When `left` was true. */
  at: number;
}

/**
 * Follows the limits a provider tells as token buckets, which is what "time until the limit is full
 * again" describes. A provider that counts in fixed windows instead is asked too early at worst:
 * its refusals then slow the pace down.
 */
export function createAllowance(clock: Clock): Allowance {
  let requests: Bucket | undefined;
  let tokens: Bucket | undefined;
  let meanTokens = 0;
  return {
    observe(told, inFlight) {
      const now = clock.now();
      if (told.requests) requests = bucketOf(told.requests, inFlight, now);
      if (told.tokens) tokens = bucketOf(told.tokens, inFlight * meanTokens, now);
    },
    waitMs(needed) {
      if (requests === undefined && tokens === undefined) return 0;
      const now = clock.now();
      return Math.max(waitFor(requests, 1, now), waitFor(tokens, needed, now));
    },
    take(needed) {
      meanTokens = meanTokens === 0 ? needed : 0.9 * meanTokens + 0.1 * needed;
      if (requests !== undefined) requests.left--;
      if (tokens !== undefined) tokens.left -= needed;
    },
  };
}

function bucketOf({ limit, remaining, resetMs }: RateLimit, underWay: number, at: number): Bucket {
  const used = limit - remaining;
  // Never slower than a whole limit in the longest wait, so that nonsense cannot stop a run.
  const perMs = Math.max(used, 1) / Math.max(1, resetMs);
  return { left: remaining - underWay, limit, perMs: Math.max(perMs, 1 / MAX_RESET_MS), at };
}

function waitFor(bucket: Bucket | undefined, needed: number, now: number): number {
  if (bucket === undefined) return 0;
  const left = Math.min(bucket.limit, bucket.left + bucket.perMs * (now - bucket.at));
  // More than the limit ever holds is let through when it is full: the provider may know better.
  const missing = Math.min(needed, bucket.limit) - left;
  return missing <= 0 ? 0 : Math.min(MAX_RESET_MS, Math.ceil(missing / bucket.perMs));
}
