import { failureFromStatus } from './failure.ts';

/** Characters of an error's body that are kept. */
const MAX_ERROR_CHARS = 2_000;

/**
 * Sends a request and gives the response before its body is read.
 *
 * @throws ProviderFailure when the status is no success; what `fetch` throws
 */
export async function sendRequest(
  send: typeof fetch,
  url: string,
  init: RequestInit,
): Promise<Response> {
  // A redirect is never followed: it would send the key to another host.
  const response = await send(url, { ...init, redirect: 'error' });
  if (response.status >= 200 && response.status < 300) return response;
  const { message, code } = toldError(await response.text());
  throw failureFromStatus(response.status, `${response.status} ${message}`, {
    code,
    headers: response.headers,
  });
}

/** OpenAI and those that follow it send `{ error: { message, code } }`; others send any text. */
export function toldError(text: string): { readonly message: string; readonly code: unknown } {
  const error = fieldOf(parsed(text), 'error');
  const message = typeof error === 'string' ? error : fieldOf(error, 'message');
  const said = typeof message === 'string' ? message : text.trim() || 'no reason told';
  return { message: said.slice(0, MAX_ERROR_CHARS), code: fieldOf(error, 'code') };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}
