import assert from 'node:assert/strict';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { type LlmServer, startLlmServer } from '../servers/llm-server.ts';
import {
  benchmarkFiles,
  type CaseFields,
  command,
  createWorkspace,
  echoCases,
  execute,
  modelsFile,
  type TestWorkspace,
} from '../workspace.ts';

const MODELS = ['acme/one', 'acme/two'];
const ROUTES = { 'acme/one': ['acme:one'], 'acme/two': ['acme:two'], 'acme/new': ['acme:new'] };
const CASES = echoCases(10);

function filesFor(
  server: LlmServer,
  cases: readonly CaseFields[] = CASES,
  fields: CaseFields = {},
) {
  return {
    ...benchmarkFiles('echo', cases, { trials: 3, ...fields }),
    'models.yaml': modelsFile({ acme: server.url }, ROUTES),
  };
}

/** A workspace whose 10 cases have been asked 3 times of 2 models, and how to count what follows. */
async function measured() {
  const server = await startLlmServer();
  const workspace = await createWorkspace(filesFor(server));
  await execute(workspace.root, MODELS);
  assert.equal(server.counts.requests, 60);
  return {
    server,
    workspace,
    asked: async (work: (at: TestWorkspace) => Promise<unknown>) => {
      const before = server.counts.requests;
      await work(workspace);
      return server.counts.requests - before;
    },
    async [Symbol.asyncDispose]() {
      await workspace[Symbol.asyncDispose]();
      await server.close();
    },
  };
}

test('a second run asks nothing and writes the same rows again', async () => {
  await using run = await measured();
  const asked = await run.asked(async ({ root }) => {
    const { runs, results } = await execute(root, MODELS);
    assert.deepEqual(runs[0]?.calls, {
      total: 60,
      new: 0,
      reused: 60,
      failed: 0,
      cost_unknown: 0,
      judge_calls: 0,
      cost_usd: 0,
      models: new Map(),
    });
    assert.ok(results.every(({ score }) => score === 1));
  });
  assert.equal(asked, 0);
});

test('one changed case of ten asks models × trials', async () => {
  await using run = await measured();
  const changed = CASES.with(4, { ...CASES[4], question: 'another question' });
  const asked = await run.asked(async ({ root, write }) => {
    await write(filesFor(run.server, changed));
    const { runs } = await execute(root, MODELS);
    assert.equal(runs[0]?.calls.reused, 54);
  });
  assert.equal(asked, 6);
});

test('one changed case of a thousand asks models × trials, and nothing else', async () => {
  const cases = echoCases(1_000);
  await using server = await startLlmServer();
  await using workspace = await createWorkspace(filesFor(server, cases, { trials: 2 }));
  await execute(workspace.root, MODELS, { concurrency: 64 });
  assert.equal(server.counts.requests, 4_000);
  const changed = cases.with(617, { ...cases[617], question: 'another question' });
  await workspace.write(filesFor(server, changed, { trials: 2 }));
  const { runs, results } = await execute(workspace.root, MODELS);
  assert.deepEqual([runs[0]?.calls.new, runs[0]?.calls.reused], [4, 3_996]);
  assert.equal(server.counts.requests, 4_004);
  for (const { body } of server.requests.slice(4_000))
    assert.match(JSON.stringify(body.messages), /another question/);
  assert.equal(results.length, 4_000);
});

test('moving cases and renaming them asks nothing', async () => {
  await using run = await measured();
  const moved = CASES.toReversed().map((row, index) => ({ ...row, id: `moved-${index}` }));
  const asked = await run.asked(async ({ root, write }) => {
    await write(filesFor(run.server, moved));
    await execute(root, MODELS);
  });
  assert.equal(asked, 0);
});

test('another expected value asks nothing, and score says what it is worth', async () => {
  await using run = await measured();
  const changed = CASES.with(0, { ...CASES[0], expected: 'something else' });
  const asked = await run.asked(async ({ root, write }) => {
    await write(filesFor(run.server, changed));
    const { code, out } = await command(root, 'score', '--json');
    assert.equal(code, 0);
    const { runs, boards } = JSON.parse(out);
    assert.equal(runs[0].calls.new, 0);
    assert.deepEqual(
      boards[0].rows.map(({ score, missing }: Record<string, unknown>) => ({ score, missing })),
      [
        { score: 0.9, missing: 0 },
        { score: 0.9, missing: 0 },
      ],
    );
  });
  assert.equal(asked, 0);
});

test('another scorer asks nothing, with run too', async () => {
  await using run = await measured();
  const asked = await run.asked(async ({ root, write }) => {
    await write(filesFor(run.server, CASES, { score: [{ type: 'equals', not: true }] }));
    const { results } = await execute(root, MODELS);
    assert.ok(results.every(({ score }) => score === 0));
  });
  assert.equal(asked, 0);
});

test('other parameters and another prompt ask everything', async () => {
  await using run = await measured();
  const warmer = await run.asked(async ({ root, write }) => {
    await write(filesFor(run.server, CASES, { parameters: { temperature: 1 } }));
    await execute(root, MODELS);
  });
  const reworded = await run.asked(async ({ root, write }) => {
    await write(filesFor(run.server, CASES, { prompt: 'Say: {{question}}' }));
    await execute(root, MODELS);
  });
  assert.deepEqual([warmer, reworded], [60, 60]);
});

test('a new model is asked alone', async () => {
  await using run = await measured();
  const asked = await run.asked(({ root }) => execute(root, [...MODELS, 'acme/new']));
  assert.equal(asked, 30);
  assert.ok(run.server.requests.slice(60).every(({ body }) => body.model === 'new'));
});

test('more trials ask only those, fewer ask nothing', async () => {
  await using run = await measured();
  const more = await run.asked(({ root }) => execute(root, MODELS, { trials: 4 }));
  const fewer = await run.asked(({ root }) => execute(root, MODELS, { trials: 1 }));
  assert.deepEqual([more, fewer], [20, 0]);
});

test('the same model by another route asks nothing', async () => {
  await using run = await measured();
  const asked = await run.asked(async ({ root, write }) => {
    const routes = { 'acme/one': ['other:1'], 'acme/two': ['other:2'] };
    await write({ 'models.yaml': modelsFile({ other: run.server.url }, routes) });
    await execute(root, MODELS);
  });
  assert.equal(asked, 0);
});

test('a fresh clone with the results but without the journal asks nothing', async () => {
  await using run = await measured();
  await using clone = await createWorkspace(filesFor(run.server));
  await cp(join(run.workspace.root, 'results'), join(clone.root, 'results'), { recursive: true });
  const asked = await run.asked(async () => {
    const { runs, results } = await execute(clone.root, MODELS);
    assert.equal(runs[0]?.calls.reused, 60);
    assert.ok(results.every(({ asked_at, cost_usd }) => asked_at !== null && cost_usd !== null));
  });
  assert.equal(asked, 0);
});

test('--fresh asks everything, and the newest reply counts from then on', async () => {
  let word = 'old';
  await using server = await startLlmServer({ answer: () => word });
  await using workspace = await createWorkspace(filesFor(server));
  const first = await execute(workspace.root, MODELS);
  word = 'new';
  const second = await execute(workspace.root, MODELS, { fresh: true });
  assert.equal(server.counts.requests, 120);
  assert.ok(second.results.every(({ output }) => output === 'new'));

  // The clone takes in the older file after the newer one.
  await using clone = await createWorkspace(filesFor(server));
  for (const [{ runs }, name] of [[second, 'a.parquet'] as const, [first, 'b.parquet'] as const]) {
    const from = join(workspace.root, 'results', runs[0]?.file ?? '');
    await cp(from, join(clone.root, 'results', 'echo', name));
  }
  const again = await execute(clone.root, MODELS);
  assert.ok(again.results.every(({ output }) => output === 'new'));
  assert.equal(server.counts.requests, 120);
});

test('equal cases are one call, which is asked once', async () => {
  await using server = await startLlmServer({ latencyMs: 20 });
  const twins = Array.from({ length: 8 }, (_, index) => ({
    id: `twin-${index}`,
    question: 'the same',
    expected: 'the same',
  }));
  await using workspace = await createWorkspace({
    ...benchmarkFiles('one', twins),
    ...benchmarkFiles('two', twins),
    'models.yaml': modelsFile({ acme: server.url }, ROUTES),
  });
  for (const fresh of [false, true]) {
    const { results } = await execute(workspace.root, ['acme/one'], { fresh });
    assert.equal(results.length, 16);
    assert.ok(results.every(({ score }) => score === 1));
  }
  assert.equal(server.counts.requests, 2);
});

test('score leaves benchmarks alone that a model was never asked', async () => {
  await using run = await measured();
  await run.workspace.write(benchmarkFiles('unasked', CASES));
  const { out } = await command(run.workspace.root, 'score', '--json');
  assert.deepEqual(
    JSON.parse(out).runs.map(({ benchmark }: { benchmark: string }) => benchmark),
    ['echo'],
  );
});

test('plan says what a run then asks', async () => {
  await using run = await measured();
  const changed = CASES.with(4, { ...CASES[4], question: 'another question' });
  await run.workspace.write(filesFor(run.server, changed));
  const asked = await run.asked(async ({ root }) => {
    const { out } = await command(root, 'plan', '--models', MODELS.join(','), '--json');
    assert.deepEqual(JSON.parse(out).calls, { total: 60, new: 6, reused: 54 });
  });
  assert.equal(asked, 0);
});
