import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failureFromStatus, retryAfter } from '../../../engine/providers/failure.ts';

const NOW = Date.parse('2026-01-02T03:04:05Z');

test('Retry-After is understood in seconds, in milliseconds and as a date', () => {
  const after = (headers: Record<string, string>) => retryAfter(new Headers(headers), NOW);
  assert.equal(after({ 'retry-after': '2' }), 2_000);
  assert.equal(after({ 'retry-after': '0.5' }), 500);
  assert.equal(after({ 'retry-after-ms': '50', 'retry-after': '2' }), 50);
  assert.equal(after({ 'retry-after': 'Fri, 02 Jan 2026 03:04:15 GMT' }), 10_000);
  assert.equal(after({ 'retry-after': 'Fri, 02 Jan 2026 03:04:00 GMT' }), 0);
  assert.equal(after({ 'retry-after': 'soon' }), undefined);
  assert.equal(after({}), undefined);
  assert.equal(retryAfter(undefined), undefined);
});

/** What a status says: how the call ends, whether to try again, whether the route is broken. */
const STATUSES: readonly (readonly [number, string, string, boolean])[] = [
  [400, 'provider_error', 'elsewhere', false],
  [401, 'provider_error', 'elsewhere', true],
  [402, 'provider_error', 'elsewhere', true],
  // OpenRouter's word for one input that was flagged; it says nothing of the next.
  [403, 'provider_error', 'elsewhere', false],
  [404, 'provider_error', 'elsewhere', true],
  [408, 'provider_error', 'again', false],
  [413, 'provider_error', 'elsewhere', false],
  [422, 'provider_error', 'elsewhere', false],
  [425, 'provider_error', 'again', false],
  [429, 'rate_limited', 'again', false],
  [500, 'provider_error', 'again', false],
  [502, 'provider_error', 'again', false],
  [529, 'provider_error', 'again', false],
];

for (const [status, outcome, retry, breaksRoute] of STATUSES) {
  test(`status ${status}`, () => {
    const failure = failureFromStatus(status, 'said');
    assert.deepEqual(
      [failure.outcome, failure.retry, failure.breaksRoute, failure.billed, failure.message],
      [outcome, retry, breaksRoute, false, 'said'],
    );
  });
}

test('an account that is spent is not a rate that is too high', () => {
  const failure = failureFromStatus(429, 'said', { code: 'insufficient_quota' });
  assert.deepEqual(
    [failure.outcome, failure.retry, failure.breaksRoute],
    ['rate_limited', 'elsewhere', true],
  );
});
