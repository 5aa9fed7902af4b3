import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Model, Provider } from '../../../engine/model/model.ts';
import { answeringLimits, longest, secondsAt } from '../../../engine/plan/duration.ts';

const WORK = { expected: 100_000, low: 50_000, high: 200_000 };
const DEMAND = { calls: 100, tokens: 60_000, work: WORK };

test('the work is shared by what may be in flight', () => {
  assert.deepEqual(secondsAt({ concurrency: 10 }, [DEMAND]), { expected: 10, low: 5, high: 20 });
  assert.equal(secondsAt({ concurrency: 10 }, [DEMAND, DEMAND]).expected, 20);
});

test('no more is in flight than there are calls', () => {
  assert.equal(secondsAt({ concurrency: 1_000 }, [{ ...DEMAND, calls: 4 }]).expected, 25);
});

test('limits a minute are exact, and the slowest limit counts', () => {
  const requests = secondsAt({ concurrency: 10, requests_per_minute: 60 }, [DEMAND]);
  assert.deepEqual(requests, { expected: 100, low: 100, high: 100 });
  const tokens = secondsAt({ concurrency: 10, tokens_per_minute: 240_000 }, [DEMAND]);
  assert.deepEqual(tokens, { expected: 15, low: 15, high: 20 });
});

test('providers work side by side', () => {
  const slow = { expected: 30, low: 1, high: 31 };
  assert.deepEqual(longest([{ expected: 10, low: 5, high: 99 }, slow]), {
    expected: 30,
    low: 5,
    high: 99,
  });
  assert.deepEqual(longest([]), { expected: 0, low: 0, high: 0 });
});

test('the limits are those of the provider that will be asked', () => {
  const provider = (id: string, concurrency: number): [string, Provider] => [
    id,
    {
      id,
      title: id,
      api: 'openai',
      base_url: 'http://x',
      limits: { concurrency },
      rename: {},
      omit: [],
    },
  ];
  const providers = new Map([provider('a', 3), provider('b', 7)]);
  const model: Model = {
    id: 'm/one',
    title: 'One',
    vendor: 'm',
    open_weights: false,
    reasoning: false,
    tags: [],
    routes: [
      { provider: 'a', name: 'one' },
      { provider: 'b', name: 'one' },
    ],
  };
  assert.equal(answeringLimits(model, { providers }).limits.concurrency, 3);
  const isUsable = ({ id }: Provider) => id === 'b';
  assert.deepEqual(answeringLimits(model, { providers, isUsable }), {
    provider: 'b',
    limits: { concurrency: 7 },
  });
  assert.equal(answeringLimits(model, { providers, concurrency: 2 }).limits.concurrency, 2);
  assert.equal(answeringLimits(model, {}).limits.concurrency, 16);
});
