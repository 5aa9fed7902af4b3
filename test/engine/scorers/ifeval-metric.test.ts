import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type MetricRow, metricsOf } from '../../../engine/analysis/metrics.ts';
import type { Benchmark } from '../../../engine/benchmark/benchmark.ts';
import { scoreBy } from './helpers.ts';

const COMMA = { id: 'punctuation:no_comma' };
const END = { id: 'startend:end_checker', end_phrase: 'Bye.' };
const QUOTES = { id: 'startend:quotation' };

/** Replies with the instructions they were given: 1 of 1, 0 of 3, 1 of 2, 2 of 2 and 0 of 1 are followed. */
const CASES = [
  { reply: 'It rained.', instructions: [COMMA] },
  { reply: 'It rained, then.', instructions: [COMMA, END, QUOTES] },
  { reply: 'It rained.', instructions: [COMMA, END] },
  { reply: 'It rained. Bye.', instructions: [COMMA, END] },
  { reply: 'It rained, then.', instructions: [COMMA] },
] as const;

test('accuracy over all instructions is a metric of two counts, with its interval', () => {
  const metrics = { instruction_accuracy: 'followed / given' };
  const rows = ['followed', 'given', 'prompt', 'instruction'].flatMap(rowsOf);
  const found = metricsOf(rows, benchmarkWith(metrics));
  const values = Object.fromEntries(found.map(({ name, value }) => [name, value]));
  assert.equal(values.prompt, 2 / 5);
  assert.equal(values.instruction, (1 + 0 + 1 / 2 + 1 + 0) / 5, 'the mean of the cases');
  assert.ok(Math.abs((values.instruction_accuracy ?? 0) - 4 / 9) < 1e-12, 'of all instructions');
  const { low, high } = found.find(({ name }) => name === 'instruction_accuracy') ?? {};
  assert.ok((low ?? 1) < 4 / 9 && (high ?? 0) > 4 / 9);
});

test('a reply without an answer follows nothing of what it was given', () => {
  const value = (level: string) =>
    scoreBy('ifeval', { level, instructions: [COMMA, END] }, null).value;
  assert.deepEqual([value('followed'), value('given')], [0, 2 / 25]);
});

test('more instructions than can be counted are unscored, and both counts with them', () => {
  const ids = Array.from({ length: 26 }, () => COMMA.id);
  for (const answer of ['It rained.', null])
    for (const level of ['followed', 'given']) {
      const variables = { instruction_id_list: ids, kwargs: [] };
      const score = scoreBy('ifeval', { level }, answer, undefined, { variables });
      assert.equal(score.value, null);
    }
});

test('what cannot be checked is in neither count', () => {
  const language = { id: 'language:response_language', language: 'xx' };
  const values = ['followed', 'given'].map(
    (level) => scoreBy('ifeval', { level, instructions: [language] }, '12345').value,
  );
  assert.equal(values[0] === null, values[1] === null);
});

function rowsOf(metric: string): MetricRow[] {
  return CASES.map(({ reply, instructions }, index) => {
    const { value } = scoreBy('ifeval', { level: metric, instructions: [...instructions] }, reply);
    const id = `c${index}`;
    const key = { benchmark: 'b', fingerprint: 'f', model: 'm', tier: 'verified' } as const;
    const scores = value === null ? null : [value];
    return {
      ...key,
      metric,
      case_id: id,
      case_hash: id,
      cluster: null,
      weight: 1,
      scores,
      missing: 0,
    };
  });
}

function benchmarkWith(metrics: Benchmark['metrics']): Benchmark {
  const cases = CASES.map((_, index) => ({ id: `c${index}` }));
  return { id: 'b', fingerprint: 'f', reducer: 'mean', reducer_k: 1, cases, metrics } as never;
}
