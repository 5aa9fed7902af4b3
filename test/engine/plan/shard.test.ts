import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plansOf } from '../../../engine/node/execute.ts';
import type { Call } from '../../../engine/plan/call.ts';
import { type BenchmarkPlan, callsOf, countCalls } from '../../../engine/plan/plan.ts';
import { parseShard } from '../../../engine/plan/shard.ts';
import { inputTokensOf } from '../../../engine/plan/tokens.ts';
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

test('shards take as long as each other, whatever is long and whatever a token takes', async () => {
  // Every fourth case is long: dealt by number, one shard of four would get all of them.
  const cases = Array.from({ length: 120 }, (_, index) => ({
    id: `c${index}`,
    question: `${index} ${'word '.repeat(index % 4 === 0 ? 400 + index : index % 7)}`,
    expected: 'x',
  }));
  await using workspace = await createWorkspace(benchmarkFiles('echo', cases));
  const opened = await openTestWorkspace(workspace.root);
  const [plan] = plansOf(opened, { models: MODELS, trials: 2 });
  assert.ok(plan);
  for (const count of [2, 3, 4, 8, 16]) {
    const shards = shardsOf(plan, count);
    for (const [perCall, perToken] of [
      [0, 1],
      [50, 1],
      [2_000, 0.1],
    ] as const) {
      const seconds = (call: Call) => perCall + perToken * inputTokensOf(call.messages).expected;
      const longest = Math.max(...shards.flat().map(seconds));
      const times = shards.map((calls) => calls.reduce((sum, call) => sum + seconds(call), 0));
      const mean = times.reduce((sum, time) => sum + time, 0) / count;
      const [least, most] = [Math.min(...times), Math.max(...times)];
      assert.ok(most - least <= MODELS.length * longest, `${count}: ${least} to ${most}`);
      assert.ok(
        most / mean <= 1.1,
        `${count} shards: the longest takes ${most / mean} of the mean`,
      );
    }
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
