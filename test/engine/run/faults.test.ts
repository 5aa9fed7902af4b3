import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FINAL_OUTCOMES, type Outcome, type Result } from '../../../engine/results/columns.ts';
import { type FaultKind, faultKinds } from '../../servers/faults.ts';
import { startLlmServer } from '../../servers/llm-server.ts';
import {
  benchmarkFiles,
  createWorkspace,
  echoCases,
  execute,
  FAST_RETRY,
  modelsFile,
  type TestWorkspace,
} from '../../workspace.ts';

/** What a fault that never ends comes to: the outcome, and whether the route is tried again. */
const TABLE: Readonly<Record<FaultKind, { outcome: Outcome; again: boolean; error?: RegExp }>> = {
  '429': { outcome: 'rate_limited', again: true, error: /^429 Rate limit reached/ },
  '429_retry_after': { outcome: 'rate_limited', again: true },
  '429_retry_after_ms': { outcome: 'rate_limited', again: true },
  '500': { outcome: 'provider_error', again: true, error: /^500 The server had an error/ },
  '503': { outcome: 'provider_error', again: true },
  '529': { outcome: 'provider_error', again: true },
  '400_context_length': { outcome: 'provider_error', again: false, error: /context length/ },
  '200_error': { outcome: 'provider_error', again: true, error: /^The provider returned an error/ },
  redirect: { outcome: 'provider_error', again: false, error: /307/ },
  reset: { outcome: 'network_error', again: true, error: /ECONNRESET|UND_ERR_SOCKET/ },
  reset_mid_body: { outcome: 'network_error', again: true },
  truncated_body: { outcome: 'network_error', again: true },
  malformed_json: { outcome: 'provider_error', again: true, error: /not JSON/ },
  html: { outcome: 'provider_error', again: true, error: /no chat completion: <!doctype html>/ },
  empty_choices: { outcome: 'provider_error', again: true, error: /no chat completion/ },
  slow_body: { outcome: 'answered', again: false },
  hang: { outcome: 'timeout', again: true, error: /within 150 ms/ },
  stream_cut: { outcome: 'network_error', again: true },
  stream_unfinished: { outcome: 'provider_error', again: true, error: /not JSON/ },
  empty_content: { outcome: 'empty', again: false },
  content_filter: { outcome: 'filtered', again: false },
  length: { outcome: 'truncated', again: false },
  refusal: { outcome: 'refused', again: false },
};

/** Outcomes whose text is the model's own, so that it may be wrong. */
const SCORED: ReadonlySet<Outcome> = new Set(['answered', 'truncated', 'refused', 'empty']);

const TIMEOUT_MS = 150;

function echoWorkspace(
  addresses: Record<string, string>,
  models: Record<string, string[]>,
  cases: number,
): Promise<TestWorkspace> {
  return createWorkspace({
    ...benchmarkFiles('echo', echoCases(cases)),
    'models.yaml': modelsFile(addresses, models),
  });
}

for (const kind of faultKinds) {
  test(`a provider that always answers with ${kind}`, async () => {
    await using server = await startLlmServer({ faults: () => kind, dribbleMs: 2 });
    await using workspace = await echoWorkspace({ a: server.url }, { 'acme/one': ['a:one'] }, 1);
    const { results, runs } = await execute(workspace.root, ['acme/one'], {
      retry: { ...FAST_RETRY, attempts: 2 },
      timeoutMs: TIMEOUT_MS,
    });
    const { outcome, again, error } = TABLE[kind];
    const [result] = results;
    assert.equal(result?.outcome, outcome);
    assert.equal(result?.attempts, again ? 2 : 1);
    assert.equal(server.counts.requests, again ? 2 : 1);
    assert.equal(server.counts.redirected, 0);
    assert.equal(result?.score === null, !SCORED.has(outcome));
    assert.equal(runs[0]?.calls.failed, FINAL_OUTCOMES.has(outcome) ? 0 : 1);
    assert.match(result?.error ?? '', error ?? /^/);
  });
}

test('1,200 calls of three models through two servers that fail 30 % of the time', async (t) => {
  const faults = (seed: number) => ({ rate: 0.3, seed, kinds: faultKinds });
  await using a = await startLlmServer({ faults: faults(1), dribbleMs: 2 });
  await using b = await startLlmServer({ faults: faults(2), dribbleMs: 2 });
  await using workspace = await echoWorkspace(
    { a: a.url, b: b.url },
    {
      'acme/one': ['a:one', 'b:one'],
      'acme/two': ['b:two', 'a:two'],
      'acme/three': ['a:three', 'b:three'],
    },
    400,
  );
  const models = ['acme/one', 'acme/two', 'acme/three'];
  const { runs, results, progress } = await execute(workspace.root, models, {
    // A wait of a second is given up on: the other route is faster.
    retry: { ...FAST_RETRY, maxRetryAfterMs: 100 },
    timeoutMs: TIMEOUT_MS,
    concurrency: 16,
  });

  await t.test('each call ends in one recorded outcome', () => {
    const names = results.map(({ model, case_id }) => `${model} ${case_id}`);
    assert.equal(new Set(names).size, 1200);
    assert.equal(results.length, 1200);
    assert.ok(results.every(({ asked_at, attempts }) => asked_at !== null && attempts > 0));
    assert.ok(count(results, ({ outcome }) => outcome === 'answered') > 1080);
  });

  await t.test('no score is 0 because of a fault', () => {
    for (const { outcome, score, error, output } of results) {
      if (outcome === 'answered') assert.equal(score, 1);
      else if (SCORED.has(outcome)) assert.equal(score, 0);
      else assert.deepEqual([score, output], [null, outcome === 'filtered' ? '' : null]);
      assert.equal(error === null, FINAL_OUTCOMES.has(outcome));
    }
  });

  await t.test('totals add up', () => {
    const failed = count(results, ({ outcome }) => !FINAL_OUTCOMES.has(outcome));
    assert.equal(runs[0]?.calls.total, 1200);
    assert.equal(runs[0]?.calls.new, 1200);
    assert.equal(runs[0]?.calls.failed, failed);
    assert.equal(progress?.asked, 1200);
    const attempts = results.reduce((sum, row) => sum + row.attempts, 0);
    assert.equal(attempts, a.counts.requests + b.counts.requests);
    assert.ok(attempts > 1440, `${attempts} requests`);
  });

  await t.test('both routes of every model were used', () => {
    const used = new Set(results.map(({ model, provider }) => `${model} ${provider}`));
    assert.equal(used.size, 6);
  });

  await t.test('no more in flight than allowed', () => {
    for (const { counts } of [a, b]) assert.ok(counts.maxInFlight <= 16, `${counts.maxInFlight}`);
  });
});

test('a wrong key breaks its route at once, and the next one answers', async () => {
  await using locked = await startLlmServer({ apiKey: 'the right one', latencyMs: 5 });
  await using open = await startLlmServer();
  const routes = { 'acme/one': ['locked:one', 'open:one'] };
  await using workspace = await echoWorkspace({ locked: locked.url, open: open.url }, routes, 200);
  const { results } = await execute(workspace.root, ['acme/one'], { concurrency: 4 });
  assert.ok(locked.counts.requests <= 4, `${locked.counts.requests} requests with a wrong key`);
  assert.equal(open.counts.requests, 200);
  assert.ok(results.every(({ provider, score }) => provider === 'open' && score === 1));
});

test('without another route a wrong key fails every call with its reason', async () => {
  await using locked = await startLlmServer({ apiKey: 'the right one' });
  await using workspace = await echoWorkspace({ a: locked.url }, { 'acme/one': ['a:one'] }, 50);
  const { results, progress } = await execute(workspace.root, ['acme/one'], { concurrency: 4 });
  assert.ok(locked.counts.requests <= 4);
  assert.ok(results.every(({ outcome, score }) => outcome === 'provider_error' && score === null));
  assert.ok(results.every(({ error }) => error === '401 Incorrect API key provided.'));
  assert.equal(progress?.errors.provider_error, '401 Incorrect API key provided.');
});

test('a provider that cannot be reached fails over', async () => {
  await using open = await startLlmServer();
  const gone = await startLlmServer();
  await gone.close();
  const routes = { 'acme/one': ['gone:one', 'open:one'] };
  await using workspace = await echoWorkspace({ gone: gone.url, open: open.url }, routes, 5);
  const { results } = await execute(workspace.root, ['acme/one']);
  assert.ok(results.every(({ provider, attempts }) => provider === 'open' && attempts === 7));
});

test('a failed call is asked again by the next run, an answered one is not', async () => {
  await using server = await startLlmServer({
    faults: (index) => (index < 6 ? '400_context_length' : null),
  });
  await using workspace = await echoWorkspace({ a: server.url }, { 'acme/one': ['a:one'] }, 10);
  const first = await execute(workspace.root, ['acme/one']);
  assert.equal(first.runs[0]?.calls.failed, 6);
  const second = await execute(workspace.root, ['acme/one']);
  assert.equal(server.counts.requests, 16);
  assert.deepEqual(
    [second.runs[0]?.calls.new, second.runs[0]?.calls.reused, second.runs[0]?.calls.failed],
    [6, 4, 0],
  );
});

function count(results: readonly Result[], is: (result: Result) => boolean): number {
  return results.filter(is).length;
}
