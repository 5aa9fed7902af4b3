import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type BenchmarkFacts,
  type BenchmarkScore,
  bordaCounts,
  categoryWeights,
  chanceCorrectedPoints,
  leadShares,
  leaveOneOutRanks,
  meanWinRates,
  type OverallScore,
  overallScores,
} from '../../../engine/statistics/index.ts';
import { assertClose } from './close.ts';

const FACTS: readonly BenchmarkFacts[] = [
  { benchmark: 'sums', category: 'maths', chance: 0 },
  { benchmark: 'proofs', category: 'maths', chance: 0 },
  { benchmark: 'quiz', category: 'knowledge', chance: 0.25 },
];

function row(model: string, scores: readonly (number | null)[]): BenchmarkScore[] {
  return scores.flatMap((score, index) =>
    score === null
      ? []
      : [{ model, benchmark: FACTS[index]?.benchmark ?? '', score, standard_error: 0.02 }],
  );
}

const SCORES = [
  ...row('ash', [0.9, 0.5, 0.7]),
  ...row('birch', [0.8, 0.6, 0.7]),
  ...row('cedar', [0.2, 0.3, 0.25]),
  ...row('elm', [1, null, 1]),
];

function of(model: string): OverallScore {
  const found = overallScores(SCORES, FACTS, 'seed').complete.find((one) => one.model === model);
  assert.ok(found);
  return found;
}

// By hand: ash (90 + 50)/4 + 60/2; the errors are 2 points twice with weight ¼ and 2/0.75 with ½.
test('macro mean, win rate and Borda by hand', () => {
  assertClose(of('ash').macro_mean, 65, 1e-12);
  assertClose(of('birch').macro_mean, 65, 1e-12);
  assertClose(of('cedar').macro_mean, 12.5, 1e-12);
  assertClose(of('ash').standard_error, Math.hypot(0.5, 0.5, 4 / 3), 1e-12);
  assertClose(of('ash').mean_win_rate, (1 + 0.5 + 0.75) / 3, 1e-12);
  assert.equal(of('cedar').mean_win_rate, 0);
  assert.equal(of('ash').borda, 2 + 1 + 2);
  assert.equal(of('cedar').borda, 0);
});

test('a model without a benchmark stands apart and nothing is filled in', () => {
  const { complete, incomplete } = overallScores(SCORES, FACTS, 'seed');
  assert.deepEqual(incomplete, [{ model: 'elm', missing: ['proofs'] }]);
  assert.deepEqual(
    complete.map(({ model }) => model),
    ['ash', 'birch', 'cedar'],
  );
  const without = overallScores(
    SCORES.filter(({ model }) => model !== 'elm'),
    FACTS,
    'seed',
  );
  assert.deepEqual(complete, without.complete);
});

// ash leads where its weight on sums exceeds that on proofs: half of the simplex.
test('who leads depends on the weights', () => {
  const points = [
    [90, 50, 60],
    [80, 60, 60],
    [20, 30, 0],
  ];
  const shares = leadShares(points, 'weights', 20_000);
  assert.ok(Math.abs((shares[0] ?? 0) - 0.5) < 0.015);
  assert.equal(shares[2], 0);
  assertClose((shares[0] ?? 0) + (shares[1] ?? 0), 1, 1e-9);
  assert.deepEqual(leadShares([[1], [1]], 'tie'), leadShares([[1], [1]], 'other'));
});

// Uniform on the simplex of three: P(w₁ > ½) = ¼.
test('weights are uniform on the simplex', () => {
  const shares = leadShares(
    [
      [1, 0, 0],
      [0.5, 0.5, 0.5],
    ],
    'simplex',
    20_000,
  );
  assert.ok(Math.abs((shares[0] ?? 0) - 0.25) < 0.01);
});

test('leaving one benchmark out moves the ranks', () => {
  const points = [
    [90, 50, 60],
    [80, 60, 60],
    [20, 30, 0],
  ];
  const categories = ['maths', 'maths', 'knowledge'];
  assert.deepEqual(leaveOneOutRanks(points, categories), [
    { low: 1, high: 2 },
    { low: 1, high: 2 },
    { low: 3, high: 3 },
  ]);
  assert.deepEqual(leaveOneOutRanks([[1], [2]], ['a']), [
    { low: 2, high: 2 },
    { low: 1, high: 1 },
  ]);
});

// The order of two models turns when a third joins: why they are shown and never ranked by.
test('win rate and Borda depend on who else is there', () => {
  const pair = [
    [60, 60, 40],
    [50, 50, 90],
  ];
  const crowd = [...pair, [45, 45, 85], [45, 45, 80]];
  const leads = (values: readonly number[]): boolean => (values[0] ?? 0) > (values[1] ?? 0);
  assert.ok(leads(bordaCounts(pair)) && leads(meanWinRates(pair)));
  assert.ok(!leads(bordaCounts(crowd)) && !leads(meanWinRates(crowd)));
});

test('points and weights', () => {
  assert.equal(chanceCorrectedPoints(0.25, 0.25), 0);
  assert.equal(chanceCorrectedPoints(1, 0.5), 100);
  assert.ok(chanceCorrectedPoints(0.1, 0.25) < 0);
  assert.deepEqual(categoryWeights(['a', 'a', 'b', 'c']), [1 / 6, 1 / 6, 1 / 3, 1 / 3]);
  assert.deepEqual(meanWinRates([[50]]), [0]);
});

test('what is outside the bounds is refused', () => {
  const [first] = SCORES;
  assert.ok(first);
  const refused: (() => unknown)[] = [
    () => overallScores(SCORES, [], ''),
    () => overallScores(SCORES, [...FACTS, ...FACTS], ''),
    () => overallScores([first, first], FACTS, ''),
    () => overallScores([{ ...first, benchmark: 'chess' }], FACTS, ''),
    () => overallScores([{ ...first, score: 1.2 }], FACTS, ''),
    () => overallScores(SCORES, [{ benchmark: 'sums', category: 'a', chance: 1 }], ''),
    () => leadShares([[1]], '', 0),
  ];
  for (const compute of refused) assert.throws(compute, RangeError);
});
