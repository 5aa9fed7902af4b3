import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plansOf } from '../../../engine/node/execute.ts';
import type { Call } from '../../../engine/plan/call.ts';
import { type BenchmarkPlan, callsOf, countCalls } from '../../../engine/plan/plan.ts';
import { parseShard } from '../../../engine/plan/shard.ts';
import { benchmarkFiles, createWorkspace, echoCases, openTestWorkspace } from '../../workspace.ts';

const MODELS = ['baseline/echo', 'baseline/random', 'baseline/longest', 'baseline/majority'];

async function planned(cases: number): Promise<BenchmarkPlan> {
  await using workspace = await createWorkspace(benchmarkFiles('echo', echoCases(cases)));
  const [plan] = plansOf(await openTestWorkspace(workspace.root), { models: MODELS, trials: 2 });
  assert.ok(plan);
  return plan;
}

function shardsOf(plan: BenchmarkPlan, count: number): Call[][] {
  return Array.from({ length: count }, (_, index) => [
    ...callsOf({ ...plan, shard: { index: index + 1, count } }),
  ]);
}

test('the shards hold every call exactly once', async () => {
  const plan = await planned(27);
  const keys = [...callsOf(plan)].map(({ key }) => key);
  for (const count of [1, 2, 4, 7, 256]) {
    const dealt = shardsOf(plan, count).flat();
    assert.equal(dealt.length, keys.length);
    assert.deepEqual(new Set(dealt.map(({ key }) => key)), new Set(keys));
  }
});

test('every shard has as many calls of each model as any other, give or take one', async () => {
  const plan = await planned(27);
  for (const model of MODELS) {
    const sizes = shardsOf(plan, 4).map(
      (calls) => calls.filter((call) => call.model.id === model).length,
    );
    assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1, `${model}: ${sizes}`);
  }
});

test('the calls of a shard are counted without being made', async () => {
  const plan = await planned(27);
  for (const count of [1, 3, 4, 100]) {
    for (const [index, calls] of shardsOf(plan, count).entries()) {
      assert.equal(countCalls({ ...plan, shard: { index: index + 1, count } }), calls.length);
    }
  }
});

test('a lane of some models asks the same calls as the whole shard', async () => {
  const plan = { ...(await planned(27)), shard: { index: 2, count: 3 } };
  const whole = [...callsOf(plan)].map(({ key }) => key);
  const lanes = plan.models.flatMap((model) => [...callsOf(plan, [model])].map(({ key }) => key));
  assert.deepEqual(new Set(lanes), new Set(whole));
});

test('a shard is written as index and count', () => {
  assert.deepEqual(parseShard('3/8'), { index: 3, count: 8 });
  for (const text of ['0/8', '9/8', '1/0', '1/257', '1', 'a/b', '1/8 ', '-1/8']) {
    assert.equal(parseShard(text), undefined, text);
  }
});
