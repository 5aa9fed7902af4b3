import { z } from 'zod';
import { UserError } from '../engine/problem.ts';
import { oneLine } from './text/markdown.ts';

/** Variables of the job. */
type Variables = Readonly<Record<string, string | undefined>>;

/** How a provider exchanges the identity of a job for a token of its own. */
interface Federation {
  /** Variables that have to be set; identifiers, no secrets. */
  readonly needs: readonly string[];
  /** Replace the address and the audience when set. */
  readonly variables: { readonly address: string; readonly audience: string };
  readonly address: string;
  readonly audience: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: (identity: string, variables: Variables) => Record<string, unknown>;
}

/** Providers that take the identity of a job of GitHub Actions. */
export const FEDERATIONS: Readonly<Record<string, Federation>> = {
  // RFC 8693, as OpenAI documents it for GitHub Actions.
  openai: {
    needs: ['OPENAI_IDENTITY_PROVIDER_ID', 'OPENAI_SERVICE_ACCOUNT_ID'],
    variables: { address: 'OPENAI_TOKEN_URL', audience: 'OPENAI_AUDIENCE' },
    address: 'https://auth.openai.com/oauth/token',
    audience: 'https://api.openai.com/v1',
    headers: {},
    body: (subject_token, variables) => ({
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      subject_token,
      identity_provider_id: variables.OPENAI_IDENTITY_PROVIDER_ID,
      service_account_id: variables.OPENAI_SERVICE_ACCOUNT_ID,
    }),
  },
  // RFC 7523, as Anthropic documents it for GitHub Actions.
  anthropic: {
    needs: [
      'ANTHROPIC_FEDERATION_RULE_ID',
      'ANTHROPIC_ORGANIZATION_ID',
      'ANTHROPIC_SERVICE_ACCOUNT_ID',
    ],
    variables: { address: 'ANTHROPIC_TOKEN_URL', audience: 'ANTHROPIC_AUDIENCE' },
    address: 'https://api.anthropic.com/v1/oauth/token',
    audience: 'https://api.anthropic.com',
    headers: { 'anthropic-beta': 'oauth-2025-04-20,oidc-federation-2026-04-01' },
    body: (assertion, variables) => ({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion,
      federation_rule_id: variables.ANTHROPIC_FEDERATION_RULE_ID,
      organization_id: variables.ANTHROPIC_ORGANIZATION_ID,
      service_account_id: variables.ANTHROPIC_SERVICE_ACCOUNT_ID,
      ...(variables.ANTHROPIC_WORKSPACE_ID
        ? { workspace_id: variables.ANTHROPIC_WORKSPACE_ID }
        : {}),
    }),
  },
};

/** A token that a provider gave, and how long it lives. */
export interface ShortToken {
  readonly token: string;
  readonly seconds: number;
}

/** What an exchange reaches out with. */
export interface FederationEffects {
  readonly fetch: typeof fetch;
  /** Hides a text in the log of the job, wherever it stands. */
  readonly mask: (secret: string) => void;
}

/** A token that lives shorter is of no use. */
const LEAST_SECONDS = 60;
const TIMEOUT_MS = 30_000;
const MAX_ANSWER_CHARS = 100_000;

const identitySchema = z.object({
  value: z
    .string()
    .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/)
    .max(20_000),
});
const tokenSchema = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]{8,20000}$/),
  expires_in: z.number(),
});
const refusalSchema = z.object({
  error: z.union([
    z.string(),
    z.object({ message: z.string().optional(), type: z.string().optional() }),
  ]),
  error_description: z.string().optional(),
});

/** Whether the job is set up to sign in to a provider without a key. @throws UserError for half a set-up */
export function isFederated(provider: string, variables: Variables): boolean {
  const needs = FEDERATIONS[provider]?.needs ?? [];
  const missing = needs.filter((name) => !variables[name]);
  if (missing.length === needs.length) return false;
  if (missing.length === 0) return true;
  throw new UserError(
    `to sign in to ${provider} without a key, ${missing.join(' and ')} must be set too`,
    'give the step env: the identifiers that docs/action.md names; they are no secrets',
  );
}

/**
 * Exchanges the identity that GitHub signs for this job for a token of the provider. Both are only
 * held in memory, and masked before anything else happens with them.
 *
 * @throws UserError saying what the job lacks, or why the provider refused.
 */
export async function exchangeIdentity(
  provider: string,
  variables: Variables,
  effects: FederationEffects,
): Promise<ShortToken> {
  const federation = FEDERATIONS[provider];
  if (federation === undefined) throw new UserError(`${provider} has no sign-in without a key`);
  const audience = variables[federation.variables.audience] || federation.audience;
  const identity = await identityOf(audience, variables, effects);
  const address = secure(variables[federation.variables.address] || federation.address);
  const { status, text } = await send(effects.fetch, address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...federation.headers },
    body: JSON.stringify(federation.body(identity, variables)),
  });
  const answer = tokenSchema.safeParse(parsed(text));
  if (status !== 200 || !answer.success) throw refusal(provider, status, text, [identity]);
  const { access_token: token, expires_in: seconds } = answer.data;
  effects.mask(token);
  if (seconds >= LEAST_SECONDS) return { token, seconds };
  throw new UserError(
    `the token of ${provider} has expired, or does so within ${LEAST_SECONDS} seconds`,
    'let its tokens live longer where the federation is set up',
  );
}

/** The identity of the job, signed by GitHub for one audience. */
async function identityOf(
  audience: string,
  variables: Variables,
  { fetch: ask, mask }: FederationEffects,
): Promise<string> {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer } = variables;
  if (!url || !bearer)
    throw new UserError(
      'this job has no identity to sign in with',
      'give it, and no other job, the permission id-token: write',
    );
  const address = new URL(secure(url));
  address.searchParams.set('audience', audience);
  const headers = { authorization: `Bearer ${bearer}` };
  const { status, text } = await send(ask, address.href, { headers });
  const answer = identitySchema.safeParse(parsed(text));
  if (status !== 200 || !answer.success)
    throw new UserError(`GitHub gave this job no identity (status ${status})`, 'run the job again');
  mask(answer.data.value);
  return answer.data.value;
}

/** A redirect is never followed: it would hand the identity to another host. */
async function send(
  ask: typeof fetch,
  address: string,
  init: RequestInit,
): Promise<{ status: number; text: string }> {
  const { host } = new URL(address);
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await ask(address, { ...init, redirect: 'error', signal });
    return { status: response.status, text: (await response.text()).slice(0, MAX_ANSWER_CHARS) };
  } catch (cause) {
    throw new UserError(`${host} cannot be reached to sign in`, 'run the job again', { cause });
  }
}

/** @throws UserError for an address that others could listen to. */
function secure(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isLocal = url?.protocol === 'http:' && /^(127\.0\.0\.1|localhost)$/.test(url.hostname);
  if (url?.protocol === 'https:' || isLocal) return address;
  throw new UserError('the address of a token has to begin with https://', 'correct the variable');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the provider says, in a line; of an answer that is no refusal as OAuth has it, nothing. */
function refusal(
  provider: string,
  status: number,
  text: string,
  secrets: readonly string[],
): UserError {
  const { error, error_description: told } = refusalSchema.safeParse(parsed(text)).data ?? {};
  const name = typeof error === 'string' ? error : (error?.type ?? error?.message);
  const said = [name, told].filter((part) => part !== undefined).join(': ');
  const clean = secrets.reduce((line, secret) => line.replaceAll(secret, '[redacted]'), said);
  const reason = clean === '' ? '' : ` (${oneLine(clean).slice(0, 300)})`;
  return new UserError(
    `${provider} did not accept the identity of this job: status ${status}${reason}`,
    'compare issuer, audience, repository and environment with what the federation demands',
  );
}
