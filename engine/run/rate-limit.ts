/** What a provider says of one of its limits: requests or tokens. */
export interface RateLimit {
  /** How many fit when nothing has been used. */
  readonly limit: number;
  /** How many still fit now. */
  readonly remaining: number;
  /** Milliseconds until all of `limit` fits again. */
  readonly resetMs: number;
}

/** The limits told with one response; one that was not told, or makes no sense, is absent. */
export interface RateLimits {
  readonly requests?: RateLimit;
  readonly tokens?: RateLimit;
}

/** No limit told by a provider makes a request wait longer than this, whatever it says. */
export const MAX_RESET_MS = 60_000;

/** Counts above this are no counts. */
const MAX_COUNT = 1e12;

/** Longest header value that is looked at. */
const MAX_HEADER_CHARS = 64;

const NONE: RateLimits = {};

/**
 * Reads `x-ratelimit-limit-requests`, `-remaining-`, `-reset-` and the same for tokens, as OpenAI
 * and those that follow it send them ("Rate limits", platform.openai.com), with durations such as
 * `6m0s`, and `anthropic-ratelimit-requests-limit`, `-remaining`, `-reset`, whose resets are times
 * of RFC 3339 ("Rate limits", docs.anthropic.com). Both say when the limit is full again.
 *
 * @param now milliseconds since 1970
 */
export function rateLimitsOf(headers: Pick<Headers, 'get'>, now: number): RateLimits {
  const requests = limitOf(headers, 'requests', now);
  const tokens = limitOf(headers, 'tokens', now);
  if (requests === undefined && tokens === undefined) return NONE;
  return { ...(requests && { requests }), ...(tokens && { tokens }) };
}

type Unit = 'requests' | 'tokens';

function limitOf(headers: Pick<Headers, 'get'>, unit: Unit, now: number): RateLimit | undefined {
  const told = headers.get(`x-ratelimit-remaining-${unit}`);
  const named =
    told !== null
      ? (field: string) => headers.get(`x-ratelimit-${field}-${unit}`)
      : (field: string) => headers.get(`anthropic-ratelimit-${unit}-${field}`);
  const remaining = countOf(told ?? named('remaining'));
  if (remaining === undefined) return undefined;
  const limit = countOf(named('limit'));
  const resetMs = resetOf(named('reset'), now);
  if (limit === undefined || limit < 1 || resetMs === undefined) return undefined;
  return { limit, remaining: Math.min(remaining, limit), resetMs };
}

function countOf(text: string | null): number | undefined {
  if (text === null || !/^\d{1,13}$/.test(text)) return undefined;
  const count = Number(text);
  return count <= MAX_COUNT ? count : undefined;
}

/** A duration or a time, as milliseconds from now, at least 0 and at most `MAX_RESET_MS`. */
function resetOf(text: string | null, now: number): number | undefined {
  if (text === null || text.length > MAX_HEADER_CHARS) return undefined;
  const ms = durationOf(text) ?? timeOf(text, now);
  return ms === undefined ? undefined : Math.min(Math.max(0, ms), MAX_RESET_MS);
}

const UNIT_MS: Readonly<Record<string, number>> = {
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
  ms: 1,
  us: 1e-3,
  µs: 1e-3,
  ns: 1e-6,
};

/** Reads `6m0s`, `1s`, `20ms`, `1h2m3.5s`, and a bare number of seconds; in milliseconds. */
export function durationOf(text: string): number | undefined {
  if (/^\d{1,12}(\.\d{1,9})?$/.test(text)) return Number(text) * 1000;
  const parts = [...text.matchAll(/(\d{1,12}(?:\.\d{1,9})?)(ms|us|µs|ns|h|m|s)/gy)];
  const read = parts.reduce((sum, [part]) => sum + part.length, 0);
  if (parts.length === 0 || read !== text.length) return undefined;
  return parts.reduce(
    (sum, [, number, unit]) => sum + Number(number) * (UNIT_MS[unit ?? ''] ?? 0),
    0,
  );
}

function timeOf(text: string, now: number): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT/.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time - now;
}
