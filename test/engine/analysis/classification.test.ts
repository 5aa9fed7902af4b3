import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Classified, classificationOf } from '../../../engine/analysis/classification.ts';
import document from './classification.vectors.json' with { type: 'json' };

/** How each vector was computed stands in its file. */
const MEASURES = [
  'accuracy',
  'balanced_accuracy',
  'macro_f1',
  'micro_f1',
  'weighted_f1',
  'matthews',
  'kappa',
] as const;

for (const vector of document.vectors) {
  test(`classification: ${vector.name}, as scikit-learn has it`, () => {
    const result = classificationOf(vector.cases.map(caseOf));
    for (const name of MEASURES) assertNear(result[name], vector[name], name);
    const { brier, expected_calibration_error: error } = result.calibration;
    if ('brier' in vector) assertNear(brier, vector.brier, 'brier');
    if ('expected_calibration_error' in vector) {
      assertNear(error, vector.expected_calibration_error, 'expected_calibration_error');
    }
    if ('confusion' in vector) {
      const answered = result.confusion.map((row) => row.slice(0, -1));
      assert.deepEqual(answered, vector.confusion);
    }
  });
}

test('classification: answers that name no label are counted apart', () => {
  const result = classificationOf([
    { expected: 'a', answered: null },
    { expected: 'b', answered: 'b' },
  ]);
  assert.deepEqual(result.labels, ['a', 'b']);
  assert.deepEqual(result.confusion, [
    [0, 0, 1],
    [0, 1, 0],
  ]);
  assert.equal(result.answered, 1);
  assert.equal(result.accuracy, 0.5);
});

test('classification: what the cases do not define is not 0', () => {
  const empty = classificationOf([]);
  for (const name of MEASURES) assert.equal(empty[name], null, name);
  assert.equal(empty.calibration.brier, null);
  assert.equal(empty.calibration.expected_calibration_error, null);
  const same = classificationOf([{ expected: 'a', answered: 'a' }]);
  assert.equal(same.accuracy, 1);
  assert.equal(same.matthews, null);
  assert.equal(same.kappa, null);
});

test('classification: names of the language are labels like any other', () => {
  const names = ['__proto__', 'constructor', 'toString'];
  const result = classificationOf(names.map((name) => ({ expected: name, answered: name })));
  assert.equal(result.accuracy, 1);
  assert.equal(result.labels.length, 3);
});

test('calibration: a bin holds its upper end, and 0 is in the first', () => {
  const cases = [0, 0.1, 0.100001, 1].map((confidence) => ({
    expected: 'a',
    answered: 'a',
    confidence,
  }));
  const { bins } = classificationOf(cases).calibration;
  assert.deepEqual(
    bins.map((bin) => bin.cases),
    [2, 1, 0, 0, 0, 0, 0, 0, 0, 1],
  );
});

test('calibration: confidences that are none are left out', () => {
  const cases = [-1, 2, Number.NaN, 0.5].map((confidence) => ({
    expected: 'a',
    answered: 'b',
    confidence,
  }));
  assert.equal(classificationOf(cases).calibration.cases, 1);
  assert.equal(classificationOf(cases).calibration.brier, 0.25);
});

function caseOf([expected, answered, confidence]: readonly unknown[]): Classified {
  const label = typeof answered === 'string' ? answered : null;
  const base = { expected: String(expected), answered: label };
  return typeof confidence === 'number' ? { ...base, confidence } : base;
}

function assertNear(found: number | null, wanted: number | undefined, name: string): void {
  assert.ok(found !== null && wanted !== undefined, `${name} is ${found}`);
  assert.ok(Math.abs(found - wanted) < 1e-12, `${name} is ${found}, expected ${wanted}`);
}
