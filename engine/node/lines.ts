import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Provider } from '../model/model.ts';
import { PROVIDERS } from '../providers/index.ts';
import { noticedFetch } from '../providers/notice.ts';
import type { ProviderClient, ProviderEffects } from '../providers/provider.ts';
import { systemClock } from '../run/clock.ts';
import type { Line } from '../run/desk.ts';
import { createPace } from '../run/pace.ts';
import { rateLimitsOf } from '../run/rate-limit.ts';
import { pooledFetch } from './fetch.ts';
import {
  type Environment,
  isUsable,
  keyOf,
  redactedClient,
  secretsOf,
  withAddress,
} from './keys.ts';
import { verboseClient } from './verbose.ts';
import type { Workspace } from './workspace.ts';

/** What the lines of a run depend on. */
export interface LineOptions {
  readonly environment: Environment;
  /** Most requests in flight for one provider, when the user sets it. */
  readonly concurrency?: number | undefined;
  /** Leaves out every provider on a network. */
  readonly offline?: boolean | undefined;
  /** Told of every request in a line, without secrets. */
  readonly onRequest?: ((line: string) => void) | undefined;
}

/** One line for each provider that can be asked from here. */
export function linesOf(
  { registry, root }: Workspace,
  options: LineOptions,
): ReadonlyMap<string, Line> {
  const { environment, offline } = options;
  const secrets = secretsOf(registry, environment);
  const usable = [...registry.providers.values()].filter(
    (provider) => isUsable(provider, environment) && !(offline && provider.api === 'openai'),
  );
  return new Map(
    usable.map((provider) => [
      provider.id,
      lineOf(withAddress(provider, environment), root, secrets, options),
    ]),
  );
}

function lineOf(
  provider: Provider,
  root: string,
  secrets: readonly string[],
  { environment, concurrency, onRequest }: LineOptions,
): Line {
  const limits = { ...provider.limits, ...(concurrency === undefined ? {} : { concurrency }) };
  const pace = createPace(limits, systemClock);
  const effects: ProviderEffects = {
    fetch: noticedFetch(pooledFetch(limits.concurrency), (_, headers) =>
      pace.observe(rateLimitsOf(headers, systemClock.now())),
    ),
    keyOf: (asked) => keyOf(asked, environment),
    readText: (path) => readFile(resolve(root, path), 'utf8'),
  };
  const limited = { ...provider, limits };
  const bare = PROVIDERS[provider.api](limited, effects);
  // A key that is renewed while the run goes on is a secret too.
  const own = () => keyOf(provider, environment) ?? [];
  const client: ProviderClient = {
    ask: (request) => redactedClient(bare, secrets.concat(own())).ask(request),
  };
  return {
    provider: limited,
    client: onRequest ? verboseClient(client, provider.id, secrets, onRequest) : client,
    pace,
  };
}
