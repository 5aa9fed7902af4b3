import type { Limits } from '../model/model.ts';
import { createAllowance } from './allowance.ts';
import type { Clock } from './clock.ts';
import type { RateLimits } from './rate-limit.ts';

/** Keeps the requests to one provider within what it bears. */
export interface Pace {
  /**
   * Waits for a place; resolves early when `signal` aborts. Each `enter` needs one `leave`.
   *
   * @param tokens what the request is expected to take, input and output together
   */
  enter(signal: AbortSignal, tokens: number): Promise<void>;
  leave(result: 'fine' | 'limited' | 'failed'): void;
  /** Lets no request begin for `ms` milliseconds, as `Retry-After` asks. */
  hold(ms: number): void;
  /** Milliseconds that the last `hold` still lasts; 0 when it is over. */
  readonly heldMs: number;
  /** Keeps to what the provider told of its own limits. */
  observe(told: RateLimits): void;
  /** Requests that may be in flight now. */
  readonly limit: number;
}

/**
 * Additive increase, multiplicative decrease (Chiu and Jain 1989): every answered request widens
 * the limit a little, a refusal halves it, once for all that are in flight together. Requests and
 * tokens per minute are spaced evenly.
 */
export function createPace(limits: Limits, clock: Clock): Pace {
  const minute = 60_000;
  const spacingMs = (tokens: number) =>
    Math.max(
      minute / (limits.requests_per_minute ?? Number.POSITIVE_INFINITY),
      (minute * tokens) / (limits.tokens_per_minute ?? Number.POSITIVE_INFINITY),
    );
  const waiting: (() => void)[] = [];
  const allowance = createAllowance(clock);
  let limit = limits.concurrency;
  let inFlight = 0;
  let notBefore = 0;
  let heldUntil = 0;
  /** Requests still in flight that began before the last cut: their refusals say nothing new. */
  let beforeCut = 0;

  const admit = () => {
    while (inFlight < Math.max(1, Math.floor(limit)) && waiting.length > 0) {
      inFlight++;
      waiting.shift()?.();
    }
  };
  const place = () => new Promise<void>((resolve) => waiting.push(resolve));
  const waitMs = (tokens: number) => Math.max(notBefore - clock.now(), allowance.waitMs(tokens));
  const cut = () => {
    limit = Math.max(1, limit / 2);
    beforeCut = inFlight;
  };

  return {
    get heldMs() {
      return Math.max(0, heldUntil - clock.now());
    },
    get limit() {
      return Math.max(1, Math.floor(limit));
    },
    async enter(signal, tokens) {
      const entered = place();
      admit();
      await entered;
      for (let ms = waitMs(tokens); ms > 0 && !signal.aborted; ms = waitMs(tokens))
        await clock.sleep(ms, signal);
      allowance.take(tokens);
      notBefore = Math.max(notBefore, clock.now()) + spacingMs(tokens);
    },
    leave(result) {
      inFlight--;
      if (result === 'fine') limit = Math.min(limits.concurrency, limit + 1 / limit);
      if (beforeCut > 0) beforeCut--;
      else if (result === 'limited') cut();
      admit();
    },
    hold(ms) {
      heldUntil = Math.max(heldUntil, clock.now() + ms);
      notBefore = Math.max(notBefore, heldUntil);
    },
    observe(told) {
      if (told.requests || told.tokens) allowance.observe(told, Math.max(0, inFlight - 1));
    },
  };
}
