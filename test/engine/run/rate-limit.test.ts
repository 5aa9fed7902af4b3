import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createPace } from '../../../engine/run/pace.ts';
import { durationOf, MAX_RESET_MS, rateLimitsOf } from '../../../engine/run/rate-limit.ts';
import { startLlmServer } from '../../servers/llm-server.ts';
import {
  benchmarkFiles,
  createWorkspace,
  echoCases,
  execute,
  modelsFile,
} from '../../workspace.ts';

const NOW = Date.parse('2026-11-01T12:00:00Z');
const never = new AbortController().signal;

function jumpingClock() {
  const clock = {
    time: NOW,
    now: () => clock.time,
    sleep: async (ms: number) => {
      clock.time += ms;
    },
    random: () => 0.5,
  };
  return clock;
}

function read(headers: Readonly<Record<string, string>>) {
  return rateLimitsOf(new Headers(headers), NOW);
}

describe('headers', () => {
  // The table of OpenAI's page "Rate limits", under "Rate limits in headers".
  test('of OpenAI', () => {
    const told = read({
      'x-ratelimit-limit-requests': '60',
      'x-ratelimit-limit-tokens': '150000',
      'x-ratelimit-remaining-requests': '59',
      'x-ratelimit-remaining-tokens': '149984',
      'x-ratelimit-reset-requests': '1s',
      'x-ratelimit-reset-tokens': '6m0s',
    });
    assert.deepEqual(told, {
      requests: { limit: 60, remaining: 59, resetMs: 1_000 },
      tokens: { limit: 150_000, remaining: 149_984, resetMs: MAX_RESET_MS },
    });
  });

  test('of Anthropic, whose resets are times', () => {
    const told = read({
      'anthropic-ratelimit-requests-limit': '50',
      'anthropic-ratelimit-requests-remaining': '0',
      'anthropic-ratelimit-requests-reset': '2026-11-01T12:00:12Z',
    });
    assert.deepEqual(told, { requests: { limit: 50, remaining: 0, resetMs: 12_000 } });
  });

  test('durations', () => {
    const texts = [
      '6m0s',
      '1s',
      '20ms',
      '1h2m3.5s',
      '59.5',
      '0s',
      '120000us',
      '1e9s',
      '1x',
      '',
      '-1s',
      's',
    ];
    assert.deepEqual(texts.map(durationOf), [
      360_000,
      1_000,
      20,
      3_723_500,
      59_500,
      0,
      120,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('that make no sense, or wish for too much, are no limits', () => {
    const base = {
      'x-ratelimit-limit-requests': '60',
      'x-ratelimit-remaining-requests': '0',
      'x-ratelimit-reset-requests': '1s',
    };
    const hostile = [
      ['x-ratelimit-limit-requests', '0'],
      ['x-ratelimit-limit-requests', 'Infinity'],
      ['x-ratelimit-remaining-requests', '-5'],
      ['x-ratelimit-remaining-requests', '9'.repeat(400)],
      ['x-ratelimit-remaining-requests', 'NaN'],
      ['x-ratelimit-reset-requests', '1s'.repeat(5_000)],
      ['x-ratelimit-reset-requests', 'tomorrow'],
      ['x-ratelimit-reset-requests', ''],
    ] as const;
    for (const [name, value] of hostile)
      assert.deepEqual(read({ ...base, [name]: value }), {}, value);
    const long = read({ ...base, 'x-ratelimit-reset-requests': '999999999h' });
    assert.equal(long.requests?.resetMs, MAX_RESET_MS);
    const past = read({ ...base, 'x-ratelimit-reset-requests': '1999-01-01T00:00:00Z' });
    assert.equal(past.requests?.resetMs, 0);
    assert.deepEqual(read({}), {});
  });
});

describe('pace', () => {
  test('waits for a used-up limit as long as one request takes to fit again', async () => {
    const clock = jumpingClock();
    const pace = createPace({ concurrency: 4 }, clock);
    await pace.enter(never, 10, 'one');
    // 60 used, full again in 30 s: one fits after half a second.
    pace.observe({ requests: { limit: 60, remaining: 0, resetMs: 30_000 } });
    pace.leave('fine');
    await pace.enter(never, 10, 'one');
    assert.equal(clock.time - NOW, 500);
    await pace.enter(never, 10, 'one');
    assert.equal(clock.time - NOW, 1_000);
  });

  test('waits for tokens by what the request takes', async () => {
    const clock = jumpingClock();
    const pace = createPace({ concurrency: 4 }, clock);
    pace.observe({ tokens: { limit: 10_000, remaining: 400, resetMs: 9_600 } });
    await pace.enter(never, 300, 'one');
    assert.equal(clock.time - NOW, 0);
    await pace.enter(never, 300, 'one');
    assert.equal(clock.time - NOW, 200);
  });

  test('a hostile limit costs a minute at most for each request, and is forgotten when it passes', async () => {
    const clock = jumpingClock();
    const pace = createPace({ concurrency: 4 }, clock);
    pace.observe({ requests: { limit: 1, remaining: 0, resetMs: MAX_RESET_MS } });
    await pace.enter(never, 0, 'one');
    assert.equal(clock.time - NOW, MAX_RESET_MS);
    pace.observe({ requests: { limit: 1_000, remaining: 999, resetMs: 1 } });
    for (let request = 0; request < 3; request++) await pace.enter(never, 0, 'one');
    assert.equal(clock.time - NOW, MAX_RESET_MS);
  });

  test('more tokens than the limit ever holds are let through when it is full', async () => {
    const clock = jumpingClock();
    const pace = createPace({ concurrency: 4 }, clock);
    pace.observe({ tokens: { limit: 100, remaining: 100, resetMs: 0 } });
    await pace.enter(never, 5_000, 'one');
    assert.equal(clock.time - NOW, 0);
  });
});

test('a run keeps to the limits that responses tell', async () => {
  const headers = {
    'x-ratelimit-limit-requests': '10',
    'x-ratelimit-remaining-requests': '0',
    'x-ratelimit-reset-requests': '200ms',
  };
  await using server = await startLlmServer({ headers });
  await using workspace = await createWorkspace({
    ...benchmarkFiles('echo', echoCases(12)),
    'models.yaml': modelsFile({ a: server.url }, { 'acme/one': ['a:one'] }),
  });
  const { results } = await execute(workspace.root, ['acme/one'], { concurrency: 1 });
  const times = results.map(({ asked_at }) => asked_at?.getTime() ?? 0);
  // One in 20 ms: eleven waits after the first request, which nothing has been told to yet.
  assert.ok(Math.max(...times) - Math.min(...times) >= 200);
  assert.ok(results.every(({ outcome }) => outcome === 'answered'));
});
