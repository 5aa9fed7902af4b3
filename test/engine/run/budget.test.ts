import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { readLedger } from '../../../engine/node/ledger.ts';
import { UserError } from '../../../engine/problem.ts';
import { createBudget } from '../../../engine/run/budget.ts';
import { isWireFault } from '../../servers/breakage.ts';
import { type FaultKind, faultAt, faultKinds } from '../../servers/faults.ts';
import { type LlmRequest, startLlmServer } from '../../servers/llm-server.ts';
import {
  benchmarkFiles,
  command,
  createWorkspace,
  echoCases,
  execute,
  modelsFile,
  startCommand,
} from '../../workspace.ts';

const ROUTES = { 'acme/one': ['a:one'], 'acme/two': ['a:two'] };
const MODELS = Object.keys(ROUTES);

/** The other faults change the answer, and with it the count of its tokens. */
const WIRE_FAULTS = faultKinds.filter(isWireFault);

/** Faults that say with a status that nothing was answered: no provider charges for them. */
const FREE = /^(429|5|400|200_error|redirect)/;

/**
 * A server that keeps count of what its answers cost at $1 and $2 per million tokens, those that
 * do not arrive included.
 */
async function startTill(faults: (index: number) => FaultKind | null = () => null) {
  const till = { usd: 0 };
  const answer = ({ index, messages }: LlmRequest) => {
    const text = 'word '.repeat(30);
    if (FREE.test(faults(index) ?? '')) return text;
    const input = messages.reduce((sum, { content }) => sum + 4 + tokens(String(content)), 0);
    till.usd += (input + 2 * tokens(text)) / 1e6;
    return text;
  };
  const server = await startLlmServer({ answer, faults, latencyMs: 2, dribbleMs: 1 });
  return {
    server,
    till,
    [Symbol.asyncDispose]: () => server.close(),
  };
}

function tokens(text: string): number {
  return Math.ceil(text.length / 4);
}

test('a budget waits for calls in flight, and refuses for good when there is no room', async () => {
  const budget = createBudget(10);
  assert.ok(await budget.reserve(6));
  const waiting = budget.reserve(6);
  budget.settle(6, 1);
  assert.ok(await waiting);
  budget.settle(6, 5);
  assert.equal(await budget.reserve(6), false);
  assert.equal(await budget.reserve(1), false, 'all models stop at the same case');
  assert.ok(await budget.reserve(0), 'what costs nothing goes on');
  assert.deepEqual([budget.spentUsd, budget.exhausted], [6, true]);
});

test('the last call that fits exactly is let through', async () => {
  const budget = createBudget(0.3);
  for (const usd of [0.1, 0.1, 0.1]) {
    assert.ok(await budget.reserve(usd));
    budget.settle(usd, usd);
  }
  assert.equal(budget.exhausted, false);
});

for (const [name, faults] of [
  ['a server without faults', () => null],
  [
    'a server that fails every third time',
    (index: number) => faultAt({ rate: 0.3, seed: 3, kinds: WIRE_FAULTS }, index),
  ],
] as const) {
  test(`the cap holds by the own count of ${name}`, async () => {
    await using shop = await startTill(faults);
    await using workspace = await createWorkspace({
      ...benchmarkFiles('echo', echoCases(100)),
      'models.yaml': modelsFile({ a: shop.server.url }, ROUTES),
    });
    const cap = 0.005;
    const { runs, results } = await execute(workspace.root, MODELS, {
      maxCostUsd: cap,
      timeoutMs: 100,
    });
    assert.ok(shop.till.usd <= cap, `$${shop.till.usd} were charged`);
    assert.ok(shop.till.usd > cap / 2, `only $${shop.till.usd} of the budget were used`);
    assert.equal(runs[0]?.partial, 'budget_stop');
    assert.equal(results.length, 200);
    const stopped = results.filter(({ outcome }) => outcome === 'budget_stop');
    assert.ok(stopped.length > 0);
    assert.ok(
      stopped.every(
        ({ score, attempts, cost_usd }) => score === null && attempts === 0 && cost_usd === 0,
      ),
    );
  });
}

test('without faults the cost of a run is the cost the server counted', async () => {
  await using shop = await startTill();
  await using workspace = await createWorkspace({
    ...benchmarkFiles('echo', echoCases(20)),
    'models.yaml': modelsFile({ a: shop.server.url }, ROUTES),
  });
  const { runs, results, progress } = await execute(workspace.root, MODELS);
  assert.ok(Math.abs((runs[0]?.calls.cost_usd ?? 0) - shop.till.usd) < 1e-9);
  assert.ok(Math.abs((progress?.spentUsd ?? 0) - shop.till.usd) < 1e-9);
  assert.ok(results.every(({ cost_source }) => cost_source === 'price'));
});

test('a cap ends the command with exit code 1, a partial board, and a way to go on', async () => {
  await using shop = await startTill();
  await using workspace = await createWorkspace({
    ...benchmarkFiles('echo', echoCases(100)),
    'models.yaml': modelsFile({ a: shop.server.url }, ROUTES),
  });
  const words = ['run', '--models', 'acme/one', '--max-cost', '0.005', '--json'] as const;
  const first = await command(workspace.root, ...words);
  assert.equal(first.code, 1);
  const { boards, runs } = JSON.parse(first.out);
  assert.equal(runs[0].partial, 'budget_stop');
  const [row] = boards[0].rows;
  assert.ok(row.cases > 0 && row.missing > 0);
  assert.equal(row.missing_by_outcome.budget_stop, row.missing);
  assert.match(first.log, /the budget was spent; the same command goes on where it ended/);

  const before = shop.server.counts.requests;
  const rest = await command(workspace.root, 'run', '--models', 'acme/one', '--json');
  assert.equal(rest.code, 0);
  assert.equal(shop.server.counts.requests, 100);
  assert.equal(JSON.parse(rest.out).runs[0].calls.reused, before);
});

test('baselines cost nothing and go on when the budget is spent', async () => {
  await using shop = await startTill();
  await using workspace = await createWorkspace({
    ...benchmarkFiles('echo', echoCases(50)),
    'models.yaml': modelsFile({ a: shop.server.url }, ROUTES),
  });
  const { results } = await execute(workspace.root, ['acme/one', 'baseline/echo'], {
    maxCostUsd: 0,
  });
  assert.equal(shop.server.counts.requests, 0);
  const echoed = results.filter(({ model }) => model === 'baseline/echo');
  assert.ok(
    echoed.every(
      ({ score, tier, cost_source }) =>
        score === 1 && tier === 'baseline' && cost_source === 'free',
    ),
  );
});

test('a model without a price is refused before anything is asked, unless one is assumed', async () => {
  await using server = await startLlmServer();
  await using workspace = await createWorkspace({
    ...benchmarkFiles('echo', echoCases(3)),
    'models.yaml': {
      providers: { a: { base_url: server.url } },
      models: { 'acme/one': { routes: ['a:one'] } },
    },
  });
  await assert.rejects(execute(workspace.root, ['acme/one'], { maxCostUsd: 1 }), UserError);
  assert.equal(server.counts.requests, 0);
  const refused = await command(workspace.root, 'run', '--models', 'acme/one');
  assert.equal(refused.code, 1);
  assert.match(refused.log, /the price of acme\/one is not known[\s\S]*--assume-price/);
  const assumed = await command(
    workspace.root,
    'run',
    '--models',
    'acme/one',
    '--assume-price',
    '1/2',
  );
  assert.equal(assumed.code, 0);
});

test('the cost that the API tells is taken, also when tokens say otherwise', async () => {
  await using server = await startLlmServer({
    answer: () => ({ content: 'yes', usage: { cost: 0.0123 } }),
  });
  await using workspace = await createWorkspace({
    ...benchmarkFiles('echo', echoCases(2)),
    'models.yaml': modelsFile({ a: server.url }, ROUTES),
  });
  const { results } = await execute(workspace.root, ['acme/one']);
  assert.deepEqual(
    results.map(({ cost_usd, cost_source }) => [cost_usd, cost_source]),
    [
      [0.0123, 'api'],
      [0.0123, 'api'],
    ],
  );
});

test('a usage that makes no sense leaves the cost unknown and keeps the answer', async () => {
  await using server = await startLlmServer({
    answer: () => ({ content: 'question 0', usage: { prompt_tokens: -1, completion_tokens: 1.5 } }),
  });
  await using workspace = await createWorkspace({
    ...benchmarkFiles('echo', echoCases(1)),
    'models.yaml': modelsFile({ a: server.url }, ROUTES),
  });
  const { results, runs, progress } = await execute(workspace.root, ['acme/one'], {
    maxCostUsd: 1,
  });
  const [row] = results;
  assert.deepEqual([row?.score, row?.cost_usd, row?.cost_source], [1, null, 'unknown']);
  assert.equal(runs[0]?.calls.cost_unknown, 1);
  assert.ok((progress?.spentUsd ?? 0) > 0, 'an unknown cost counts at its worst');
});

test('a call that timed out has an unknown cost', async () => {
  await using server = await startLlmServer({ faults: () => 'hang' });
  await using workspace = await createWorkspace({
    ...benchmarkFiles('echo', echoCases(1)),
    'models.yaml': modelsFile({ a: server.url }, ROUTES),
  });
  const { results } = await execute(workspace.root, ['acme/one'], { timeoutMs: 30 });
  assert.deepEqual([results[0]?.cost_usd, results[0]?.cost_source], [null, 'unknown']);
});

test('the cap holds for streams too, those that break included', async () => {
  const kinds: readonly FaultKind[] = ['stream_cut', 'stream_unfinished', 'reset_mid_body'];
  await using shop = await startTill((index) => faultAt({ rate: 0.3, seed: 5, kinds }, index));
  await using workspace = await createWorkspace({
    ...benchmarkFiles('echo', echoCases(100)),
    'models.yaml': modelsFile({ a: shop.server.url }, ROUTES),
  });
  const cap = 0.005;
  const { runs } = await execute(workspace.root, ['acme/one'], { maxCostUsd: cap, stream: true });
  assert.ok(shop.till.usd <= cap, `$${shop.till.usd} were charged`);
  assert.ok(shop.till.usd > cap / 2, `only $${shop.till.usd} of the budget were used`);
  assert.equal(runs[0]?.partial, 'budget_stop');
});

test('the ledger keeps what was predicted and spent, who paid, and when', async () => {
  await using shop = await startTill();
  await using workspace = await createWorkspace({
    ...benchmarkFiles('echo', echoCases(10)),
    'models.yaml': modelsFile({ a: shop.server.url }, ROUTES),
  });
  const began = Date.now();
  const words = ['run', '--root', workspace.root, '--models', 'acme/one,baseline/echo', '--json'];
  const { code, out, log } = await startCommand(words, { GITHUB_ACTOR: 'octocat' }).ended;
  assert.equal(code, 0, log);
  const entries = await readLedger(join(workspace.root, 'results'));
  assert.equal(entries.length, 1, 'baselines cost nothing');
  const [entry] = entries;
  assert.deepEqual(
    [entry?.benchmark, entry?.model, entry?.calls, entry?.actor, entry?.run_id],
    ['echo', 'acme/one', 10, 'octocat', JSON.parse(out).runs[0].run_id],
  );
  assert.ok(Math.abs((entry?.actual_usd ?? 0) - shop.till.usd) < 1e-9);
  assert.ok((entry?.predicted_usd ?? 0) > 0);
  assert.ok((entry?.predicted_usd_low ?? 1) <= shop.till.usd);
  assert.ok((entry?.predicted_usd_high ?? 0) >= shop.till.usd);
  const time = Date.parse(entry?.time ?? '');
  assert.ok(time >= began - 1 && time <= Date.now());
});
