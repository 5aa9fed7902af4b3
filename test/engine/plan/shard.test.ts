import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plansOf } from '../../../engine/node/execute.ts';
import type { Call } from '../../../engine/plan/call.ts';
import { callsOf } from '../../../engine/plan/plan.ts';
import { callsOfShard, parseShard } from '../../../engine/plan/shard.ts';
import { benchmarkFiles, createWorkspace, echoCases, openTestWorkspace } from '../../workspace.ts';

const MODELS = ['baseline/echo', 'baseline/random', 'baseline/longest', 'baseline/majority'];

async function planned(cases: number): Promise<Call[]> {
  await using workspace = await createWorkspace(benchmarkFiles('echo', echoCases(cases)));
  const plans = plansOf(await openTestWorkspace(workspace.root), { models: MODELS });
  return plans.flatMap((plan) => [...callsOf(plan)]);
}

test('the shards hold every call exactly once', async () => {
  const calls = await planned(53);
  for (const count of [1, 2, 4, 7, 256]) {
    const dealt = Array.from({ length: count }, (_, index) => [
      ...callsOfShard(calls, { index: index + 1, count }),
    ]).flat();
    assert.equal(dealt.length, calls.length);
    assert.deepEqual(new Set(dealt.map(({ key }) => key)), new Set(calls.map(({ key }) => key)));
  }
});

test('every shard has as many calls of each model as any other, give or take one', async () => {
  const calls = await planned(53);
  const count = 4;
  for (const model of MODELS) {
    const sizes = Array.from(
      { length: count },
      (_, index) =>
        [...callsOfShard(calls, { index: index + 1, count })].filter(
          (call) => call.model.id === model,
        ).length,
    );
    assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1, `${model}: ${sizes}`);
  }
});

test('a shard is written as index and count', () => {
  assert.deepEqual(parseShard('3/8'), { index: 3, count: 8 });
  for (const text of ['0/8', '9/8', '1/0', '1/257', '1', 'a/b', '1/8 ', '-1/8']) {
    assert.equal(parseShard(text), undefined, text);
  }
});
