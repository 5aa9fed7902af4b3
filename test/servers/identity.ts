import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readBody } from './request.ts';

/** How the token endpoint treats what comes. */
export interface IdentityOptions {
  /** The audience that the provider was set up with. */
  readonly audience: string;
  /** Name of the field that holds the identity. */
  readonly field: 'subject_token' | 'assertion';
  /** Tokens it gives, one after the other; the last again and again. */
  readonly tokens: readonly string[];
  readonly seconds?: number;
  /** Refuses with this instead. */
  readonly refuse?: { readonly status: number; readonly body: unknown };
}

/** GitHub's issuer of identities and a provider's token endpoint on loopback. */
export interface IdentityServer extends AsyncDisposable {
  /** What the runner sets for a job with `id-token: write`. */
  readonly variables: Readonly<Record<string, string>>;
  readonly tokenUrl: string;
  /** Bodies of the exchanges. */
  readonly exchanges: Readonly<Record<string, unknown>>[];
  readonly headers: Readonly<Record<string, unknown>>[];
}

const REQUEST_TOKEN = 'request-token-of-the-job';

export async function startIdentity(options: IdentityOptions): Promise<IdentityServer> {
  const exchanges: Record<string, unknown>[] = [];
  const headers: Record<string, unknown>[] = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const say = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (url.pathname === '/identity') {
      if (request.headers.authorization !== `Bearer ${REQUEST_TOKEN}`) return say(401, {});
      return say(200, { value: identity(url.searchParams.get('audience') ?? '') });
    }
    const body = JSON.parse((await readBody(request, 100_000)).toString());
    exchanges.push(body);
    headers.push(request.headers);
    if (options.refuse !== undefined) return say(options.refuse.status, options.refuse.body);
    const error_description = 'the audience is not the one that is trusted';
    if (audienceOf(String(body[options.field])) !== options.audience)
      return say(401, { error: 'invalid_grant', error_description });
    const index = Math.min(exchanges.length, options.tokens.length) - 1;
    return say(200, { access_token: options.tokens[index], expires_in: options.seconds ?? 600 });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    exchanges,
    headers,
    tokenUrl: `${address}/token`,
    variables: {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${address}/identity?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: REQUEST_TOKEN,
    },
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function identity(audience: string): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { aud: audience, sub: 'repo:octo/bench:environment:benchmarks' };
  return `${part({ alg: 'RS256' })}.${part(claims)}.${part('signature')}`;
}

function audienceOf(token: string): unknown {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).aud;
}
