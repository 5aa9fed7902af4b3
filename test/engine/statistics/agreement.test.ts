import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  agreementTable,
  balancedAccuracy,
  cohenKappa,
  type Estimate,
  fleissKappa,
  gwetAc1,
  type JudgedItem,
  judgeAgreement,
  krippendorffAlpha,
  krippendorffEstimate,
  matthewsCorrelation,
  type Ratings,
  seededRandom,
  trueNegativeRate,
  truePositiveRate,
  wilson,
} from '../../../engine/statistics/index.ts';
import { assertClose } from './close.ts';

const Z = 1.959963984540054;

function assertEstimate(estimate: Estimate, value: number, error: number): void {
  assertClose(estimate.value ?? Number.NaN, value, 1e-12);
  assertClose(((estimate.high ?? 0) - (estimate.low ?? 0)) / (2 * Z), error, 1e-10);
}

// Cohen’s (1960) example of 200 patients, where he finds 0.492; further digits and the standard
// errors from statsmodels 0.15.0, cohens_kappa; kappa also from sklearn 1.9.1.
test('Cohen’s kappa, plain and weighted', () => {
  const table = [
    [88, 14, 18],
    [10, 40, 10],
    [2, 6, 12],
  ];
  assertEstimate(cohenKappa(table), 0.49152542372881347, 0.05100181557607786);
  assertEstimate(
    cohenKappa(table, { weights: 'linear' }),
    0.4736842105263158,
    0.054432309177641525,
  );
  assertEstimate(
    cohenKappa(table, { weights: 'quadratic' }),
    0.4545454545454546,
    0.06645368159107812,
  );
  assertEstimate(
    cohenKappa([
      [20, 5],
      [10, 15],
    ]),
    0.4,
    0.12699606293110033,
  );
});

test('with two categories the weights change nothing', () => {
  const table = [
    [20, 5],
    [10, 15],
  ];
  for (const weights of ['linear', 'quadratic'] as const) {
    assertClose(cohenKappa(table, { weights }).value ?? 0, 0.4, 1e-12);
  }
});

function judged(counts: readonly [number, number, number, number]): JudgedItem[] {
  const kinds: JudgedItem[] = [
    { human: true, judge: true },
    { human: true, judge: false },
    { human: false, judge: true },
    { human: false, judge: false },
  ];
  return kinds.flatMap((kind, index) => Array.from({ length: counts[index] ?? 0 }, () => kind));
}

// The prevalence paradox: 94 % agree and kappa is below 0. statsmodels 0.15.0 for kappa; Gwet’s
// formulas written out in numpy 2 for AC1.
test('kappa does not stand alone', () => {
  const report = judgeAgreement(judged([118, 5, 2, 0]));
  assertClose(report.raw_agreement.value ?? 0, 118 / 125, 1e-12);
  assertClose(report.prevalence.value ?? 0, 123 / 125, 1e-12);
  assertEstimate(report.kappa, -0.02339181286549608, 0.012286756672845256);
  assert.equal(report.kappa.value?.toFixed(2), '-0.02');
  assertClose(report.ac1.value ?? 0, 0.9407763376087177, 1e-12);
  assertClose(report.ac1.low ?? 0, 0.9407763376087177 - Z * 0.023056964302389644, 1e-10);
  assert.equal(report.balanced_accuracy.value?.toFixed(4), '0.4797');
  assert.equal(report.n, 125);
});

// sklearn 1.9.1 matthews_corrcoef, balanced_accuracy_score; interval by the delta method with
// derivatives from mpmath 1.3.0.
test('Matthews, the two rates and their mean', () => {
  const counts = { true_positive: 80, false_negative: 10, false_positive: 4, true_negative: 26 };
  const matthews = matthewsCorrelation(counts);
  assertClose(matthews.value ?? 0, 0.7139328934618737, 1e-12);
  assertClose(matthews.low ?? 0, 0.5471567325893456, 1e-11);
  assertClose(matthews.high ?? 0, 0.8261878746379373, 1e-11);
  assertClose(balancedAccuracy(counts).value ?? 0, 0.8777777777777778, 1e-12);
  const [passed, failed] = [wilson(80 / 90, 90), wilson(26 / 30, 30)];
  assert.deepEqual(truePositiveRate(counts), { value: 80 / 90, ...passed });
  assert.deepEqual(trueNegativeRate(counts), { value: 26 / 30, ...failed });
  const rare = { true_positive: 3, false_negative: 1, false_positive: 2, true_negative: 50 };
  assertClose(matthewsCorrelation(rare).low ?? 0, 0.12792314913358763, 1e-11);
  assertClose(matthewsCorrelation(rare).high ?? 0, 0.8846251963690402, 1e-11);
});

test('a judge that always says passed has ½ balanced accuracy and no correlation', () => {
  const report = judgeAgreement(judged([90, 0, 10, 0]));
  assert.equal(report.balanced_accuracy.value, 0.5);
  assert.equal(report.matthews.value, null);
  assert.equal(report.kappa.value, 0);
  assert.equal(report.true_negative_rate.value, 0);
});

test('one-sided labels leave undefined what they must', () => {
  const report = judgeAgreement(judged([20, 0, 0, 0]));
  for (const one of [report.kappa, report.matthews, report.balanced_accuracy]) {
    assert.deepEqual(one, { value: null, low: null, high: null });
  }
  assert.equal(report.raw_agreement.value, 1);
});

test('perfect agreement is not certain', () => {
  const report = judgeAgreement(judged([10, 0, 0, 10]));
  for (const { value, low, high } of [report.kappa, report.ac1]) {
    assert.equal(value, 1);
    assert.equal(high, 1);
    assertClose(low ?? 0, 2 * 0.05 ** (1 / 20) - 1, 1e-12);
  }
  assert.deepEqual(report.matthews, { value: 1, low: null, high: 1 });
});

/** Items from counts of raters by category. */
function items(counts: readonly (readonly number[])[]): Ratings {
  return counts.map((row) =>
    row.flatMap((count, category) => Array.from({ length: count }, () => category)),
  );
}

// Fleiss (1971): thirty patients, six psychiatrists, five diagnoses; kappa 0.430 as printed.
// Further digits from statsmodels 0.15.0, fleiss_kappa; errors by Gwet’s linearisation written out
// in numpy 2.
const PATIENTS = items([
  ...[
    [0, 0, 0, 6, 0],
    [0, 3, 0, 0, 3],
    [0, 1, 4, 0, 1],
    [0, 0, 0, 0, 6],
    [0, 3, 0, 3, 0],
  ],
  ...[
    [2, 0, 4, 0, 0],
    [0, 0, 4, 0, 2],
    [2, 0, 3, 1, 0],
    [2, 0, 0, 4, 0],
    [0, 0, 0, 0, 6],
  ],
  ...[
    [1, 0, 0, 5, 0],
    [1, 1, 0, 4, 0],
    [0, 3, 3, 0, 0],
    [1, 0, 0, 5, 0],
    [0, 2, 0, 3, 1],
  ],
  ...[
    [0, 0, 5, 0, 1],
    [3, 0, 0, 1, 2],
    [5, 1, 0, 0, 0],
    [0, 2, 0, 4, 0],
    [1, 0, 2, 0, 3],
  ],
  ...[
    [0, 0, 0, 0, 6],
    [0, 1, 0, 5, 0],
    [0, 2, 0, 1, 3],
    [2, 0, 0, 4, 0],
    [1, 0, 0, 4, 1],
  ],
  ...[
    [0, 5, 0, 1, 0],
    [4, 0, 0, 0, 2],
    [0, 2, 0, 4, 0],
    [1, 0, 5, 0, 0],
    [0, 0, 0, 0, 6],
  ],
]);

test('Fleiss’ kappa and AC1 of several raters', () => {
  assertEstimate(fleissKappa(PATIENTS), 0.43024452006014074, 0.05419893551533276);
  assertEstimate(gwetAc1(PATIENTS), 0.447884515844564, 0.055662141681617865);
});

// Krippendorff (2011), "Computing Krippendorff’s alpha-reliability", section D: four observers,
// twelve units, missing ratings; he prints 0.743, 0.815, 0.849 and 0.797. Further digits by his
// coincidence matrix written out in numpy 2.
const OBSERVERS: readonly (readonly (number | null)[])[] = [
  [1, 2, 3, 3, 2, 1, 4, 1, 2, null, null, null],
  [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, null, 3],
  [null, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, null],
  [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, null],
];
const UNITS: Ratings = Array.from({ length: 12 }, (_, unit) =>
  OBSERVERS.map((observer) => observer[unit] ?? null),
);

test('Krippendorff’s alpha in his four metrics, with missing ratings', () => {
  assertClose(krippendorffAlpha(UNITS, 'nominal'), 0.743421052631579, 1e-12);
  assertClose(krippendorffAlpha(UNITS, 'ordinal'), 0.8153875037548814, 1e-12);
  assertClose(krippendorffAlpha(UNITS, 'interval'), 0.8491071428571428, 1e-12);
  assertClose(krippendorffAlpha(UNITS, 'ratio'), 0.7974027747116121, 1e-12);
});

// Gwet’s formulas for missing ratings written out in numpy 2; Gwet prints 0.77544 for these data.
test('AC1 with missing ratings', () => {
  const estimate = gwetAc1(UNITS);
  assertClose(estimate.value ?? 0, 0.775444068126995, 1e-12);
  assertClose(estimate.low ?? 0, 0.775444068126995 - Z * 0.1429499506407653, 1e-10);
  assert.equal(estimate.high, 1);
});

test('alpha has an interval from drawing the items again', () => {
  const { value, low, high } = krippendorffEstimate(PATIENTS, 'nominal', { seed: 'alpha' });
  const [below, above] = [low ?? 1, high ?? 0];
  assert.ok(below < (value ?? 0) && (value ?? 0) < above);
  // The analytic standard error of Fleiss’ kappa, which it nearly is, is 0.054.
  assert.ok(Math.abs((above - below) / (2 * Z) - 0.054) < 0.01);
  const again = krippendorffEstimate(PATIENTS, 'nominal', { seed: 'alpha' });
  assert.deepEqual(again, { value, low, high });
});

test('alpha of equal ratings is undefined', () => {
  const equal = [
    [1, 1],
    [1, 1],
  ];
  assert.ok(Number.isNaN(krippendorffAlpha(equal, 'nominal')));
  assert.equal(krippendorffEstimate(equal, 'interval', { seed: '' }).value, null);
});

test('the order of raters and items does not matter', () => {
  const turned = UNITS.toReversed().map((unit) => unit.toReversed());
  for (const metric of ['nominal', 'ordinal', 'interval', 'ratio'] as const) {
    assertClose(krippendorffAlpha(turned, metric), krippendorffAlpha(UNITS, metric), 1e-12);
  }
  assertClose(gwetAc1(turned).value ?? 0, gwetAc1(UNITS).value ?? 1, 1e-12);
});

test('raters who guess agree by chance only', () => {
  const random = seededRandom('guess');
  const guesses = Array.from({ length: 4000 }, () => [0, 0, 0].map(() => random.below(3)));
  for (const value of [
    fleissKappa(guesses).value,
    gwetAc1(guesses).value,
    krippendorffAlpha(guesses, 'nominal'),
    cohenKappa(
      agreementTable(
        guesses.map(([a = 0, b = 0]) => [a, b] as const),
        [0, 1, 2],
      ),
    ).value,
  ]) {
    assert.ok(Math.abs(value ?? 1) < 0.04, `${value}`);
  }
});

test('labels of any kind fill the table', () => {
  const pairs = [
    ['good', 'good'],
    ['good', 'bad'],
    ['bad', 'bad'],
  ] as const;
  assert.deepEqual(agreementTable<string>(pairs, ['good', 'bad']), [
    [1, 1],
    [0, 1],
  ]);
});

test('what is outside the bounds is refused', () => {
  const refused: (() => unknown)[] = [
    () => cohenKappa([]),
    () => cohenKappa([[0]]),
    () => cohenKappa([[1, 2]]),
    () => cohenKappa([[0.5]]),
    () => agreementTable([['a', 'c']], ['a', 'b']),
    () => fleissKappa([[1, 1], [1]]),
    () => fleissKappa([[1], [1]]),
    () => gwetAc1([[1, 7]], { categories: [1, 2] }),
    () => gwetAc1([]),
    () => krippendorffAlpha([[1, null]], 'nominal'),
    () => krippendorffAlpha([[-1, 1]], 'ratio'),
    () => krippendorffAlpha([[Number.NaN, 1]], 'interval'),
    () => judgeAgreement([]),
    () =>
      matthewsCorrelation({
        true_positive: -1,
        false_negative: 0,
        false_positive: 0,
        true_negative: 0,
      }),
  ];
  for (const compute of refused) assert.throws(compute, RangeError);
});
