import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Battle,
  type BradleyTerryFit,
  type BradleyTerryOptions,
  bradleyTerry,
  eloOfRating,
  ratingDifference,
  seededRandom,
  winGroups,
} from '../../../engine/statistics/index.ts';
import { inversePositive, timesVector } from '../../../engine/statistics/matrix.ts';
import battles from './battles.json' with { type: 'json' };
import { assertClose } from './close.ts';

type Fitted = Extract<BradleyTerryFit, { status: 'fitted' }>;

function fitted(
  models: readonly string[],
  list: readonly Battle[],
  options?: BradleyTerryOptions,
): Fitted {
  const fit = bradleyTerry(models, list, options);
  assert.ok(fit.status === 'fitted', fit.status);
  return fit;
}

/** Battles as wins of row over column. */
function fromTable(models: readonly string[], wins: readonly (readonly number[])[]): Battle[] {
  return models.flatMap((a, row) =>
    models.flatMap((b, column) =>
      Array.from({ length: wins[row]?.[column] ?? 0 }, (_, index) => ({
        a,
        b,
        score_a: 1,
        cluster: `${a} ${b} ${index}`,
      })),
    ),
  );
}

const TEAMS = ['Milwaukee', 'Detroit', 'Toronto', 'New York', 'Boston', 'Cleveland', 'Baltimore'];
const WINS = [
  [0, 7, 9, 7, 7, 9, 11],
  [6, 0, 7, 5, 11, 9, 9],
  [4, 6, 0, 7, 7, 8, 12],
  [6, 8, 6, 0, 6, 7, 10],
  [6, 2, 6, 7, 0, 7, 12],
  [4, 4, 5, 6, 6, 0, 6],
  [2, 4, 1, 3, 1, 7, 0],
];

// The American League of 1987 in Agresti (2002), Categorical Data Analysis, table 10.10, ratings
// against Baltimore; digits beyond the printed ones from statsmodels 0.15.0, GLM(Binomial).
test('Agresti’s baseball season', () => {
  const fit = fitted(TEAMS, fromTable(TEAMS, WINS));
  const expected: [string, number, number][] = [
    ['Milwaukee', 1.5813558766613938, 0.3432559815946003],
    ['Detroit', 1.4364084318124382, 0.33956850637881547],
    ['Toronto', 1.294485123911807, 0.33666940142281654],
    ['New York', 1.2476178451413875, 0.3358609225256987],
    ['Boston', 1.107697705378655, 0.33387820698936466],
    ['Cleveland', 0.6838527691591632, 0.33187667271102556],
  ];
  assert.equal(fit.errors, 'inverse_hessian');
  for (const [team, rating, error] of expected) {
    const difference = ratingDifference(fit, team, 'Baltimore');
    assertClose(difference.effect, rating, 1e-10);
    assertClose(difference.standard_error, error, 1e-10);
  }
  const ratings = fit.ratings.map(({ rating }) => rating);
  assert.ok(Math.abs(ratings.reduce((total, rating) => total + rating, 0)) < 1e-12);
  assert.equal(fit.ratings[0]?.battles, 78);
});

const MODELS = ['ash', 'birch', 'cedar', 'elm'];

function recorded(withStyle: boolean): Battle[] {
  return battles.rows.map(([a = 0, b = 0, score_a = 0, item = 0, style = 0]) => ({
    a: MODELS[a] ?? '',
    b: MODELS[b] ?? '',
    score_a,
    cluster: `${item}`,
    ...(withStyle ? { style: [style] } : {}),
  }));
}

function assertContrasts(fit: Fitted, effects: readonly number[], errors: readonly number[]): void {
  effects.forEach((effect, index) => {
    const difference = ratingDifference(fit, MODELS[index] ?? '', 'elm');
    assertClose(difference.effect, effect, 1e-10);
    assertClose(difference.standard_error, errors[index] ?? 0, 1e-10);
  });
}

// numpy 2.4.6: Newton on the same likelihood, sandwich over the 40 cases times 40/39; inverse
// Hessian also by statsmodels 0.15.0.
test('ties, repeated cases and a style covariate', () => {
  const plain = fitted(MODELS, recorded(false), { errors: 'inverse_hessian' });
  const effects = [0.8770787953206897, 1.0177434162551129, 0.32410934500512995];
  assertContrasts(plain, effects, [0.35079751301247697, 0.3335237683410393, 0.3421535159686666]);
  const clustered = fitted(MODELS, recorded(false));
  assert.equal(clustered.errors, 'sandwich');
  const sandwich = [0.36851005719109015, 0.2974637863476734, 0.3190025635157365];
  assertContrasts(clustered, effects, sandwich);
  const styled = fitted(MODELS, recorded(true));
  assertContrasts(
    styled,
    [0.916801628338711, 1.0712008852495989, 0.2608123075771725],
    [0.36240360345289113, 0.3041868523801202, 0.34024138334125037],
  );
  assertClose(styled.style[0]?.effect ?? 0, 0.4707340557646632, 1e-10);
  assertClose(styled.style[0]?.standard_error ?? 0, 0.17890642279678678, 1e-10);
});

// scipy 1.17.1, minimize(BFGS) of the penalised likelihood with ridge 2.
test('a ridge draws the ratings together', () => {
  const fit = fitted(MODELS, recorded(false), { ridge: 2, errors: 'inverse_hessian' });
  const ratings = [
    0.28612104208003974, 0.41976096758974674, -0.21011335731313996, -0.49576900621395553,
  ];
  const errors = [
    0.19498576063673628, 0.18539344055296195, 0.19149093473072856, 0.19910828450862617,
  ];
  fit.ratings.forEach(({ rating, standard_error }, index) => {
    assertClose(rating, ratings[index] ?? 0, 1e-6);
    assertClose(standard_error, errors[index] ?? 0, 1e-6);
  });
});

test('two models: the log-odds of the wins', () => {
  const fit = fitted(
    ['ash', 'birch'],
    fromTable(
      ['ash', 'birch'],
      [
        [0, 30],
        [10, 0],
      ],
    ),
  );
  const { effect, standard_error, low, high } = ratingDifference(fit, 'ash', 'birch');
  assertClose(effect, Math.log(3), 1e-12);
  assertClose(standard_error, Math.sqrt(1 / 30 + 1 / 10), 1e-12);
  assert.ok(low > 0 && high > effect);
  assertClose(ratingDifference(fit, 'birch', 'ash').effect, -Math.log(3), 1e-12);
});

test('a tie is half a win of each', () => {
  const ties = Array.from({ length: 8 }, (_, index) => ({
    a: 'ash',
    b: 'birch',
    score_a: index < 2 ? 1 : 0.5,
    cluster: `${index}`,
  }));
  const { effect } = ratingDifference(fitted(['ash', 'birch'], ties), 'ash', 'birch');
  assertClose(effect, Math.log(5 / 3), 1e-12);
});

test('which of two is called A does not matter', () => {
  const swapped = recorded(true).map(({ a, b, score_a, style = [], ...rest }) => ({
    ...rest,
    a: b,
    b: a,
    score_a: 1 - score_a,
    style: style.map((value) => -value),
  }));
  const [one, other] = [fitted(MODELS, recorded(true)), fitted(MODELS, swapped)];
  one.ratings.forEach(({ rating, standard_error }, index) => {
    assertClose(other.ratings[index]?.rating ?? 0, rating, 1e-9);
    assertClose(other.ratings[index]?.standard_error ?? 0, standard_error, 1e-9);
  });
});

test('without a way back there are no ratings, and a ridge is a visible choice', () => {
  const table = [
    [0, 3, 4, 0],
    [1, 0, 2, 0],
    [0, 0, 0, 5],
    [0, 0, 1, 0],
  ];
  const list = fromTable(MODELS, table);
  assert.deepEqual(bradleyTerry(MODELS, list), {
    status: 'not_connected',
    groups: [
      ['ash', 'birch'],
      ['cedar', 'elm'],
    ],
  });
  assert.equal(fitted(MODELS, list, { ridge: 0.5 }).ridge, 0.5);
  assert.equal(bradleyTerry([...MODELS, 'fir'], recorded(false)).status, 'not_connected');
});

test('a covariate that explains everything, or repeats another, is refused', () => {
  const separating = recorded(false).map((one) => ({ ...one, style: [one.score_a - 0.5] }));
  assert.equal(bradleyTerry(MODELS, separating).status, 'not_identified');
  const doubled = recorded(true).map((one) => ({
    ...one,
    style: [1, 1].map((x) => x * (one.style?.[0] ?? 0)),
  }));
  assert.equal(bradleyTerry(MODELS, doubled).status, 'not_identified');
});

test('five cases have no robust standard error', () => {
  const few = recorded(false).map((one, index) => ({ ...one, cluster: `${index % 5}` }));
  assert.deepEqual(bradleyTerry(MODELS, few), { status: 'too_few_clusters', clusters: 5 });
});

test('copies of the battles of a case do not make the ratings more certain', () => {
  const list = recorded(false);
  const [once, thrice] = [fitted(MODELS, list), fitted(MODELS, [...list, ...list, ...list])];
  const naive = fitted(MODELS, [...list, ...list, ...list], { errors: 'inverse_hessian' });
  once.ratings.forEach(({ rating, standard_error }, index) => {
    assertClose(thrice.ratings[index]?.rating ?? 0, rating, 1e-9);
    assertClose(thrice.ratings[index]?.standard_error ?? 0, standard_error, 1e-9);
    assert.ok((naive.ratings[index]?.standard_error ?? 1) < standard_error);
  });
});

test('400 points of Elo are odds of ten to one', () => {
  assertClose(eloOfRating(Math.log(10)), 1400, 1e-12);
  assert.equal(eloOfRating(0, 0), 0);
});

test('groups of models that beat each other in circles', () => {
  const wins = [
    ['a', 'b'],
    ['b', 'c'],
    ['c', 'a'],
    ['c', 'd'],
    ['d', 'e'],
  ].map(([winner = '', loser = '']) => ({ winner, loser }));
  assert.deepEqual(winGroups(['a', 'b', 'c', 'd', 'e'], wins), [['a', 'b', 'c'], ['d'], ['e']]);
});

test('the inverse of a positive definite matrix', () => {
  const random = seededRandom('matrix');
  const root = Array.from({ length: 6 }, () => Array.from({ length: 6 }, () => random.fraction()));
  const matrix = root.map((a) =>
    root.map((b) => a.reduce((total, x, k) => total + x * (b[k] ?? 0), 0)),
  );
  const inverse = inversePositive(matrix) ?? [];
  matrix.forEach((row, index) => {
    const unit = timesVector(inverse, row);
    unit.forEach((value, place) => {
      assert.ok(Math.abs(value - Number(place === index)) < 1e-8);
    });
  });
  assert.equal(
    inversePositive([
      [1, 1],
      [1, 1],
    ]),
    null,
  );
  assert.equal(inversePositive([[-1]]), null);
});

test('what is outside the bounds is refused', () => {
  const one: Battle = { a: 'ash', b: 'birch', score_a: 1, cluster: '1' };
  const refused: (() => unknown)[] = [
    () => bradleyTerry(MODELS, []),
    () => bradleyTerry(['ash', 'ash'], [one]),
    () => bradleyTerry(['ash'], [one]),
    () => bradleyTerry(MODELS, [{ ...one, b: 'ash' }]),
    () => bradleyTerry(MODELS, [{ ...one, score_a: 2 }]),
    () => bradleyTerry(MODELS, [one, { ...one, style: [1] }]),
    () => bradleyTerry(MODELS, [one], { ridge: -1 }),
    () => bradleyTerry(MODELS, [one], { level: 1 }),
    () => ratingDifference(fitted(MODELS, recorded(false)), 'ash', 'fir'),
  ];
  for (const compute of refused) assert.throws(compute, RangeError);
});
