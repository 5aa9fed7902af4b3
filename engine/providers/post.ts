import { failureFromStatus } from './failure.ts';
import type { ProviderFailure } from './provider.ts';

/** One request whose answer is JSON. */
export interface JsonRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly signal: AbortSignal;
}

/**
 * Posts JSON and gives the body of the answer: parsed where the answer says that it is JSON, else
 * as text, since a proxy's HTML page may come with status 200.
 *
 * @throws ProviderFailure when the status says so; what `send` throws, and SyntaxError.
 */
export async function postJson(send: typeof fetch, request: JsonRequest): Promise<unknown> {
  const response = await sendJson(send, request);
  const isJson = /[/+]json\b/i.test(response.headers.get('content-type') ?? '');
  return isJson ? response.json() : response.text();
}

/**
 * Posts JSON and gives the answer before its body is read.
 *
 * @throws ProviderFailure when the status is no success; what `send` throws.
 */
export async function sendJson(
  send: typeof fetch,
  { url, headers, body, signal }: JsonRequest,
): Promise<Response> {
  // A redirect is never followed: it would send the key to another host.
  const init = { method: 'POST', headers, body: JSON.stringify(body), signal } as const;
  const response = await send(url, { ...init, redirect: 'error' });
  if (response.ok) return response;
  throw failureOf(response.status, await response.text(), response.headers);
}

/** OpenAI and those that follow it send `{ error: { message, code } }`; others send any text. */
function failureOf(status: number, text: string, headers: Headers): ProviderFailure {
  const error = errorOf(text);
  const said = error?.message ?? (text.trim() === '' ? 'status code (no body)' : text);
  return failureFromStatus(status, `${status} ${said}`, { code: error?.code, headers });
}

/** Fields of an error that a provider may send; it promises none of them. */
interface ToldError {
  readonly message: string;
  readonly code: unknown;
}

function errorOf(text: string): ToldError | undefined {
  const error = fieldOf(parsed(text), 'error');
  if (error === undefined || error === null) return undefined;
  const message = typeof error === 'string' ? error : fieldOf(error, 'message');
  return {
    message: typeof message === 'string' ? message : JSON.stringify(message ?? error),
    code: fieldOf(error, 'code'),
  };
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
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
