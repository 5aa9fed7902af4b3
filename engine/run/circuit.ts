import type { ProviderFailure } from '../providers/provider.ts';
import type { Clock } from './clock.ts';

/** Which routes are not worth asking any more in this run. */
export interface Circuit {
  /** Why a route is given up on; `undefined` while it is not. */
  broken(route: string): ProviderFailure | undefined;
  succeeded(route: string): void;
  failed(route: string, failure: ProviderFailure): void;
}

/** A provider that is down: so many failures, and so long without one answer. */
export const OUTAGE_FAILURES = 20;
export const OUTAGE_MS = 60_000;

/**
 * Breaks a route at once when a failure says that every later call would fail alike, such as a
 * wrong key, and after an outage. A rate limit is no outage: the provider is there.
 */
export function createCircuit(clock: Clock): Circuit {
  const broken = new Map<string, ProviderFailure>();
  const outages = new Map<string, { since: number; failures: number }>();
  return {
    broken: (route) => broken.get(route),
    succeeded: (route) => void outages.delete(route),
    failed: (route, failure) => {
      if (failure.breaksRoute) broken.set(route, failure);
      if (failure.retry !== 'again' || failure.outcome === 'rate_limited') return;
      const outage = outages.get(route) ?? { since: clock.now(), failures: 0 };
      outage.failures++;
      outages.set(route, outage);
      if (outage.failures >= OUTAGE_FAILURES && clock.now() - outage.since >= OUTAGE_MS)
        broken.set(route, failure);
    },
  };
}
