import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type BenchmarkQuality,
  benchmarkQuality,
  cronbachAlpha,
  lengthForReliability,
  saturationOf,
  seededRandom,
  separability,
  signalToNoise,
  spearmanBrown,
} from '../../../engine/statistics/index.ts';
import { assertClose } from './close.ts';

type Judged = Extract<BenchmarkQuality, { status: 'judged' }>;

function judged(scores: readonly (readonly number[])[]): Judged {
  const quality = benchmarkQuality(scores);
  assert.ok(quality.status === 'judged');
  return quality;
}

// Twelve models, six cases; the last has the inverted key of the first.
const ANSWERS = [
  ...['100010', '010101', '000011', '011011', '000011', '110010'],
  ...['100100', '001001', '011111', '011111', '111100', '110110'],
].map((row) => [...row].map(Number));

// numpy 2: np.corrcoef with the rest of the sum, and alpha from variances with ddof = 1.
test('item-rest correlations and alpha', () => {
  const { alpha, cases } = judged(ANSWERS);
  assertClose(alpha ?? 0, -0.12765957446808515, 1e-12);
  const expected = [
    [-0.4879500364742666, 0.360082304526749],
    [0.649374119431897, -1.3554216867469875],
    [0.2286149784296063, -0.5081300813008129],
    [0.1767766952966369, -0.4296875],
    [-0.15811388300841894, 0.027777777777777818],
    [-0.2965909994776427, 0.18472906403940906],
  ];
  expected.forEach(([itemRest = 0, dropped = 0], index) => {
    assertClose(cases[index]?.item_rest ?? 0, itemRest, 1e-12);
    assertClose(cases[index]?.alpha_if_dropped ?? 0, dropped, 1e-11);
  });
});

/** Models of rising ability; case `bad` has its key inverted, `dead` passes always. */
function planted(models: number, bad: number, dead: number): number[][] {
  const random = seededRandom('planted');
  return Array.from({ length: models }, (_, model) =>
    Array.from({ length: 30 }, (_, index) => {
      const pass = Number(random.fraction() < (model + 0.5) / models);
      return index === dead ? 1 : index === bad ? 1 - pass : pass;
    }),
  );
}

test('an inverted key is suspect, a case that all pass is dead', () => {
  const { cases, alpha } = judged(planted(20, 7, 12));
  assert.equal(cases[7]?.state, 'suspect');
  assert.ok((cases[7]?.item_rest ?? 0) < -0.3);
  assert.ok((cases[7]?.alpha_if_dropped ?? 0) > (alpha ?? 1));
  assert.equal(cases[12]?.state, 'dead');
  assert.equal(cases[12]?.item_rest, null);
  const sound = cases.filter(({ state }) => state === 'sound');
  assert.ok(sound.length >= 26);
});

test('item-total would hide what item-rest shows', () => {
  const scores = Array.from({ length: 10 }, (_, model) => [model % 2, Number(model < 5), 0.5]);
  const { cases } = judged(scores);
  assertClose(cases[0]?.item_rest ?? 0, -0.2, 1e-12);
  assert.equal(cases[0]?.state, 'suspect');
});

test('nine models are too few to judge a benchmark', () => {
  assert.deepEqual(benchmarkQuality(planted(9, 0, 1)), {
    status: 'too_few_models',
    models: 9,
    needed: 10,
  });
});

// KR-20 is alpha for 0 and 1: k/(k − 1)·(1 − Σp·q/σ²) with variances divided by n.
test('alpha of passes and failures is KR-20', () => {
  const scores = planted(15, 3, 4);
  const rates = (scores[0] ?? []).map((_, item) =>
    scores.reduce((total, row) => total + (row[item] ?? 0) / 15, 0),
  );
  const sums = scores.map((row) => row.reduce((total, score) => total + score, 0));
  const mean = sums.reduce((total, one) => total + one, 0) / 15;
  const spread = sums.reduce((total, one) => total + (one - mean) ** 2, 0) / 15;
  const within = rates.reduce((total, rate) => total + rate * (1 - rate), 0);
  assertClose(cronbachAlpha(scores) ?? 0, (30 / 29) * (1 - within / spread), 1e-10);
});

test('alpha without spread or with one case is undefined', () => {
  assert.equal(cronbachAlpha([[1], [0]]), null);
  assert.equal(
    cronbachAlpha([
      [1, 0],
      [0, 1],
    ]),
    null,
  );
});

// Spearman (1910): 2·0.7/1.7.
test('Spearman-Brown', () => {
  assertClose(spearmanBrown(0.7, 2), 1.4 / 1.7, 1e-12);
  assertClose(spearmanBrown(0.6, lengthForReliability(0.6)), 0.9, 1e-12);
  assertClose(lengthForReliability(0.6), 6, 1e-12);
});

test('separability counts pairs after Holm', () => {
  assert.equal(separability([0.001, 0.02, 0.04, 0.6]), 1 / 4);
  assert.equal(separability([0.001, 0.001]), 1);
  assert.equal(separability([]), 0);
});

test('signal to noise', () => {
  const models = [0.4, 0.5, 0.6].map((score) => ({ score, standard_error: 0.02 }));
  assertClose(signalToNoise(models) ?? 0, 5, 1e-12);
  assert.equal(signalToNoise(models.slice(1, 2)), null);
  assert.equal(signalToNoise(models.map((one) => ({ ...one, standard_error: 0 }))), null);
});

test('saturation: solved is not the same as too small', () => {
  const board = (score: number, ranks: readonly number[]): ReturnType<typeof saturationOf> =>
    saturationOf(ranks.map((rank_low, index) => ({ score: score - index / 1000, rank_low })));
  assert.equal(board(0.95, [1, 1, 1, 1, 1, 3]), 'ceiling');
  assert.equal(board(0.6, [1, 1, 1, 1, 1, 3]), 'too_few_cases');
  assert.equal(board(0.95, [1, 1, 1, 1, 2]), 'open');
  assert.equal(board(0.95, [1, 1, 1, 1]), 'too_few_models');
});

test('what is outside the bounds is refused', () => {
  const refused: (() => unknown)[] = [
    () => benchmarkQuality([]),
    () => benchmarkQuality([[]]),
    () => benchmarkQuality([[1, 0], [1]]),
    () => cronbachAlpha([[1.5]]),
    () => spearmanBrown(2, 1),
    () => spearmanBrown(0.5, 0),
    () => lengthForReliability(0),
    () => lengthForReliability(0.5, 1),
    () => separability([2]),
    () => signalToNoise([]),
    () => signalToNoise([{ score: 2, standard_error: 0 }]),
    () => saturationOf([{ score: -1, rank_low: 1 }]),
  ];
  for (const compute of refused) assert.throws(compute, RangeError);
});
