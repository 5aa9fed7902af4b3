import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  clusterBootstrap,
  clusteredMean,
  correlation,
  holm,
  type JointCase,
  jointBootstrap,
  rankRanges,
  seededRandom,
} from '../../../engine/statistics/index.ts';
import { assertClose } from './close.ts';

interface School {
  readonly test: number;
  readonly grade: number;
  readonly cluster: string;
}

// Efron and Tibshirani (1993), table 3.1: fifteen law schools.
const SCHOOLS: readonly School[] = [
  ...[
    [576, 3.39],
    [635, 3.3],
    [558, 2.81],
    [578, 3.03],
    [666, 3.44],
    [580, 3.07],
    [555, 3],
  ],
  ...[
    [661, 3.43],
    [651, 3.36],
    [605, 3.13],
    [653, 3.12],
    [575, 2.74],
    [545, 2.76],
  ],
  ...[
    [572, 2.88],
    [594, 2.96],
  ],
].map(([score = 0, grade = 0], index) => ({ test: score, grade, cluster: `${index}` }));

function correlationOf(schools: readonly School[]): number {
  return (
    correlation(
      schools.map((school) => school.test),
      schools.map((school) => school.grade),
    ) ?? Number.NaN
  );
}

// scipy 1.17.1, scipy.stats.bootstrap with 400,000 samples; Efron and Tibshirani (1993, section
// 14.3) print 0.43 to 0.92 for BCa.
test('the law schools, percentile and BCa', () => {
  const options = { draws: 40_000, level: 0.9 };
  const plain = clusterBootstrap(SCHOOLS, correlationOf, 'law', options);
  assertClose(plain?.estimate ?? 0, 0.7763744912894071, 1e-12);
  assertClose(plain?.low ?? 0, 0.5234, 0.01);
  assertClose(plain?.high ?? 0, 0.9476, 0.005);
  assertClose(plain?.standard_error ?? 0, 0.13347, 0.02);
  const corrected = clusterBootstrap(SCHOOLS, correlationOf, 'law', { ...options, method: 'bca' });
  assertClose(corrected?.low ?? 0, 0.43, 0.02);
  assertClose(corrected?.high ?? 0, 0.9267, 0.005);
});

function clustered(copies: number): { value: number; cluster: string; weight: number }[] {
  const random = seededRandom('clusters');
  return Array.from({ length: 40 }, (_, cluster) => ({
    value: Number(random.fraction() < 0.6),
    cluster: `${cluster}`,
    weight: 1,
  })).flatMap((one) => Array.from({ length: copies }, () => one));
}

test('whole clusters are drawn: the spread is the clustered standard error', () => {
  const items = clustered(5);
  const mean = (drawn: typeof items): number => clusteredMean(drawn).mean;
  const interval = clusterBootstrap(items, (drawn) => mean([...drawn]), 'clusters');
  const expected = (clusteredMean(items).standard_error ?? 0) * Math.sqrt(39 / 40);
  assertClose(interval?.standard_error ?? 0, expected, 0.03);
});

test('equal seeds give equal intervals, other seeds others', () => {
  const at = (seed: string): unknown =>
    clusterBootstrap(SCHOOLS, correlationOf, seed, { draws: 200 });
  assert.deepEqual(at('a'), at('a'));
  assert.notDeepEqual(at('a'), at('b'));
});

test('a statistic that is mostly undefined has no interval, else the rest counts', () => {
  assert.equal(
    clusterBootstrap(SCHOOLS, () => Number.NaN, 'none', { draws: 100 }),
    null,
  );
  const sometimes = (schools: readonly School[]): number =>
    schools.some(({ cluster }) => cluster === '3') ? schools.length : Number.NaN;
  const interval = clusterBootstrap(SCHOOLS, sometimes, 'some', { draws: 1000 });
  assert.ok((interval?.draws ?? 0) > 550 && (interval?.draws ?? 0) < 720);
});

test('a statistic that never moves has an interval of its own value', () => {
  for (const method of ['percentile', 'bca'] as const) {
    const interval = clusterBootstrap(SCHOOLS, () => 3, 'flat', { draws: 100, method });
    assert.equal(interval?.low, 3);
    assert.equal(interval?.high, 3);
  }
});

/** Two benchmarks on which later models are better, by `gap` a step. */
function benchmarks(gap: number): JointCase[][] {
  const random = seededRandom('joint');
  return [60, 90].map((cases) =>
    Array.from({ length: cases }, (_, index) => {
      const luck = random.fraction();
      const scores = [0, 1, 2].map((model) => Number(luck < 0.4 + gap * model));
      return { cluster: `${index}`, weight: 1, scores };
    }),
  );
}

const AVERAGE = (scores: readonly (readonly number[])[]): number[] =>
  [0, 1, 2].map((model) => scores.reduce((total, row) => total + (row[model] ?? 0) / 2, 0));

test('joint bootstrap: the same cases for all models', () => {
  const models = ['ash', 'birch', 'cedar'];
  const { values, pairs } = jointBootstrap(models, benchmarks(0.15), AVERAGE, 'joint');
  for (const { value, low, high, rank_shares } of values) {
    assert.ok(low <= value && value <= high);
    assertClose(
      rank_shares.reduce((total, share) => total + share, 0),
      1,
      1e-9,
    );
  }
  assert.ok((values[2]?.rank_shares[0] ?? 0) > 0.99);
  const [first] = pairs;
  const apart = Math.hypot(values[0]?.standard_error ?? 0, values[1]?.standard_error ?? 0);
  assert.ok((first?.standard_error ?? 1) < 0.8 * apart);
  const adjusted = holm(pairs.map(({ p_value }) => p_value));
  const ranges = rankRanges(
    models,
    pairs.map((pair, index) => ({ ...pair, p_adjusted: adjusted[index] ?? 1 })),
  );
  assert.deepEqual(
    ranges.map(({ rank_low, rank_high }) => [rank_low, rank_high]),
    [
      [3, 3],
      [2, 2],
      [1, 1],
    ],
  );
});

test('models that answer alike are tied in every sample', () => {
  const { values, pairs } = jointBootstrap(['a', 'b', 'c'], benchmarks(0), AVERAGE, 'tie', {
    draws: 200,
  });
  for (const { p_value, standard_error } of pairs) {
    assert.equal(p_value, 1);
    assert.equal(standard_error, 0);
  }
  for (const { rank_shares } of values) assertClose(rank_shares[0] ?? 0, 1, 1e-9);
});

test('what is outside the bounds is refused', () => {
  const one = { cluster: 'a', weight: 1, scores: [1] };
  const refused: (() => unknown)[] = [
    () => clusterBootstrap([], () => 1, ''),
    () => clusterBootstrap(SCHOOLS, () => 1, '', { draws: 99 }),
    () => clusterBootstrap(SCHOOLS, () => 1, '', { level: 1 }),
    () => jointBootstrap([], [[one]], AVERAGE, ''),
    () => jointBootstrap(['a'], [], AVERAGE, ''),
    () => jointBootstrap(['a'], [[]], AVERAGE, ''),
    () => jointBootstrap(['a', 'b'], [[one]], AVERAGE, ''),
    () => jointBootstrap(['a'], [[{ ...one, scores: [2] }]], AVERAGE, ''),
    () => jointBootstrap(['a'], [[{ ...one, weight: 0 }]], AVERAGE, ''),
  ];
  for (const compute of refused) assert.throws(compute, RangeError);
});
