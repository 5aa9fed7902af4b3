import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  comparePaired,
  equivalence,
  mcnemarExact,
  mcnemarMidP,
  newcombePaired,
  nonInferiority,
  type PairedCase,
  pairedDifference,
  pairedInterval,
  probabilityBBetter,
  seededRandom,
  signFlipPermutation,
} from '../../../engine/statistics/index.ts';
import { assertClose } from './close.ts';

const DIFFERENCES = [0.2, -0.1, 0.35, 0.05, 0.4, -0.15, 0.25, 0.1, 0.3, 0];

function pairsOf(
  differences: readonly number[],
  cluster?: (index: number) => number,
): PairedCase[] {
  return differences.map((difference, index) => ({
    a: 0.5,
    b: 0.5 + difference,
    cluster: `${cluster?.(index) ?? index}`,
    weight: 1,
  }));
}

function binaryPairs(onlyA: number, onlyB: number, both: number, neither: number): PairedCase[] {
  const cells: [number, number, number][] = [
    [onlyA, 1, 0],
    [onlyB, 0, 1],
    [both, 1, 1],
    [neither, 0, 0],
  ];
  const scores = cells.flatMap(([count, a, b]) => Array.from({ length: count }, () => ({ a, b })));
  return scores.map((pair, index) => ({ ...pair, cluster: `${index}`, weight: 1 }));
}

function swapped(pairs: readonly PairedCase[]): PairedCase[] {
  return pairs.map(({ a, b, ...rest }) => ({ a: b, b: a, ...rest }));
}

test('p is never 0', () => {
  assert.ok(mcnemarExact(0, 5000) > 0);
  assert.ok(mcnemarMidP(0, 5000) > 0);
  assert.ok(signFlipPermutation(Array(3000).fill(1), 'seed') > 0);
  assert.ok(nonInferiority(pairedDifference(pairsOf(Array(2000).fill(0.5))), 0.99).p_value > 0);
});

// scipy 1.17.1: scipy.stats.ttest_1samp(d, 0) and its confidence_interval(0.95) and (0.9);
// ttest_1samp(d, −0.05, alternative='greater') for the margin.
test('paired difference, non-inferiority and equivalence', () => {
  const estimate = pairedDifference(pairsOf(DIFFERENCES));
  assertClose(estimate.difference, 0.14, 1e-12);
  assertClose(estimate.standard_error ?? 0, 0.06, 1e-12);
  const { low, high } = pairedInterval(estimate);
  assertClose(low, 0.0042705702321076955, 1e-9);
  assertClose(high, 0.27572942976789233, 1e-9);
  const margin = nonInferiority(estimate, 0.05);
  assertClose(margin.bound, 0.030013224040625758, 1e-9);
  assertClose(margin.p_value, 0.005713526018456047, 1e-9);
  assert.equal(margin.holds, true);
  const same = equivalence(estimate, 0.2);
  assertClose(same.high, 0.24998677595937424, 1e-9);
  assert.equal(same.holds, false);
  assert.equal(equivalence(estimate, 0.25).holds, true);
  assert.ok(equivalence(estimate, 0.25).p_value <= 0.05 && same.p_value > 0.05);
});

test('Var(B − A) = Var A + Var B − 2 Cov: what pairing saves', () => {
  const random = seededRandom('pairing');
  const pairs = Array.from({ length: 200 }, (_, index) => {
    const hard = random.fraction();
    const [a, b] = [hard * 0.8 + random.fraction() * 0.2, hard * 0.7 + random.fraction() * 0.3];
    return { a, b, cluster: `${index}`, weight: 1 };
  });
  const { variance_saved, correlation } = pairedDifference(pairs);
  assert.ok((variance_saved ?? 0) > 0.7 && (correlation ?? 0) > 0.8);
  const flat = pairedDifference(pairsOf(DIFFERENCES));
  assert.equal(flat.correlation, null);
});

test('intervals that overlap are not a test: the paired one sees what they miss', () => {
  const pairs = binaryPairs(0, 12, 50, 38);
  const result = comparePaired(pairs, 'seed');
  assert.ok(result.p_value < 0.001 && result.low > 0);
});

test('equal differences do not make an interval without width', () => {
  const { low, high } = pairedInterval(pairedDifference(pairsOf(Array(60).fill(0))));
  assertClose(high, 1 - 0.05 ** (1 / 60), 1e-12);
  assert.equal(low, -high);
  const constant = pairedInterval(pairedDifference(pairsOf([0.1 + 0.2, 0.3, 0.3, 0.3, 0.3])));
  assert.ok(constant.low < 0.3 && constant.high > 0.3 && constant.high <= 1);
  assert.deepEqual(pairedInterval(pairedDifference(pairsOf([0.2]))), { low: -1, high: 1 });
});

test('comparePaired on 0 and 1: exact McNemar with the four counts', () => {
  const result = comparePaired(binaryPairs(1, 7, 5, 3), 'seed');
  const { low, high, ...rest } = result;
  assert.deepEqual(rest, {
    cases: 16,
    only_a: 1,
    only_b: 7,
    both: 5,
    neither: 3,
    difference: 0.375,
    p_value: mcnemarExact(1, 7),
    test: 'mcnemar_exact',
    probability_b_better: probabilityBBetter(1, 7),
  });
  assert.deepEqual({ low, high }, newcombePaired({ only_a: 1, only_b: 7, both: 5, neither: 3 }));
});

test('without clusters and weights the permutation test is McNemar’s', () => {
  for (const [onlyA, onlyB] of [
    [1, 7],
    [5, 15],
    [12, 30],
    [4, 4],
  ] as const) {
    const signs = [...Array(onlyA).fill(-1), ...Array(onlyB).fill(1), 0, 0];
    assertClose(signFlipPermutation(signs, 'seed'), mcnemarExact(onlyA, onlyB), 1e-9);
  }
});

test('clusters, weights and fractions call for the permutation test', () => {
  const binary = binaryPairs(1, 7, 5, 3);
  const together = binary.map((pair, index) => ({ ...pair, cluster: `${index % 8}` }));
  const weighted = binary.map((pair, index) => ({ ...pair, weight: 1 + index }));
  const halves = binary.map((pair) => ({ ...pair, a: pair.a / 2 }));
  for (const pairs of [together, weighted, halves]) {
    assert.equal(comparePaired(pairs, 'seed').test, 'sign_flip_permutation');
  }
});

test('rows of one cluster are flipped together and counted once', () => {
  const few = pairsOf(DIFFERENCES);
  const many = few.flatMap((pair) => [pair, pair, pair]);
  assertClose(comparePaired(many, 'seed').p_value, comparePaired(few, 'seed').p_value, 1e-12);
  assert.equal(
    comparePaired(many, 'seed').probability_b_better,
    comparePaired(few, 'seed').probability_b_better,
  );
});

test('swapping the models mirrors the comparison', () => {
  const crooked = pairsOf(DIFFERENCES.map((value, index) => value * 0.9 + Math.cos(index) * 0.01));
  for (const pairs of [binaryPairs(3, 9, 20, 5), pairsOf(DIFFERENCES), crooked]) {
    const [one, other] = [comparePaired(pairs, 'seed'), comparePaired(swapped(pairs), 'seed')];
    assert.equal(one.p_value, other.p_value);
    assertClose(one.low, -other.high, 1e-9);
    assertClose(one.probability_b_better, 1 - other.probability_b_better, 1e-9);
    assert.equal(one.only_a, other.only_b);
  }
});

test('nothing leaves its bounds, whatever the pairs', () => {
  const random = seededRandom('paired property');
  for (let round = 0; round < 300; round++) {
    const [count, groups] = [1 + random.below(40), 1 + random.below(30)];
    const isBinary = random.fraction() < 0.5;
    const draw = (): number => (isBinary ? random.below(2) : random.below(21) / 20);
    const pairs = Array.from({ length: count }, () => ({
      a: draw(),
      b: draw(),
      cluster: `${random.below(groups)}`,
      weight: 1 + random.below(3),
    }));
    const result = comparePaired(pairs, 'seed');
    assert.ok(result.p_value > 0 && result.p_value <= 1);
    assert.ok(-1 <= result.low && result.low <= result.difference + 1e-12);
    assert.ok(result.difference <= result.high + 1e-12 && result.high <= 1);
    assert.ok(result.probability_b_better > 0 && result.probability_b_better < 1);
    assert.equal(result.only_a + result.only_b + result.both + result.neither, count);
  }
});

test('two equal models are called different in at most 5 % of the runs', () => {
  const random = seededRandom('type one');
  let rejected = 0;
  for (let round = 0; round < 500; round++) {
    const pairs = Array.from({ length: 60 }, (_, index) => ({
      a: random.below(5) / 4,
      b: random.below(5) / 4,
      cluster: `${index}`,
      weight: 1,
    }));
    if (comparePaired(pairs, 'seed').p_value <= 0.05) rejected++;
  }
  assert.ok(rejected / 500 < 0.075, `${rejected / 500}`);
});

test('what is outside the bounds is refused', () => {
  const pair = { a: 1, b: 0, cluster: 'a', weight: 1 };
  const estimate = pairedDifference(pairsOf(DIFFERENCES));
  const refused: (() => unknown)[] = [
    () => comparePaired([], 'seed'),
    () => comparePaired([{ ...pair, a: 2 }], 'seed'),
    () => comparePaired([{ ...pair, weight: -1 }], 'seed'),
    () => comparePaired([pair], 'seed', 0),
    () => comparePaired([pair], 'seed', 1.1),
    () => nonInferiority(estimate, 0),
    () => equivalence(estimate, 0.1, 1),
    () => pairedInterval(estimate, 1),
  ];
  for (const compute of refused) assert.throws(compute, RangeError);
});
