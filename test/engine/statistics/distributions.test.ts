import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  betaDistribution,
  betaQuantile,
  betaUpperQuantile,
  betaUpperTail,
} from '../../../engine/statistics/beta.ts';
import {
  binomialDistribution,
  binomialProbability,
  binomialQuantile,
  binomialUpperTail,
} from '../../../engine/statistics/binomial.ts';
import {
  chiSquareDistribution,
  chiSquareQuantile,
  chiSquareUpperQuantile,
  chiSquareUpperTail,
} from '../../../engine/statistics/chi-square.ts';
import {
  normalDistribution,
  normalQuantile,
  normalUpperTail,
} from '../../../engine/statistics/normal.ts';
import { logBeta, logGamma } from '../../../engine/statistics/special.ts';
import {
  studentTDistribution,
  studentTQuantile,
  studentTUpperTail,
} from '../../../engine/statistics/student-t.ts';
import { assertClose } from './close.ts';
import vectors from './vectors.json' with { type: 'json' };

type Function = (...parameters: number[]) => number;

/** Every row is `parameters…, value of the first function, of the second, …`. */
function checkRows(rows: readonly (readonly number[])[], functions: readonly Function[]): void {
  for (const row of rows) {
    const parameters = row.slice(0, row.length - functions.length);
    functions.forEach((compute, index) => {
      const expected = row[parameters.length + index] ?? Number.NaN;
      assertClose(compute(...parameters), expected, 1e-9, `${compute.name}(${parameters})`);
    });
  }
}

test('log-gamma and log-beta keep nine digits, also at the zeros', () => {
  checkRows(vectors.logGamma, [logGamma]);
  checkRows(vectors.logBeta, [logBeta]);
});

test('normal, t and chi-square keep nine digits in both tails', () => {
  checkRows(vectors.normal, [normalDistribution, normalUpperTail]);
  checkRows(vectors.student_t, [studentTDistribution, studentTUpperTail]);
  checkRows(vectors.chi_square, [chiSquareDistribution, chiSquareUpperTail]);
});

test('beta and binomial keep nine digits in both tails', () => {
  checkRows(vectors.beta, [betaDistribution, betaUpperTail]);
  checkRows(vectors.binomial, [binomialProbability, binomialDistribution, binomialUpperTail]);
});

test('quantiles keep nine digits', () => {
  checkRows(vectors.normal_quantile, [normalQuantile]);
  checkRows(vectors.student_t_quantile, [studentTQuantile]);
  checkRows(vectors.beta_quantile, [betaQuantile]);
  checkRows(vectors.chi_square_quantile, [chiSquareQuantile]);
  checkRows(vectors.chi_square_upper_quantile, [chiSquareUpperQuantile]);
});

// NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2 and 1.3.6.7.4: critical values.
test('printed tables', () => {
  assert.equal(studentTQuantile(0.975, 1).toFixed(3), '12.706');
  assert.equal(studentTQuantile(0.975, 10).toFixed(3), '2.228');
  assert.equal(studentTQuantile(0.95, 29).toFixed(3), '1.699');
  assert.equal(chiSquareQuantile(0.95, 1).toFixed(3), '3.841');
  assert.equal(chiSquareQuantile(0.99, 10).toFixed(3), '23.209');
  assert.equal(normalQuantile(0.975).toFixed(4), '1.9600');
});

test('the upper quantile of the beta distribution mirrors the lower one', () => {
  for (const probability of [1e-30, 0.01, 0.3, 0.5, 0.8]) {
    const mirrored = 1 - betaQuantile(probability, 4, 9);
    assertClose(betaUpperQuantile(probability, 9, 4), mirrored, 1e-12);
  }
});

test('binomial quantile is the smallest count that reaches the probability', () => {
  for (const probability of [0.001, 0.025, 0.5, 0.9, 0.975]) {
    const k = binomialQuantile(probability, 60, 0.95);
    assert.ok(binomialDistribution(k, 60, 0.95) >= probability);
    assert.ok(binomialDistribution(k - 1, 60, 0.95) < probability);
  }
});

test('distribution functions rise, and with the upper tail make 1', () => {
  let last = 0;
  for (let t = -12; t <= 12; t += 0.37) {
    const value = studentTDistribution(t, 3.3);
    assert.ok(value >= last && value <= 1);
    assertClose(value + studentTUpperTail(t, 3.3), 1, 1e-14);
    assertClose(studentTDistribution(-t, 3.3), studentTUpperTail(t, 3.3), 1e-14);
    last = value;
  }
});

test('infinite degrees of freedom are the normal distribution', () => {
  assert.equal(studentTQuantile(0.9, Number.POSITIVE_INFINITY), normalQuantile(0.9));
  assertClose(studentTUpperTail(2, 1e8), normalUpperTail(2), 1e-6);
});

test('ends of the range', () => {
  assert.equal(normalDistribution(Number.NEGATIVE_INFINITY), 0);
  assert.equal(normalUpperTail(Number.NEGATIVE_INFINITY), 1);
  assert.equal(studentTUpperTail(Number.POSITIVE_INFINITY, 4), 0);
  assert.equal(normalQuantile(0.5), 0);
  assert.equal(binomialProbability(7, 5, 0.5), 0);
  assert.equal(binomialProbability(0, 0, 0.5), 1);
  assert.equal(binomialDistribution(-1, 5, 0.5), 0);
  assert.equal(binomialUpperTail(-1, 5, 0.5), 1);
});

test('what is outside the bounds is refused', () => {
  const refused: (() => number)[] = [
    () => logGamma(0),
    () => normalDistribution(Number.NaN),
    () => normalQuantile(1),
    () => studentTQuantile(0.975, 0),
    () => chiSquareUpperTail(-1, 2),
    () => betaQuantile(0, 1, 1),
    () => betaDistribution(1.1, 1, 1),
    () => binomialProbability(1.5, 3, 0.5),
    () => binomialDistribution(1, 3, 1.2),
  ];
  for (const compute of refused) assert.throws(compute, RangeError);
});
