import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  correctedRate,
  type JudgeCounts,
  type LabelledCase,
  poweredDifference,
  poweredMean,
  seededRandom,
} from '../../../engine/statistics/index.ts';
import { assertClose } from './close.ts';

function counts(row: readonly [number, number, number, number, number, number]): JudgeCounts {
  const [cases, judged_passed, human_passed, true_positive, human_failed, true_negative] = row;
  return { cases, judged_passed, human_passed, true_positive, human_failed, true_negative };
}

// numpy 2: equations 4 to 7 of Lee et al. (2025), arXiv 2511.21140, written out.
test('Rogan and Gladen’s rate with the interval of Lang and Reiczigel', () => {
  const rows = [
    [[200, 140, 50, 45, 50, 40], 0.7142857142857141, 0.5842221225345494, 0.8639323825561067],
    [[1000, 620, 30, 27, 20, 17], 0.6266666666666666, 0.4870768574991566, 0.7707343489538769],
    [[100, 10, 40, 36, 40, 32], 0, 0, 0.04639140833906588],
  ] as const;
  for (const [row, rate, low, high] of rows) {
    const result = correctedRate(counts(row));
    assert.ok(result.status === 'corrected');
    assertClose(result.rate, rate, 1e-12);
    assertClose(result.low, low, 1e-12);
    assertClose(result.high, high, 1e-12);
  }
});

test('a judge that knows too little is refused', () => {
  const result = correctedRate(counts([200, 140, 50, 35, 50, 29]));
  assert.equal(result.status, 'uninformative_judge');
  assertClose(result.information, 0.28, 1e-12);
  assert.equal(correctedRate(counts([200, 140, 50, 35, 50, 31])).status, 'corrected');
});

test('a perfect judge changes nothing, and the interval holds the rate inside 0…1', () => {
  const perfect = correctedRate(counts([100, 63, 500, 500, 500, 500]));
  assert.ok(perfect.status === 'corrected');
  assert.equal(perfect.rate, 0.63);
  const random = seededRandom('rogan');
  for (let round = 0; round < 300; round++) {
    const [cases, passed, failed] = [1, 1, 1].map(() => 1 + random.below(60));
    const result = correctedRate(
      counts([
        cases ?? 1,
        random.below((cases ?? 1) + 1),
        passed ?? 1,
        random.below((passed ?? 1) + 1),
        failed ?? 1,
        random.below((failed ?? 1) + 1),
      ]),
    );
    if (result.status !== 'corrected') continue;
    assert.ok(0 <= result.low && result.low <= result.rate);
    assert.ok(result.rate <= result.high && result.high <= 1);
  }
});

const HUMAN = [1, 0, 1, 1, 0, 1, 0, 1, 1, 1, 0, 1];
const JUDGE = [0.9, 0.2, 0.7, 0.8, 0.4, 0.6, 0.1, 0.9, 0.95, 0.3, 0.5, 0.8];
const UNLABELLED = Array.from({ length: 60 }, (_, index) => ({
  judge: ((index * 37) % 101) / 100,
  cluster: `u${index}`,
}));

function labelled(copies: number): LabelledCase[] {
  return Array.from({ length: copies * HUMAN.length }, (_, index) => ({
    human: HUMAN[index % HUMAN.length] ?? 0,
    judge: JUDGE[index % JUDGE.length] ?? 0,
    cluster: `l${index}`,
  }));
}

// numpy 2 and scipy 1.17.1: the formulas of Angelopoulos, Duchi and Zrnic written out, t.ppf for 12
// labels.
test('prediction-powered mean', () => {
  const weak = poweredMean(labelled(1), UNLABELLED, { unseen_error: 0 });
  assert.equal(weak.calibration, 'weak');
  assert.equal(weak.trust, 1);
  assertClose(weak.mean, 0.566, 1e-12);
  assertClose(weak.standard_error, 0.10416998022464737, 1e-12);
  assertClose(weak.low, 0.3367234193985117, 1e-11);
  const sound = poweredMean(labelled(3), UNLABELLED, { unseen_error: 0 });
  assert.equal(sound.calibration, 'sound');
  assertClose(sound.trust, 0.7386828745894258, 1e-12);
  assertClose(sound.mean, 0.5923059239579977, 1e-12);
  assertClose(sound.standard_error, 0.06478249521085896, 1e-12);
  assertClose(sound.low, 0.46533456651607563, 1e-11);
  assertClose(sound.high, 0.7192772813999199, 1e-11);
});

test('labels without an error do not prove that there is none', () => {
  const faultless = labelled(2).map((one) => ({ ...one, judge: one.human }));
  const many = Array.from({ length: 5000 }, (_, index) => ({
    judge: Number(index % 10 > 0),
    cluster: `u${index}`,
  }));
  const { low, high, standard_error } = poweredMean(faultless, many, { trust: 1 });
  assert.ok(standard_error > 1 / 24 && high - low > 0.15);
  const bold = poweredMean(faultless, many, { trust: 1, unseen_error: 0 });
  assert.ok(bold.high - bold.low < 0.02);
});

test('at no trust only the labels count, at full trust it is plain PPI', () => {
  const alone = poweredMean(labelled(3), UNLABELLED, { trust: 0 });
  assertClose(alone.mean, 8 / 12, 1e-12);
  const plain = poweredMean(labelled(1), UNLABELLED, { trust: 1 });
  assertClose(plain.mean, 0.566, 1e-12);
});

test('a useless or inverted judge is ignored, and never costs much', () => {
  const inverted = labelled(3).map((one) => ({ ...one, judge: -one.judge }));
  const flipped = UNLABELLED.map((one) => ({ ...one, judge: -one.judge }));
  assert.equal(poweredMean(inverted, flipped).trust, 0);
  const constant = labelled(3).map((one) => ({ ...one, judge: 1 }));
  const same = UNLABELLED.map((one) => ({ ...one, judge: 1 }));
  const ignored = poweredMean(constant, same);
  assert.equal(ignored.trust, 0);
  assertClose(ignored.mean, 8 / 12, 1e-12);
});

test('labels of the same passage are not extra labels', () => {
  const grouped = labelled(3).map((one, index) => ({ ...one, cluster: `l${index % 12}` }));
  const clustered = poweredMean(grouped, UNLABELLED);
  assert.equal(clustered.labels, 36);
  assert.equal(clustered.calibration, 'weak');
  assert.ok(clustered.standard_error > poweredMean(labelled(3), UNLABELLED).standard_error);
});

test('a judge that likes one model’s style is corrected for both together', () => {
  const random = seededRandom('self-preference');
  let covered = 0;
  for (let round = 0; round < 200; round++) {
    const cases = Array.from({ length: 200 }, (_, index) => {
      const [a, b] = [Number(random.fraction() < 0.6), Number(random.fraction() < 0.6)];
      const judged = { judge_a: a, judge_b: Math.min(1, b + Number(random.fraction() < 0.3)) };
      const human = index < 60 ? { human_a: a, human_b: b } : {};
      return { ...judged, ...human, cluster: `${index}` };
    });
    const { low, high, trust } = poweredDifference(cases);
    assert.ok(trust > 0);
    if (low <= 0 && 0 <= high) covered++;
  }
  assert.ok(covered / 200 > 0.9, `${covered / 200}`);
});

test('what is outside the bounds is refused', () => {
  const one = { human: 1, judge: 1, cluster: 'a' };
  const refused: (() => unknown)[] = [
    () => correctedRate(counts([0, 0, 1, 1, 1, 1])),
    () => correctedRate(counts([10, 11, 1, 1, 1, 1])),
    () => correctedRate(counts([10, 5, 0, 0, 1, 1])),
    () => correctedRate(counts([10, 5, 1, 1, 1, 1]), 0),
    () => poweredMean([one], UNLABELLED),
    () => poweredMean([one, one], UNLABELLED),
    () => poweredMean(labelled(1), []),
    () => poweredMean(labelled(1), UNLABELLED, { trust: 2 }),
    () => poweredMean(labelled(1), UNLABELLED, { unseen_error: -1 }),
    () => poweredMean(labelled(1), [{ judge: Number.NaN, cluster: 'a' }]),
  ];
  for (const compute of refused) assert.throws(compute, RangeError);
});
