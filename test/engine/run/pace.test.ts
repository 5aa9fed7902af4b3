import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Clock } from '../../../engine/run/clock.ts';
import { createPace } from '../../../engine/run/pace.ts';
import { DEFAULT_RETRY, retryDelay } from '../../../engine/run/retry.ts';
import { startLlmServer } from '../../servers/llm-server.ts';
import {
  benchmarkFiles,
  createWorkspace,
  echoCases,
  execute,
  modelsFile,
} from '../../workspace.ts';

const never = new AbortController().signal;

/** A clock that jumps over every sleep. */
function jumpingClock(): Clock & { time: number } {
  const clock = {
    time: 0,
    now: () => clock.time,
    sleep: async (ms: number) => {
      clock.time += ms;
    },
    random: () => 0.5,
  };
  return clock;
}

test('a refusal halves the limit once a burst, answers widen it again', async () => {
  const clock = jumpingClock();
  const pace = createPace({ concurrency: 16 }, clock);
  for (let request = 0; request < 8; request++) await pace.enter(never, 0, 'one');
  for (let request = 0; request < 8; request++) pace.leave('limited');
  assert.equal(pace.limit, 8);
  await pace.enter(never, 0, 'one');
  pace.leave('limited');
  assert.equal(pace.limit, 4);
  for (let request = 0; request < 200; request++) {
    await pace.enter(never, 0, 'one');
    pace.leave('fine');
  }
  assert.equal(pace.limit, 16);
});

test('the limit never falls below one request', async () => {
  const clock = jumpingClock();
  const pace = createPace({ concurrency: 2 }, clock);
  for (let burst = 0; burst < 5; burst++) {
    await pace.enter(never, 0, 'one');
    pace.leave('limited');
  }
  assert.equal(pace.limit, 1);
});

test('a provider that refuses one request in thirty is asked at full width', async () => {
  const pace = createPace({ concurrency: 16 }, jumpingClock());
  for (let request = 0; request < 600; request++) {
    await pace.enter(never, 0, 'one');
    pace.leave(request % 30 === 7 ? 'limited' : 'fine');
    assert.equal(pace.limit, 16);
  }
});

test('a held model keeps no place from the others', async () => {
  const clock = { now: () => 0, random: () => 0, sleep: () => new Promise<void>(() => {}) };
  const pace = createPace({ concurrency: 1 }, clock);
  pace.hold('held', 1_000);
  void pace.enter(never, 0, 'held');
  await pace.enter(never, 0, 'free');
  assert.deepEqual([pace.heldMs('held'), pace.heldMs('free')], [1_000, 0]);
});

test('requests per minute are spaced evenly, and a hold delays all of a model', async () => {
  const clock = jumpingClock();
  const pace = createPace({ concurrency: 8, requests_per_minute: 60 }, clock);
  for (let request = 0; request < 4; request++) await pace.enter(never, 0, 'one');
  assert.equal(clock.time, 3_000);
  pace.hold('one', 30_000);
  await pace.enter(never, 0, 'one');
  assert.equal(clock.time, 33_000);
});

test('retries wait a random share of a time that doubles up to its limit', () => {
  const longest = [1, 2, 3, 9].map((attempt) => retryDelay(DEFAULT_RETRY, attempt, 1));
  assert.deepEqual(longest, [500, 1_000, 2_000, 20_000]);
  assert.equal(retryDelay(DEFAULT_RETRY, 3, 0), 0);
});

const ONE = { 'acme/one': ['a:one'] };

test('Retry-After is obeyed by every request to the model', async () => {
  await using server = await startLlmServer({ faults: ['429_retry_after'] });
  await using workspace = await createWorkspace({
    ...benchmarkFiles('echo', echoCases(20)),
    'models.yaml': modelsFile({ a: server.url }, ONE),
  });
  const before = Date.now();
  const { results } = await execute(workspace.root, ['acme/one'], { concurrency: 1 });
  const late = results.filter(({ asked_at }) => (asked_at?.getTime() ?? 0) - before >= 990);
  assert.equal(late.length, 20);
  assert.deepEqual(results.map(({ attempts }) => attempts).sort(), [...Array(19).fill(1), 2]);
});

test('a wait longer than allowed is not waited for', async () => {
  await using server = await startLlmServer({
    faults: () => '429',
    headers: { 'retry-after': '3600' },
  });
  await using workspace = await createWorkspace({
    ...benchmarkFiles('echo', echoCases(2)),
    'models.yaml': modelsFile({ a: server.url }, ONE),
  });
  const { results } = await execute(workspace.root, ['acme/one']);
  assert.ok(results.every(({ outcome, attempts }) => outcome === 'rate_limited' && attempts === 1));
});

test('a server with less capacity than allowed is found out, and everything is answered', async () => {
  await using server = await startLlmServer({ capacity: 3, latencyMs: 3 });
  await using workspace = await createWorkspace({
    ...benchmarkFiles('echo', echoCases(150)),
    'models.yaml': modelsFile({ a: server.url }, ONE),
  });
  const { results } = await execute(workspace.root, ['acme/one'], { concurrency: 16 });
  assert.ok(results.every(({ outcome }) => outcome === 'answered'));
  assert.ok(server.counts.refused < 150, `${server.counts.refused} refusals`);
});

test('as many in flight as allowed, and no more', async () => {
  await using server = await startLlmServer({ latencyMs: 10 });
  await using workspace = await createWorkspace({
    ...benchmarkFiles('echo', echoCases(60)),
    'models.yaml': modelsFile({ a: server.url }, { ...ONE, 'acme/two': ['a:two'] }),
  });
  await execute(workspace.root, ['acme/one', 'acme/two'], { concurrency: 12 });
  assert.equal(server.counts.maxInFlight, 12);
});

test('a provider that hangs does not slow another', async () => {
  await using stuck = await startLlmServer({ faults: () => 'hang' });
  await using quick = await startLlmServer();
  await using workspace = await createWorkspace({
    ...benchmarkFiles('echo', echoCases(40)),
    'models.yaml': modelsFile(
      { stuck: stuck.url, quick: quick.url },
      { 'acme/stuck': ['stuck:one'], 'acme/quick': ['quick:one'] },
    ),
  });
  const began = Date.now();
  const { results } = await execute(workspace.root, ['acme/stuck', 'acme/quick'], {
    retry: { ...DEFAULT_RETRY, timeoutAttempts: 1 },
    timeoutMs: 400,
    concurrency: 40,
  });
  const answered = results.filter(({ model }) => model === 'acme/quick');
  assert.equal(answered.length, 40);
  const last = Math.max(...answered.map(({ asked_at }) => asked_at?.getTime() ?? 0));
  assert.ok(last - began < 350, `the last answer came after ${last - began} ms`);
});

test('the time-out covers a body that never stops coming', async () => {
  await using server = await startLlmServer({ faults: () => 'slow_body', dribbleMs: 100 });
  await using workspace = await createWorkspace({
    ...benchmarkFiles('echo', echoCases(1)),
    'models.yaml': modelsFile({ a: server.url }, ONE),
  });
  const began = Date.now();
  const { results } = await execute(workspace.root, ['acme/one'], { timeoutMs: 150 });
  assert.equal(results[0]?.outcome, 'timeout');
  assert.ok(Date.now() - began < 700);
});

test('tokens a minute space the requests by what each takes', async () => {
  let now = 0;
  const clock = {
    now: () => now,
    random: () => 0,
    sleep: async (ms: number) => {
      now += ms;
    },
  };
  const pace = createPace({ concurrency: 8, tokens_per_minute: 60_000 }, clock);
  const starts: number[] = [];
  for (const tokens of [1_000, 500, 0, 2_000, 1]) {
    await pace.enter(new AbortController().signal, tokens, 'one');
    starts.push(now);
  }
  // 60,000 tokens a minute are one a millisecond: each request waits for the tokens before it.
  assert.deepEqual(starts, [0, 1_000, 1_500, 1_500, 3_500]);
});
