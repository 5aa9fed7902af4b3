import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Result } from '../../../engine/results/columns.ts';
import { type LlmServer, type LlmServerOptions, startLlmServer } from '../../servers/llm-server.ts';
import {
  benchmarkFiles,
  createWorkspace,
  echoCases,
  execute,
  FAST_RETRY,
  modelsFile,
} from '../../workspace.ts';

const CASES = 30;

function newest(results: readonly Result[]): number {
  return Math.max(...results.map(({ asked_at }) => asked_at?.getTime() ?? 0));
}

/** Ways in which a provider keeps everybody waiting. */
const BLOCKED: Readonly<Record<string, LlmServerOptions>> = {
  'asks to wait': { faults: () => '429', headers: { 'retry-after': '1' } },
  'tells that nothing fits': {
    headers: {
      'x-ratelimit-limit-requests': '10',
      'x-ratelimit-remaining-requests': '0',
      'x-ratelimit-reset-requests': '3s',
    },
  },
  'refuses without a word': { faults: () => '429' },
  'answers slowly': { latencyMs: 150 },
};

describe('a provider that', () => {
  for (const [what, options] of Object.entries(BLOCKED)) {
    test(`${what} does not slow another`, async () => {
      await using stuck = await startLlmServer(options);
      await using quick = await startLlmServer();
      await using workspace = await createWorkspace({
        ...benchmarkFiles('echo', echoCases(CASES)),
        'models.yaml': modelsFile(
          { stuck: stuck.url, quick: quick.url },
          { 'acme/stuck': ['stuck:one'], 'acme/quick': ['quick:two'] },
        ),
      });
      const stop = new AbortController();
      const isDone = setInterval(() => quick.counts.answered === CASES && stop.abort(), 5);
      const { results } = await execute(workspace.root, ['acme/stuck', 'acme/quick'], {
        stop: stop.signal,
        concurrency: 2,
      });
      clearInterval(isDone);
      const mine = results.filter(({ model }) => model === 'acme/quick');
      assert.ok(mine.every(({ outcome }) => outcome === 'answered'));
      // The quick one was through while most of the other's calls still waited.
      const waited = results.filter(
        ({ model, outcome }) => model === 'acme/stuck' && outcome !== 'answered',
      );
      assert.ok(waited.length > CASES / 2, `${waited.length} were still to come`);
      assert.ok(newest(mine) > 0);
    });
  }
});

describe('failover', () => {
  function asked(server: LlmServer): unknown[] {
    return [...new Set(server.requests.map(({ body }) => body.model))].sort();
  }

  test('goes along the routes of the same model only, and tells who served', async () => {
    await using down = await startLlmServer({ faults: () => '503' });
    await using up = await startLlmServer({
      answer: ({ question, model }) => ({
        content: question,
        model: `${model}-2026-11`,
        system_fingerprint: `fp_${model}`,
      }),
    });
    await using workspace = await createWorkspace({
      ...benchmarkFiles('echo', echoCases(10)),
      'models.yaml': modelsFile(
        { down: down.url, up: up.url },
        {
          'acme/one': ['down:one', 'up:one-b'],
          'acme/two': ['down:two'],
          'acme/three': ['up:three'],
        },
      ),
    });
    const { results } = await execute(workspace.root, ['acme/one', 'acme/two', 'acme/three'], {
      retry: { ...FAST_RETRY, attempts: 2 },
    });
    const of = (model: string) => results.filter((row) => row.model === model);
    for (const row of of('acme/one')) {
      assert.deepEqual(
        [row.outcome, row.provider, row.served_model, row.served_fingerprint, row.attempts],
        ['answered', 'up', 'one-b-2026-11', 'fp_one-b', 3],
      );
    }
    for (const row of of('acme/two')) {
      assert.deepEqual(
        [row.outcome, row.score, row.provider, row.served_model],
        ['provider_error', null, 'down', null],
      );
    }
    assert.ok(of('acme/three').every(({ served_model }) => served_model === 'three-2026-11'));
    assert.deepEqual(asked(up), ['one-b', 'three'], 'no call of another model');
    assert.equal(up.counts.requests, 20);
  });
});
