import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Load, predict } from '../../../engine/plan/prediction.ts';
import { historyFrom } from '../../../engine/run/journal.ts';

// NIST Statistical Reference Datasets, "Norris": y and x, with certified values of the line.
const NORRIS = `0.1 0.2 338.8 337.4 118.1 118.2 888.0 884.6 9.2 10.1 228.1 226.5 668.5 666.3 998.5 996.3
449.1 448.6 778.9 777.0 559.2 558.2 0.3 0.4 0.1 0.6 778.1 775.5 668.8 666.9 339.3 338.0 448.9 447.5
10.8 11.6 557.7 556.0 228.3 228.1 998.0 995.8 888.8 887.6 119.6 120.2 0.3 0.3 0.6 0.3 557.6 556.8
339.3 339.1 888.0 887.2 998.5 999.0 778.9 779.0 10.2 11.1 117.6 118.3 228.9 229.2 668.4 669.1
449.2 448.9 0.2 0.5`;
const B0 = -0.262323073774029;
const B1 = 1.00211681802045;
const RESIDUAL = 0.884796396144373;
/** 97.5 % of Student's t with 34 degrees of freedom, from R: qt(0.975, 34). */
const T34 = 2.0322445;

function pairs(): { input: number; output: number }[] {
  const values = NORRIS.split(/\s+/).map(Number);
  return Array.from({ length: values.length / 2 }, (_, index) => ({
    output: values[2 * index] ?? 0,
    input: values[2 * index + 1] ?? 0,
  }));
}

function historyOf(replies: readonly { input: number; output: number; latency?: number }[]) {
  const mean = (value: (reply: (typeof replies)[number]) => number) =>
    replies.reduce((sum, reply) => sum + value(reply), 0) / replies.length;
  const history = historyFrom({
    replies: replies.length,
    input: mean(({ input }) => input),
    output: mean(({ output }) => output),
    inputSquares: mean(({ input }) => input ** 2),
    outputSquares: mean(({ output }) => output ** 2),
    products: mean(({ input, output }) => input * output),
    latency: mean(({ latency = 0 }) => latency),
    latencySquares: mean(({ latency = 0 }) => latency ** 2),
  });
  assert.ok(history !== undefined);
  return history;
}

function load(fields: Partial<Load>): Load {
  return { calls: 1, input: 100, inputHigh: 400, inputMean: 100, maxTokens: undefined, ...fields };
}

function close(actual: number, expected: number, digits = 6): void {
  assert.ok(
    Math.abs(actual - expected) < 10 ** -digits * Math.abs(expected),
    `${actual} ≠ ${expected}`,
  );
}

describe('from past replies', () => {
  const history = historyOf(pairs());
  const { inputTokensMean } = history;

  test('a line that explains the output is the certified one', () => {
    const at = predict(load({ input: 500, inputMean: inputTokensMean }), history);
    assert.deepEqual([at.basis, at.replies], ['regression', 36]);
    close(at.output.expected, B0 + B1 * 500);
  });

  test('its interval is the prediction interval of the sum of the new observations', () => {
    const squares = 35 * history.inputTokensDeviation ** 2;
    for (const calls of [1, 50]) {
      const at = predict(load({ calls, input: 500 * calls, inputMean: inputTokensMean }), history);
      const share = 1 / calls + 1 / 36 + (500 - inputTokensMean) ** 2 / squares;
      close(at.output.high - at.output.expected, T34 * calls * RESIDUAL * Math.sqrt(share), 4);
      close(at.output.expected - at.output.low, T34 * calls * RESIDUAL * Math.sqrt(share), 4);
    }
  });

  test('texts are counted by the rate the tokenizer has shown', () => {
    const at = predict(load({ input: 250, inputMean: inputTokensMean / 2 }), history);
    close(at.input.expected, 500);
    close(at.output.expected, B0 + B1 * 500);
  });

  test('no output is longer than max_tokens allows', () => {
    const at = predict(
      load({ calls: 10, input: 9_000, inputMean: inputTokensMean, maxTokens: 100 }),
      history,
    );
    assert.deepEqual([at.output.expected, at.output.high], [1_000, 1_000]);
  });

  test('without a slope, or with few replies, their mean is taken', () => {
    const flat = Array.from({ length: 40 }, (_, index) => ({
      input: 100 + (index % 4),
      output: index % 8 < 4 ? 10 : 20,
    }));
    const at = predict(load({ calls: 4, input: 400 }), historyOf(flat));
    assert.equal(at.basis, 'past replies');
    close(at.output.expected, 60);
    // 40 values of 10 and 20: s² = 25·40/39; qt(0.975, 39) = 2.0226909 (R).
    close(at.output.high - 60, 2.0226909 * Math.sqrt((25 * 40) / 39) * Math.sqrt(4 + 16 / 40), 5);
    const few = predict(load({}), historyOf(pairs().slice(0, 5)));
    assert.deepEqual([few.basis, few.replies], ['past replies', 5]);
  });

  test('time is the mean of past latencies, and guessed when none is known', () => {
    const known = historyOf([100, 200, 300].map((latency) => ({ input: 1, output: 1, latency })));
    const at = predict(load({ calls: 10 }), known);
    close(at.work.expected, 2_000);
    assert.ok(at.work.low < 2_000 && at.work.high > 2_000);
    assert.equal(predict(load({ calls: 10 }), history).work.expected, 20_000);
  });
});

describe('from texts', () => {
  test('alone, the interval reaches from one token to all that is allowed', () => {
    const at = predict(
      load({ calls: 10, input: 1_000, inputHigh: 4_000, maxTokens: 50 }),
      undefined,
    );
    assert.deepEqual(at.output, { expected: 250, low: 10, high: 500 });
    assert.deepEqual(at.input, { expected: 1_000, low: 500, high: 4_000 });
    assert.equal(at.basis, 'text length');
  });

  test('two past replies say too little', () => {
    const at = predict(load({}), historyOf(pairs().slice(0, 2)));
    assert.deepEqual([at.basis, at.replies], ['text length', 2]);
  });

  test('no call takes nothing', () => {
    const at = predict(load({ calls: 0, input: 0, inputHigh: 0 }), undefined);
    assert.deepEqual([at.output.high, at.work.high], [0, 0]);
  });
});
