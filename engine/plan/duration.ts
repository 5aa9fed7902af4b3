import type { Limits, Model, Provider } from '../model/model.ts';
import type { Range } from './prediction.ts';

/** What calls ask of the provider that answers them. */
export interface Demand {
  readonly calls: number;
  /** Tokens as the pace counts them against a limit of tokens a minute. */
  readonly tokens: number;
  /** Milliseconds of all calls, one after another. */
  readonly work: Range;
}

/** Who answers, as far as it is known when a plan is made. */
export interface Answering {
  readonly providers?: ReadonlyMap<string, Provider> | undefined;
  /** Whether a provider can be asked from here; any can unless given. */
  readonly isUsable?: ((provider: Provider) => boolean) | undefined;
  /** Most requests in flight for one provider, when the user sets it. */
  readonly concurrency?: number | undefined;
}

/** Limits of a provider that the registry does not know. */
const UNKNOWN: Limits = { concurrency: 16 };

/** The provider that a model is asked at first, and its limits in this run. */
export function answeringLimits(
  model: Model,
  { providers, isUsable, concurrency }: Answering,
): { readonly provider: string; readonly limits: Limits } {
  const known = model.routes.flatMap(({ provider }) => providers?.get(provider) ?? []);
  const provider = known.find((one) => isUsable?.(one) ?? true) ?? known[0];
  const limits = provider?.limits ?? UNKNOWN;
  const name = provider?.id ?? model.routes[0]?.provider ?? '';
  return {
    provider: name,
    limits: concurrency === undefined ? limits : { ...limits, concurrency },
  };
}

/**
 * Seconds that a provider takes for what is asked of it: the slowest of its requests in flight, its
 * requests a minute and its tokens a minute. Limits set by the provider itself are exact, so that
 * only the work has an interval.
 */
export function secondsAt(limits: Limits, demands: readonly Demand[]): Range {
  const sum = (value: (demand: Demand) => number) =>
    demands.reduce((total, demand) => total + value(demand), 0);
  const calls = sum((demand) => demand.calls);
  const minutes = Math.max(
    calls / (limits.requests_per_minute ?? Number.POSITIVE_INFINITY),
    sum(({ tokens }) => tokens) / (limits.tokens_per_minute ?? Number.POSITIVE_INFINITY),
  );
  const parallel = Math.max(1, Math.min(limits.concurrency, calls));
  const seconds = (work: number) => Math.max(60 * minutes, work / parallel / 1000);
  return {
    expected: seconds(sum(({ work }) => work.expected)),
    low: seconds(sum(({ work }) => work.low)),
    high: seconds(sum(({ work }) => work.high)),
  };
}

/** Providers are asked side by side: a run takes as long as the slowest. */
export function longest(ranges: readonly Range[]): Range {
  const most = (value: (range: Range) => number) => Math.max(0, ...ranges.map(value));
  return {
    expected: most(({ expected }) => expected),
    low: most(({ low }) => low),
    high: most(({ high }) => high),
  };
}
