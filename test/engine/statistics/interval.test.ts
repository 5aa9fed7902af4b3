import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type CaseScore,
  clusteredMean,
  clusterTInterval,
  effectiveN,
  normalQuantile,
  scoreInterval,
  seededRandom,
  studentTQuantile,
  wilson,
  wilsonOnEffectiveN,
} from '../../../engine/statistics/index.ts';
import { assertClose } from './close.ts';

/** Cases of one score each; `clusterOf` says which belong together. */
function scored(
  values: readonly number[],
  clusterOf: (index: number) => string | number = (index) => index,
): CaseScore[] {
  return values.map((score, index) => ({ score, cluster: `${clusterOf(index)}`, weight: 1 }));
}

function valued(scores: readonly CaseScore[]): Parameters<typeof clusteredMean>[0] {
  return scores.map(({ score, ...rest }) => ({ ...rest, value: score }));
}

function repeated(value: number, count: number): number[] {
  return Array.from({ length: count }, () => value);
}

// Eight clusters of five, as different from each other as passages are.
const EIGHT = [
  ...[1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 0, 0, 0, 1, 0, 1, 1, 1, 0, 1],
  ...[0, 0, 0, 0, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0, 0, 0],
];

// numpy 2 with the matrices of Bell and McCaffrey (2002) written out: hat matrix, CR2 scales and
// Satterthwaite's (tr Ω)²/tr Ω².
test('below 30 clusters the standard error is CR2', () => {
  const values = [1, 1, 0, 1, 0, 0, 1, 1, 1, 0, 1, 0.5];
  const plain = clusteredMean(valued(scored(values, (index) => 'aaabbcddddef'[index] ?? '')));
  assertClose(plain.mean, 0.625, 1e-14);
  assertClose(plain.standard_error ?? 0, 0.08609685447313598, 1e-12);
  assertClose(plain.degrees ?? 0, 3.5728346456692908, 1e-12);
  assertClose(plain.design_effect ?? 0, 0.37560975609756114, 1e-12);
  const weights = [1, 2, 1, 1, 3, 1, 1, 1, 2, 1, 1, 1];
  const weighted = clusteredMean(
    values.map((value, index) => ({
      value,
      cluster: 'aaabbcddddef'[index] ?? '',
      weight: weights[index] ?? 1,
    })),
  );
  assertClose(weighted.mean, 0.59375, 1e-14);
  assertClose(weighted.standard_error ?? 0, 0.1444425728101254, 1e-12);
  assertClose(weighted.degrees ?? 0, 2.6506887643253045, 1e-12);
});

test('clusters of equal size have G − 1 degrees of freedom in every formula', () => {
  const estimate = clusteredMean(valued(scored(EIGHT, (index) => Math.floor(index / 5))));
  assertClose(estimate.standard_error ?? 0, Math.SQRT2 / 10, 1e-12);
  assertClose(estimate.degrees ?? 0, 7, 1e-12);
});

test('from 30 clusters on it is CR1: the plain t interval when every cluster is one case', () => {
  const values = Array.from({ length: 40 }, (_, index) => ((index * 7) % 11) / 10);
  const estimate = clusteredMean(valued(scored(values)));
  const average = values.reduce((total, value) => total + value, 0) / 40;
  const spread = values.reduce((total, value) => total + (value - average) ** 2, 0) / 39;
  assertClose(estimate.standard_error ?? 0, Math.sqrt(spread / 40), 1e-12);
  assert.equal(estimate.degrees, 39);
  const reach = studentTQuantile(0.975, 39) * Math.sqrt(spread / 40);
  assertClose(clusterTInterval(estimate)?.high ?? 0, average + reach, 1e-12);
});

// numpy 2 and scipy 1.17.1: n / (CR1 variance / iid variance), Wilson with t.ppf(0.975, 7).
test('wilson on effective n', () => {
  const scores = scored(EIGHT, (index) => Math.floor(index / 5));
  assertClose(effectiveN(clusteredMean(valued(scores))), 12.30769230769231, 1e-12);
  const { low, high } = wilsonOnEffectiveN(scores);
  assertClose(low, 0.29317364829578824, 1e-12);
  assertClose(high, 0.8443490728899394, 1e-12);
});

test('when every cluster is one case it is the ordinary Wilson interval', () => {
  assert.deepEqual(wilsonOnEffectiveN(scored(EIGHT)), wilson(0.6, 40, normalQuantile(0.975)));
});

test('rows of a cluster are not counted as cases', () => {
  const few = scored([...repeated(1, 6), ...repeated(0, 4)]);
  const many = few.flatMap((one) => [one, one, one, one]);
  const { effective_n, low, high } = scoreInterval(many);
  assert.ok(effective_n <= 10 + 1e-9);
  const once = scoreInterval(few);
  assert.ok((low ?? 1) <= (once.low ?? 0) && (high ?? 0) >= (once.high ?? 1));
});

test('below six clusters each cluster is one case', () => {
  const values = [1, 1, 1, 0, 1, 0, 1, 1, 0, 0, 1, 1, 0, 1, 1];
  const interval = scoreInterval(scored(values, (index) => index % 5));
  assert.equal(interval.effective_n, 5);
  assert.equal(interval.method, 'wilson_effective_n');
  assert.equal(scoreInterval(scored(values, (index) => index % 4)).method, 'too_few_cases');
});

test('equal scores are worth as many cases as there are clusters', () => {
  const interval = scoreInterval(scored(repeated(0.5, 60), (index) => index % 20));
  assert.equal(interval.effective_n, 20);
  assert.equal(interval.method, 'wilson_effective_n');
});

test('nothing failed, nothing passed: the one-sided exact bound on clusters', () => {
  const passed = scoreInterval(scored(repeated(1, 60), (index) => index % 20));
  assert.equal(passed.method, 'clopper_pearson');
  assert.equal(passed.high, 1);
  assertClose(passed.low ?? 0, 0.05 ** (1 / 20), 1e-12);
  const failed = scoreInterval(scored(repeated(0, 30)));
  assert.equal(failed.low, 0);
  assertClose(failed.high ?? 0, 1 - 0.05 ** (1 / 30), 1e-12);
});

// Seven of ten: mean ± t(9)·s/√10 is 0.7 ± 0.346, the formula of tools that know no other.
test('the t interval of few cases leaves 0…1, the automatic choice does not', () => {
  const scores = scored([...repeated(1, 7), ...repeated(0, 3)]);
  assert.equal(clusterTInterval(clusteredMean(valued(scores)))?.high.toFixed(3), '1.046');
  assert.equal(scoreInterval(scores).high, wilson(0.7, 10).high);
});

test('fewer than five effective cases have no interval', () => {
  const interval = scoreInterval(scored([1, 0, 1, 1]));
  assert.deepEqual(interval, {
    score: 0.75,
    low: null,
    high: null,
    method: 'too_few_cases',
    n: 4,
    clusters: 4,
    effective_n: 4,
  });
});

test('fractional scores: t from 100 effective cases on, inside (0, 1)', () => {
  const wave = (count: number): number[] =>
    Array.from({ length: count }, (_, index) => 0.3 + (index % 5) / 10);
  assert.equal(scoreInterval(scored(wave(100))).method, 'cluster_t');
  assert.equal(scoreInterval(scored(wave(95))).method, 'wilson_effective_n');
  const nearlyAll = scored([...repeated(1, 199), 0.1]);
  assert.equal(scoreInterval(nearlyAll).method, 'wilson_effective_n');
});

test('clusters that cancel do not make an interval without width', () => {
  const scores = scored(
    Array.from({ length: 120 }, (_, index) => (index % 2 ? 0.8 : 0.2)),
    (index) => Math.floor(index / 2),
  );
  const { low, high, method } = scoreInterval(scores);
  assert.equal(method, 'wilson_effective_n');
  assert.ok((high ?? 0) - (low ?? 0) > 0.1);
});

test('weights count: equal ones change nothing, unequal ones cost cases', () => {
  const scores = scored(EIGHT);
  const heavy = scores.map((one) => ({ ...one, weight: 2.5 }));
  assert.deepEqual(scoreInterval(heavy), scoreInterval(scores));
  const uneven = scores.map((one, index) => ({ ...one, weight: index < 4 ? 10 : 1 }));
  const { effective_n, score } = scoreInterval(uneven);
  assertClose(effective_n, 76 ** 2 / 436, 1e-12);
  assertClose(score, (40 + 20) / 76, 1e-12);
});

test('nothing leaves 0…1 and the score lies inside, whatever the scores', () => {
  const random = seededRandom('interval property');
  for (let round = 0; round < 400; round++) {
    const count = 1 + random.below(150);
    const [groups, edge] = [1 + random.below(40), random.fraction() * 1.4 - 0.2];
    const scores = Array.from({ length: count }, () => ({
      score: Math.min(1, Math.max(0, edge + (random.fraction() - 0.5) * 0.5)),
      cluster: `${random.below(groups)}`,
      weight: 0.5 + random.fraction(),
    }));
    const { score, low, high, effective_n, n } = scoreInterval(scores);
    assert.ok(0 <= (low ?? 0) && (low ?? 0) <= score && score <= (high ?? 1) && (high ?? 1) <= 1);
    assert.ok(effective_n > 0 && effective_n <= n + 1e-9);
  }
});

test('coverage of the ordinary t interval on rows is the trap this avoids', () => {
  const random = seededRandom('coverage');
  let [covered, naive] = [0, 0];
  for (let round = 0; round < 400; round++) {
    const rates = Array.from({ length: 10 }, () => (random.fraction() < 0.5 ? 0.2 : 0.8));
    const values = rates.flatMap((rate) =>
      Array.from({ length: 8 }, () => Number(random.fraction() < rate)),
    );
    const { low, high } = wilsonOnEffectiveN(scored(values, (index) => Math.floor(index / 8)));
    if (low <= 0.5 && 0.5 <= high) covered++;
    const plain = wilsonOnEffectiveN(scored(values));
    if (plain.low <= 0.5 && 0.5 <= plain.high) naive++;
  }
  assert.ok(covered / 400 > 0.93, `${covered / 400}`);
  assert.ok(naive / 400 < 0.8, `${naive / 400}`);
});

test('what is outside the bounds is refused', () => {
  const one = { score: 1, cluster: 'a', weight: 1 };
  const refused: (() => unknown)[] = [
    () => scoreInterval([]),
    () => scoreInterval([{ ...one, score: 1.01 }]),
    () => scoreInterval([{ ...one, score: Number.NaN }]),
    () => scoreInterval([{ ...one, weight: 0 }]),
    () => wilsonOnEffectiveN([one], 1),
  ];
  for (const compute of refused) assert.throws(compute, RangeError);
});
