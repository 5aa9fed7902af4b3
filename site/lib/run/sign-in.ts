import { z } from 'zod';
import { UserError } from '../../../engine/problem.ts';

/** OpenRouter's addresses; the page's policy names their host. */
const SIGN_IN = 'https://openrouter.ai/auth';
const EXCHANGE = 'https://openrouter.ai/api/v1/auth/keys';

/** What waits for the visitor to come back; no secret of theirs, and useless without the code. */
const PENDING = 'benchmarkhub.sign-in';

const pendingSchema = z.object({ verifier: z.string(), state: z.string() });
const keySchema = z.object({ key: z.string().min(1) });

/**
 * The address to sign in at (OAuth with PKCE, RFC 7636): OpenRouter comes back to `page` with a
 * code that only this browser tab can turn into a key.
 */
export async function signInAddress(page: string, storage: Storage): Promise<string> {
  const [verifier, state] = [randomText(), randomText()];
  storage.setItem(PENDING, JSON.stringify({ verifier, state }));
  const callback = new URL(page);
  callback.searchParams.set('state', state);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const query = new URLSearchParams({
    callback_url: callback.href,
    code_challenge: base64url(new Uint8Array(digest)),
    code_challenge_method: 'S256',
  });
  return `${SIGN_IN}?${query}`;
}

/** The address without what a sign-in left in it, so that it is in no history and no link. */
export function withoutCode(address: string): string {
  const clean = new URL(address);
  clean.searchParams.delete('code');
  clean.searchParams.delete('state');
  return clean.href;
}

/**
 * The key that a finished sign-in gives; `undefined` when the address tells of none.
 *
 * @throws UserError when it was not begun in this tab, or OpenRouter refuses.
 */
export async function keyFromSignIn(
  address: string,
  storage: Storage,
  send: typeof fetch,
): Promise<string | undefined> {
  const query = new URL(address).searchParams;
  const code = query.get('code');
  if (code === null) return undefined;
  const pending = pendingSchema.safeParse(JSON.parse(storage.getItem(PENDING) ?? 'null'));
  storage.removeItem(PENDING);
  if (!pending.success || pending.data.state !== query.get('state'))
    throw new UserError('this sign-in was not begun here', 'sign in again');
  const response = await send(EXCHANGE, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      code,
      code_verifier: pending.data.verifier,
      code_challenge_method: 'S256',
    }),
  });
  const answer = keySchema.safeParse(response.ok ? await response.json() : undefined);
  if (!answer.success)
    throw new UserError(`OpenRouter answered ${response.status}`, 'sign in again');
  return answer.data.key;
}

function randomText(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
