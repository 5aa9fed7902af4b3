import type { Limits } from '../model/model.ts';
import { createAllowance } from './allowance.ts';
import type { Clock } from './clock.ts';
import type { RateLimits } from './rate-limit.ts';
import { createWidth } from './width.ts';

/** Keeps the requests to one provider within what it bears. */
export interface Pace {
  /**
   * Waits for a place; resolves early when `signal` aborts. Each `enter` needs one `leave`.
   *
   * @param tokens what the request is expected to take, input and output together
   * @param model what the provider calls the model
   */
  enter(signal: AbortSignal, tokens: number, model: string): Promise<void>;
  leave(result: 'fine' | 'limited' | 'failed'): void;
  /** Lets no request to a model begin for `ms` milliseconds, as `Retry-After` asks. */
  hold(model: string, ms: number): void;
  /** Milliseconds that the last `hold` of a model still lasts; 0 when it is over. */
  heldMs(model: string): number;
  /** Keeps to what the provider told of its own limits. */
  observe(told: RateLimits): void;
  /** Requests that may be in flight now. */
  readonly limit: number;
}

/**
 * Requests and tokens per minute are spaced evenly. Providers limit each model by itself, so one
 * that is held keeps no place from the others.
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
  const width = createWidth(limits.concurrency);
  const heldUntil = new Map<string, number>();
  let inFlight = 0;
  let notBefore = 0;

  const admit = () => {
    while (inFlight < width.limit && waiting.length > 0) {
      inFlight++;
      waiting.shift()?.();
    }
  };
  const place = () => {
    const entered = new Promise<void>((resolve) => waiting.push(resolve));
    admit();
    return entered;
  };
  const giveUp = () => {
    inFlight--;
    admit();
  };
  const heldMs = (model: string) => Math.max(0, (heldUntil.get(model) ?? 0) - clock.now());
  const waitMs = (tokens: number, model: string) =>
    Math.max(notBefore - clock.now(), allowance.waitMs(tokens), heldMs(model));
  const placeOf = async (model: string, signal: AbortSignal) => {
    for (;;) {
      for (let ms = heldMs(model); ms > 0 && !signal.aborted; ms = heldMs(model))
        await clock.sleep(ms, signal);
      await place();
      // It may have been held while this waited for a place.
      if (heldMs(model) === 0 || signal.aborted) return;
      giveUp();
    }
  };

  return {
    heldMs,
    get limit() {
      return width.limit;
    },
    async enter(signal, tokens, model) {
      await placeOf(model, signal);
      for (let ms = waitMs(tokens, model); ms > 0 && !signal.aborted; ms = waitMs(tokens, model))
        await clock.sleep(ms, signal);
      allowance.take(tokens);
      notBefore = Math.max(notBefore, clock.now()) + spacingMs(tokens);
    },
    leave(result) {
      inFlight--;
      width.leave(result, inFlight);
      admit();
    },
    hold(model, ms) {
      heldUntil.set(model, Math.max(heldUntil.get(model) ?? 0, clock.now() + ms));
    },
    observe(told) {
      if (told.requests || told.tokens) allowance.observe(told, Math.max(0, inFlight - 1));
    },
  };
}
