import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  cusum,
  driftProcess,
  ewma,
  type RunChange,
  seededRandom,
} from '../../../engine/statistics/index.ts';
import { assertClose } from './close.ts';

const CHANGES = [0.01, -0.02, -0.03, -0.05, 0, -0.04, -0.06];
const ERRORS = [0.02, 0.02, 0.01, 0.02, 0.03, 0.02, 0.02];
const RUNS: readonly RunChange[] = CHANGES.map((change, index) => ({
  change,
  standard_error: ERRORS[index] ?? 1,
}));

// Python 3: the recursions written out.
test('ewma and cusum', () => {
  const averages = ewma(RUNS);
  const expected = [
    [0.003, 0.018],
    [-0.0039, 0.021971800108320665],
    [-0.01173, 0.01782],
    [-0.023211, 0.021899787122253038],
    [-0.016247699999999997, 0.031048419142365363],
    [-0.023373389999999997, 0.028219888772062864],
    [-0.034361373, 0.02672484686449529],
  ];
  expected.forEach(([average = 0, reach = 0], index) => {
    assertClose(averages[index]?.average ?? 0, average, 1e-12);
    assertClose(averages[index]?.high ?? 0, reach, 1e-12);
    assertClose(averages[index]?.low ?? 0, -reach, 1e-12);
  });
  assert.deepEqual(
    averages.map(({ is_signal }) => is_signal),
    [false, false, false, true, false, false, true],
  );
  const sums = cusum(RUNS).map(({ down }) => down);
  [0, 0.5, 3, 5, 4.5, 6, 8.5].forEach((down, index) => {
    assert.ok(Math.abs((sums[index] ?? 1) - down) < 1e-12);
  });
});

// The limits of an endless series of equal runs: ±3·SE·√(λ/(2 − λ)).
test('control limits widen to their limit', () => {
  const equal = Array.from({ length: 60 }, () => ({ change: 0, standard_error: 1 }));
  assertClose(ewma(equal).at(-1)?.high ?? 0, 3 * Math.sqrt(0.3 / 1.7), 1e-6);
});

function normal(random: { fraction: () => number }): number {
  const radius = Math.sqrt(-2 * Math.log1p(-random.fraction()));
  return radius * Math.cos(2 * Math.PI * random.fraction());
}

// Montgomery (2013), table 9.4: two-sided tabular CUSUM with k = ½, h = 4: 168 runs without a
// shift, 8.38 with one of a standard error.
test('cusum cries wolf every 168 runs and sees one standard error after 8', () => {
  const random = seededRandom('cusum');
  const runLength = (shift: number): number => {
    const runs = Array.from({ length: 3000 }, () => ({
      change: shift + normal(random),
      standard_error: 1,
    }));
    return 1 + cusum(runs).findIndex(({ is_signal }) => is_signal);
  };
  const average = (shift: number): number =>
    Array.from({ length: 400 }, () => runLength(shift)).reduce((a, b) => a + b, 0) / 400;
  assertClose(average(0), 168, 0.15);
  assertClose(average(1), 8.38, 0.06);
});

/** Runs of one model whose pass rates drop by `drop` from run `from` on. */
function weeks(seed: string, from: number, drop: number): number[][] {
  const random = seededRandom(seed);
  const rates = Array.from({ length: 100 }, () => random.fraction());
  return Array.from({ length: 12 }, (_, week) =>
    rates.map((rate) => Number(random.fraction() < rate - (week < from ? 0 : drop))),
  );
}

test('looking every week errs in at most 5 % of the series', () => {
  let alarms = 0;
  for (let round = 0; round < 200; round++) {
    const points = driftProcess(weeks(`none ${round}`, 12, 0), `${round}`, 99);
    if (points.some(({ e_value }) => e_value >= 20)) alarms++;
  }
  assert.ok(alarms / 200 <= 0.05, `${alarms / 200}`);
});

test('a large lasting drop is seen', () => {
  const points = driftProcess(weeks('drop', 6, 0.2), 'drop');
  assert.ok(points.slice(0, 6).every(({ e_value }) => e_value < 20));
  assert.ok((points.at(-1)?.e_value ?? 0) >= 20);
  assert.ok((points[6]?.p_worse ?? 1) < 0.01);
});

test('a model that always answers the same has no evidence either way', () => {
  const points = driftProcess(
    [
      [1, 0, 1],
      [1, 0, 1],
      [1, 0, 1],
    ],
    'same',
  );
  for (const { e_value } of points) assert.ok(e_value < 20);
  assert.equal(points[0]?.e_value, 1);
});

test('equal seeds give equal points', () => {
  const runs = weeks('again', 4, 0.1);
  assert.deepEqual(driftProcess(runs, 'one', 99), driftProcess(runs, 'one', 99));
  assert.notDeepEqual(driftProcess(runs, 'one', 99), driftProcess(runs, 'other', 99));
});

test('what is outside the bounds is refused', () => {
  const refused: (() => unknown)[] = [
    () => ewma([]),
    () => ewma(RUNS, { newest: 0 }),
    () => ewma([{ change: 0, standard_error: 0 }]),
    () => cusum(RUNS, { limit: 0 }),
    () => cusum([{ change: Number.NaN, standard_error: 1 }]),
    () => driftProcess([], ''),
    () => driftProcess([[1], [1, 0]], ''),
    () => driftProcess([[1]], '', 10),
  ];
  for (const compute of refused) assert.throws(compute, RangeError);
});
