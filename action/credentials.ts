import * as core from '@actions/core';
import type { Provider } from '../engine/model/model.ts';
import type { Context } from './context.ts';
import { exchangeIdentity, isFederated } from './federation.ts';

/** The environment of a job that asks, with a token in place of the key where there is no key. */
export interface Credentials extends Disposable {
  /** Read at each request: tokens are renewed before they expire. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Every token there has been. */
  readonly tokens: readonly string[];
}

/** Renewed when this share of a token's life is over. */
const RENEW_AT = 0.7;
const RETRY_MS = 15_000;

/**
 * Signs in to the one provider of this job, when it has no key and is set up for it. Tokens live in
 * memory alone: in no variable of the process, no file and no output.
 *
 * @throws UserError when the sign-in is refused.
 */
export async function openCredentials(
  { host }: Context,
  provider: Provider | undefined,
): Promise<Credentials> {
  const { environment } = host;
  const name = provider?.api_key;
  if (provider === undefined || name === undefined || environment[name]?.trim())
    return fixed(environment);
  if (!isFederated(provider.id, environment)) return fixed(environment);
  const effects = { fetch, mask: (secret: string) => core.setSecret(secret) };
  const tokens: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  const renew = async (): Promise<void> => {
    const { token, seconds } = await exchangeIdentity(provider.id, environment, effects);
    tokens.push(token);
    // Where renewing fails, the old token is good for a while, and then requests fail and say so.
    const again = () => renew().catch(() => later(RETRY_MS));
    const later = (ms: number) => {
      timer = setTimeout(again, ms).unref();
    };
    later(Math.min(seconds * RENEW_AT * 1000, 2 ** 31 - 1));
  };
  await renew();
  host.log(`signed in to ${provider.id} without a key`);
  const live = Object.defineProperty({ ...environment }, name, {
    enumerable: true,
    get: () => tokens.at(-1),
  });
  return { environment: live, tokens, [Symbol.dispose]: () => clearTimeout(timer) };
}

function fixed(environment: Credentials['environment']): Credentials {
  return { environment, tokens: [], [Symbol.dispose]: () => {} };
}
