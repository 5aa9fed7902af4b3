import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { batchStorePath, openBatchStore } from '../../../../engine/node/batch-store.ts';
import { UserError } from '../../../../engine/problem.ts';
import type { Result } from '../../../../engine/results/columns.ts';
import {
  type BatchFault,
  type LlmServerOptions,
  startLlmServer,
} from '../../../servers/llm-server.ts';
import {
  benchmarkFiles,
  type CaseFields,
  command,
  createWorkspace,
  echoCases,
  execute,
  modelsFile,
  startCommand,
} from '../../../workspace.ts';

const ROUTES = { 'acme/one': ['a:one'], 'acme/two': ['a:two'] };
const MODELS = Object.keys(ROUTES);
const FAST_POLL = { firstMs: 5, mostMs: 10, failures: 3 };

async function setting(
  cases: number,
  options: LlmServerOptions & { faults?: never; broken?: readonly (BatchFault | null)[] } = {},
  provider: CaseFields = { batch: { discount: 0.5 } },
) {
  const { broken, ...rest } = options;
  const server = await startLlmServer({
    ...rest,
    batches: { ...rest.batches, ...(broken && { faults: broken }) },
  });
  const workspace = await createWorkspace({
    ...benchmarkFiles('echo', echoCases(cases)),
    'models.yaml': modelsFile({ a: server.url }, ROUTES, provider),
  });
  const notes: string[] = [];
  const batch = (
    models: readonly string[] = ['acme/one'],
    more: Parameters<typeof execute>[2] = {},
  ) =>
    execute(workspace.root, models, {
      batch: {},
      batches: { poll: FAST_POLL, onNote: (text) => void notes.push(text) },
      ...more,
    });
  return {
    server,
    counts: server.batches.counts,
    root: workspace.root,
    notes,
    batch,
    async [Symbol.asyncDispose]() {
      await server.close();
      await workspace[Symbol.asyncDispose]();
    },
  };
}

function outcomes(results: readonly Result[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outcome } of results) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

describe('a run in batches', () => {
  test('has every call answered once, at half the price, and says so', async () => {
    await using at = await setting(20);
    const whole = await execute(at.root, MODELS);
    const { results, runs } = await at.batch(MODELS, { fresh: true });
    assert.deepEqual(outcomes(results), { answered: 40 });
    assert.equal(at.server.counts.requests, 40, 'those of the run without batches');
    assert.deepEqual([at.counts.batches, at.counts.answered], [1, 40]);
    for (const [index, row] of results.entries()) {
      assert.equal(row.cost_source, 'batch_price');
      assert.ok(Math.abs((row.cost_usd ?? 0) - (whole.results[index]?.cost_usd ?? 0) / 2) < 1e-12);
      assert.deepEqual([row.score, row.provider, row.latency_ms, row.attempts], [1, 'a', null, 1]);
    }
    assert.equal(runs[0]?.calls.new, 40);
    assert.equal(runs[0]?.partial, false);
  });

  test('sends the same body as a run without batches', async () => {
    await using at = await setting(1);
    await execute(at.root, ['acme/one']);
    await at.batch(['acme/one'], { fresh: true });
    const line = JSON.parse(at.server.batches.files.get('file-1') ?? '');
    assert.deepEqual(line.body, at.server.requests[0]?.body);
    assert.deepEqual([line.method, line.url], ['POST', '/v1/chat/completions']);
  });

  test('keeps to the caps of the provider with several batches', async () => {
    await using at = await setting(25, {}, { batch: { discount: 0.5, max_requests: 10 } });
    const { results } = await at.batch();
    assert.deepEqual(outcomes(results), { answered: 25 });
    assert.equal(at.counts.batches, 3);
    const small = await setting(25, {}, { batch: { discount: 0.5, max_bytes: 1_000 } });
    await using _ = small;
    await small.batch();
    const files = [...small.server.batches.files.values()].filter((text) => text.includes('"url"'));
    assert.ok(files.length > 3);
    assert.ok(files.every((text) => text.length <= 1_000));
  });

  test('asks nothing that is stored, and what it stored is reused', async () => {
    await using at = await setting(10);
    await execute(at.root, ['acme/one']);
    const { runs } = await at.batch(MODELS);
    assert.deepEqual([runs[0]?.calls.new, runs[0]?.calls.reused, at.counts.answered], [10, 10, 10]);
    const again = await execute(at.root, MODELS);
    assert.deepEqual([again.runs[0]?.calls.reused, at.server.counts.requests], [20, 10]);
  });

  test('asks baselines as ever', async () => {
    await using at = await setting(3);
    const { results } = await at.batch(['acme/one', 'baseline/echo']);
    assert.equal(at.counts.answered, 3);
    assert.deepEqual(outcomes(results), { answered: 6 });
  });

  test('a key that a reply echoes is nowhere to be found', async () => {
    const key = 'sk-acme-0123456789-abcdefghij';
    const environment = { ACME_API_KEY: key };
    const provider = { batch: { discount: 0.5 }, api_key: 'ACME_API_KEY' };
    await using at = await setting(2, { apiKey: key, answer: () => `I know ${key}` }, provider);
    const { results } = await at.batch(['acme/one'], { environment, batch: environment });
    assert.deepEqual(
      results.map(({ output }) => output),
      ['I know [redacted]', 'I know [redacted]'],
    );
  });
});

describe('a batch that goes wrong', () => {
  test('partly: what may pass is put into another batch, what will not is recorded', async () => {
    await using at = await setting(30, { broken: ['partial'] });
    const { results } = await at.batch();
    assert.deepEqual(outcomes(results), { answered: 20, provider_error: 10 });
    assert.equal(at.counts.batches, 2);
    assert.equal(at.counts.answered, 20);
    const wrong = results.filter(({ outcome }) => outcome === 'provider_error');
    assert.ok(wrong.every(({ error, score }) => error === '400 failed with 400' && score === null));
  });

  test('for ever: a call is tried three times', async () => {
    await using at = await setting(3, { broken: ['partial', 'partial', 'partial', 'partial'] });
    const { results } = await at.batch();
    assert.equal(at.counts.batches, 3);
    assert.equal(results.filter(({ error }) => error === '500 failed with 500').length, 1);
    assert.equal(results.find(({ error }) => error === '500 failed with 500')?.attempts, 3);
  });

  test('by expiry: the rest is asked in the next batch, nothing twice', async () => {
    await using at = await setting(20, { broken: ['expiry'] });
    const { results } = await at.batch();
    assert.deepEqual(outcomes(results), { answered: 20 });
    assert.deepEqual([at.counts.batches, at.counts.answered], [2, 20]);
    assert.match(at.notes.join('\n'), /batch_1 at a: expired/);
  });

  test('by being cancelled: what it answered is kept, the rest is reported', async () => {
    await using at = await setting(20, { broken: ['cancelled'] });
    const { results } = await at.batch();
    assert.deepEqual(outcomes(results), { answered: 10, cancelled: 10 });
    assert.equal(results.at(-1)?.error, 'the batch was cancelled at the provider');
    assert.deepEqual(outcomes((await at.batch()).results), { answered: 20 });
    assert.equal(at.counts.answered, 20);
  });

  test('in its validation: every call says why, and costs nothing', async () => {
    await using at = await setting(5, { broken: ['validation'] });
    const { results } = await at.batch();
    assert.deepEqual(outcomes(results), { provider_error: 5 });
    assert.equal(results[0]?.error, 'the batch failed: line 1 is no request');
    assert.ok(results.every(({ cost_usd }) => cost_usd === 0));
  });

  test('with damaged, doubled, foreign and missing lines: each call is settled once', async () => {
    for (const fault of ['damaged', 'muddled'] as const) {
      await using at = await setting(10, { broken: [fault] });
      const { results } = await at.batch();
      assert.deepEqual(outcomes(results), { answered: 10 }, fault);
      assert.equal(at.counts.batches, 2);
      assert.ok(results.every(({ score }) => score === 1));
    }
  });

  test('whose id was lost is found by its label, not made again', async () => {
    await using at = await setting(5, { broken: ['lost_answer'] });
    const { results } = await at.batch();
    assert.deepEqual(outcomes(results), { answered: 5 });
    assert.deepEqual([at.counts.batches, at.counts.answered], [1, 5]);
  });

  test('at a provider that refuses batches: the calls say why', async () => {
    await using at = await setting(3, { apiKey: 'another' });
    const { results } = await at.batch();
    assert.deepEqual(outcomes(results), { provider_error: 3 });
    assert.match(results[0]?.error ?? '', /^401 Incorrect API key/);
    using store = openBatchStore(batchStorePath(at.root));
    assert.deepEqual(store.open(), []);
  });
});

describe('the budget of batches', () => {
  test('holds at the worst case of all that is under way', async () => {
    await using at = await setting(100, { answer: () => 'word '.repeat(30) });
    // 50 output tokens at $2 a million, and some input, at half price: about $0.00006 each.
    const { results, runs } = await at.batch(['acme/one'], { maxCostUsd: 0.002 });
    const spent = results.reduce((sum, { cost_usd }) => sum + (cost_usd ?? 0), 0);
    assert.ok(spent <= 0.002, `$${spent}`);
    assert.ok(spent > 0.001);
    assert.equal(runs[0]?.partial, 'budget_stop');
    const { answered = 0, budget_stop = 0 } = outcomes(results);
    assert.ok(answered > 0 && budget_stop > 0);
    assert.equal(answered + budget_stop, 100);
    assert.equal(at.counts.answered, answered);
  });
});

describe('a run in batches that is stopped', () => {
  test('leaves its batch under way, and the next one collects it', async () => {
    await using at = await setting(8, { broken: ['slow'] });
    const stop = new AbortController();
    const timer = setInterval(() => at.counts.polls > 0 && stop.abort(), 5);
    const first = await at.batch(['acme/one'], { stop: stop.signal });
    clearInterval(timer);
    assert.equal(first.runs[0]?.partial, 'cancelled');
    assert.deepEqual(
      first.runs[0]?.batches.map(({ batchId, calls }) => [batchId, calls]),
      [['batch_1', 8]],
    );
    assert.deepEqual(outcomes(first.results), { cancelled: 8 });

    await assert.rejects(execute(at.root, ['acme/one']), (error: unknown) => {
      assert.ok(error instanceof UserError);
      assert.match(error.message, /calls of acme\/one on echo are in a batch that is under way/);
      return true;
    });
    assert.equal(at.server.counts.requests, 0, 'nothing is paid for twice');

    at.server.batches.release();
    const second = await at.batch();
    assert.deepEqual(outcomes(second.results), { answered: 8 });
    assert.deepEqual([at.counts.batches, at.counts.answered], [1, 8]);
  });

  test('by kill -9 loses nothing either', async () => {
    await using at = await setting(8, { broken: ['slow'] });
    const words = ['run', '--batch', '--root', at.root, '--models', 'acme/one'];
    const { child, ended } = startCommand(words);
    while (at.counts.polls === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGKILL');
    await ended;
    at.server.batches.release();
    const { results } = await at.batch();
    assert.deepEqual(outcomes(results), { answered: 8 });
    assert.deepEqual([at.counts.batches, at.counts.answered], [1, 8]);
  });

  test('by SIGINT says how to go on', async () => {
    await using at = await setting(8, { broken: ['slow'] });
    const words = ['run', '--batch', '--root', at.root, '--models', 'acme/one'];
    const { child, ended } = startCommand(words);
    while (at.counts.polls === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGINT');
    const { code, log } = await ended;
    assert.equal(code, 1);
    assert.match(log, /batch batch_1 at a: 8 calls sent/);
    assert.match(
      log,
      /batch batch_1 at a goes on: 8 calls, which the same command with --batch collects/,
    );
  });

  test('is refused while another is under way', async () => {
    await using at = await setting(2);
    using _ = openBatchStore(batchStorePath(at.root));
    const { code, log } = await command(at.root, 'run', '--batch', '--models', 'acme/one');
    assert.equal(code, 1);
    assert.match(log, /another `run --batch` has this workspace/);
    assert.equal(at.counts.batches, 0);
  });
});

describe('the command line', () => {
  test('plans at half price', async () => {
    await using at = await setting(10);
    const cost = async (...words: string[]) => {
      const { out } = await command(at.root, 'plan', '--models', 'acme/one', '--json', ...words);
      return JSON.parse(out).cost_usd;
    };
    const [whole, half] = [await cost(), await cost('--batch')];
    assert.ok(whole.expected > 0);
    assert.ok(Math.abs(half.expected - whole.expected / 2) < 1e-12);
    assert.ok(Math.abs(half.high - whole.high / 2) < 1e-12);
  });

  test('refuses batches where no provider takes them', async () => {
    await using server = await startLlmServer();
    await using workspace = await createWorkspace({
      ...benchmarkFiles('echo', echoCases(1)),
      'models.yaml': modelsFile({ a: server.url }, ROUTES),
    });
    const { code, log } = await command(workspace.root, 'run', '--batch', '--models', 'acme/one');
    assert.equal(code, 1);
    assert.match(
      log,
      /acme\/one cannot be asked in batches: .* none of its providers \(a\) takes them/,
    );
    assert.match(log, /write batch: \{ discount: 0\.5 \}/);
    for (const other of ['--offline', '--stream']) {
      const both = await command(
        workspace.root,
        'run',
        '--batch',
        other,
        '--models',
        'baseline/echo',
      );
      assert.match(both.log, new RegExp(`--batch and ${other} exclude each other`));
    }
  });
});
