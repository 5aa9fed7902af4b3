import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boardClassification } from '../../../engine/analysis/classified.ts';
import { parseFormula } from '../../../engine/analysis/formula.ts';
import { jackknife } from '../../../engine/analysis/jackknife.ts';
import { type MetricRow, metricsOf } from '../../../engine/analysis/metrics.ts';
import type { Benchmark } from '../../../engine/benchmark/benchmark.ts';
import { metricText } from '../../../engine/report/metrics.ts';
import { studentTQuantile } from '../../../engine/statistics/index.ts';

const KEY = { benchmark: 'b', fingerprint: 'f', model: 'm', tier: 'verified' } as const;
const VALUES: Readonly<Record<string, number>> = { a: 3, b: 4, 'c/d': 5 };
const compute = (text: string) => parseFormula(text).evaluate((name) => VALUES[name] ?? null);

test('formulas follow the rules of arithmetic', () => {
  const told: readonly [string, number | null][] = [
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['8 - 3 - 2', 3],
    ['8 / 4 / 2', 1],
    ['2 ^ 3 ^ 2', 512],
    ['-2 ^ 2', -4],
    ['2 ^ -1', 0.5],
    ['sqrt(a ^ 2 + b ^ 2)', 5],
    ['mean(a, b, `c/d`)', 4],
    ['max(a, b) - min(a, b)', 1],
    ['1 / (a - 3)', null],
    ['log(0 - 1)', null],
    ['a + unknown', null],
  ];
  for (const [text, value] of told) assert.equal(compute(text), value, text);
});

test('what is no formula says why, and nothing of it is ever run', () => {
  const wrong: readonly [string, RegExp][] = [
    ['', /ends too early/],
    ['a +', /ends too early/],
    ['(a', /not closed/],
    ['a b', /"b" is not expected/],
    ['a; b', /"; b" is not understood/],
    ['constructor(a)', /no function "constructor"/],
    ['a.b', /".b" is not understood/],
    [`${'('.repeat(100)}a${')'.repeat(100)}`, /nests deeper/],
    [`${'2^'.repeat(100)}2`, /nests deeper/],
    ['a+'.repeat(300), /at most 500/],
  ];
  for (const [text, message] of wrong) assert.throws(() => parseFormula(text), message, text);
  assert.deepEqual(parseFormula('__proto__ + a + a').names, ['__proto__', 'a']);
});

test('the jackknife of a mean is the t interval of its standard error', () => {
  // For a mean and one item a group, the jackknife error is s / √n exactly (Efron 1982, §3.1).
  const values = [1, 4, 2, 8, 5, 7];
  const mean = (items: readonly number[]) => items.reduce((a, b) => a + b, 0) / items.length;
  const { value, low, high } = jackknife(
    values.map((item) => [item]),
    mean,
  );
  const spread = Math.sqrt(values.reduce((sum, x) => sum + (x - 4.5) ** 2, 0) / 5 / 6);
  assert.equal(value, 4.5);
  assert.ok(Math.abs((low ?? 0) - (4.5 - studentTQuantile(0.975, 5) * spread)) < 1e-9);
  assert.ok(Math.abs((high ?? 0) - (4.5 + studentTQuantile(0.975, 5) * spread)) < 1e-9);
  assert.deepEqual(jackknife([[1], [2]], mean), { value: 1.5, low: null, high: null });
});

const benchmark = {
  id: 'b',
  fingerprint: 'f',
  reducer: 'mean',
  reducer_k: 1,
  cases: Array.from({ length: 20 }, (_, index) => ({
    id: `c${index}`,
    expected: index % 4 === 0 ? 'spam' : 'ham',
  })),
  labels: ['spam', 'ham'],
} as unknown as Benchmark;

function rowsOf(metric: string, scoreOf: (index: number) => number | null): MetricRow[] {
  return benchmark.cases.map(({ id }, index) => {
    const score = scoreOf(index);
    const scores = score === null ? null : [score];
    return {
      ...KEY,
      metric,
      case_id: id,
      case_hash: id,
      cluster: null,
      weight: 1,
      scores,
      missing: score === null ? 1 : 0,
    };
  });
}

test('each named scorer is a metric, and a formula joins their means', () => {
  const rows = [
    ...rowsOf('precision', (index) => (index < 10 ? 1 : 0)),
    ...rowsOf('recall', (index) => (index < 16 ? 1 : 0)),
  ];
  const metrics = { f1: '2 * precision * recall / (precision + recall)' };
  const found = metricsOf(rows, { ...benchmark, metrics });
  assert.deepEqual(
    found.map(({ name, value, cases }) => [name, value, cases]),
    [
      ['precision', 0.5, 20],
      ['recall', 0.8, 20],
      ['f1', 0.8 / 1.3, 20],
    ],
  );
  for (const { low, high, value } of found) {
    assert.ok((low ?? 2) < (value ?? -1) && (high ?? -2) > (value ?? 1));
  }
  assert.match(metricText(found[2]), /^61\.5 \([\d.]+–[\d.]+\)$/);
});

test('one scorer and no formula is no more than the score; unscored cases are missing', () => {
  assert.deepEqual(
    metricsOf(
      rowsOf('equals', () => 1),
      benchmark,
    ),
    [],
  );
  const rows = [...rowsOf('a', (index) => (index < 5 ? null : 1)), ...rowsOf('b', () => null)];
  const [a, b] = metricsOf(rows, benchmark);
  assert.deepEqual([a?.cases, a?.missing, b?.value], [15, 5, null]);
});

test('answers to labels are a classification, with the answers that name none', () => {
  const answers = benchmark.cases.map(({ id }, index) => ({
    ...KEY,
    case_id: id,
    trial: 1,
    answer:
      index === 1 ? 'no idea' : index % 4 === 0 && index > 8 ? 'ham' : index % 4 ? 'Ham.' : 'SPAM',
    confidence: index % 4 ? 0.75 : null,
  }));
  const found = boardClassification(answers, benchmark) ?? assert.fail();
  const value = (name: string) => found.metrics.find((metric) => metric.name === name)?.value;
  // 5 spam: 3 found, 2 taken for ham. 15 ham: 14 found, 1 answered with no label.
  assert.deepEqual(found.labels, ['ham', 'spam']);
  assert.deepEqual(found.confusion, [
    [14, 0, 1],
    [2, 3, 0],
  ]);
  assert.equal(value('accuracy'), 17 / 20);
  assert.ok(Math.abs((value('balanced_accuracy') ?? 0) - (14 / 15 + 3 / 5) / 2) < 1e-12);
  assert.ok(Math.abs((value('macro_f1') ?? 0) - (28 / 31 + 6 / 8) / 2) < 1e-12);
  assert.ok(Math.abs((value('brier') ?? 0) - (14 * 0.0625 + 0.5625) / 15) < 1e-12);
  const { labels: _labels, ...plain } = benchmark;
  assert.equal(boardClassification(answers, plain), undefined);
});
