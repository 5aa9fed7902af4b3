import type { Model, Provider, Route } from '../model/model.ts';
import type { ProviderClient } from '../providers/provider.ts';
import type { Budget } from './budget.ts';
import type { Circuit } from './circuit.ts';
import type { Clock } from './clock.ts';
import type { Pace } from './pace.ts';
import type { RetryPolicy } from './retry.ts';

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
  readonly budget: Budget;
  readonly clock: Clock;
  readonly retry: RetryPolicy;
  readonly timeoutMs: number;
  /** Aborts waits: no new request begins. */
  readonly stop: AbortSignal;
  /** Aborts requests in flight. */
  readonly abort: AbortSignal;
  readonly circuit: Circuit;
  /** Whether every answer is asked for as a stream, whatever its benchmark says. */
  readonly stream?: boolean | undefined;
}

/** What has been done for one call so far. */
export interface Tally {
  attempts: number;
  /** Whether a failed attempt may have been charged. */
  billed: boolean;
}

/** Routes of a model whose provider can be used, in order of preference. */
export function usableRoutes(model: Model, desk: Pick<Desk, 'lines'>): Route[] {
  return model.routes.filter(({ provider }) => desk.lines.has(provider));
}

/** A route as models.yaml writes it. */
export function routeName({ provider, name }: Route): string {
  return `${provider}:${name}`;
}
