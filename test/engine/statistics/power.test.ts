import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  minimumDetectableEffect,
  plannedCases,
  plannedDetectableEffect,
  requiredCases,
} from '../../../engine/statistics/index.ts';
import { assertClose } from './close.ts';

// scipy 1.17.1: norm.ppf(0.975) + norm.ppf(0.8).
test('the detectable effect is 2.80 standard errors', () => {
  assertClose(minimumDetectableEffect(0.02), 2.8015852181129683 * 0.02, 1e-12);
  assert.equal(minimumDetectableEffect(0), 0);
  assert.equal(minimumDetectableEffect(3), 1);
});

// 2.80·√(0.2/n): a table that any reader can redo on paper.
test('before the first run: 50 cases see 18 points', () => {
  const points = [50, 100, 200, 500, 1000].map((n) => 100 * plannedDetectableEffect(n));
  assert.deepEqual(
    points.map((value) => value.toFixed(1)),
    ['17.7', '12.5', '8.9', '5.6', '4.0'],
  );
  assert.equal(Math.round(points[0] ?? 0), 18);
});

// Miller (2024), arXiv 2411.00640, section 5: ω² = 1/9, δ = 0.03, σ² = 1/6.
test('cases that Miller’s example needs', () => {
  const noisy = { between: 1 / 9, within_a: 1 / 6, within_b: 1 / 6 };
  assert.equal(requiredCases(0.03, { between: 1 / 9 }), 969);
  assert.equal(requiredCases(0.03, noisy), 3876);
  assert.equal(requiredCases(0.03, { ...noisy, trials_a: 10, trials_b: 10 }), 1260);
});

test('planned cases and planned effect undo each other', () => {
  for (const effect of [0.02, 0.05, 0.1, 0.3]) {
    const cases = plannedCases(effect);
    assert.ok(plannedDetectableEffect(cases) <= effect);
    assert.ok(cases === 1 || plannedDetectableEffect(cases - 1) > effect);
  }
  assert.equal(plannedCases(0.1), 157);
});

test('more power, a stricter alpha and more discordance need more cases', () => {
  const base = plannedCases(0.05);
  assert.ok(plannedCases(0.05, 0.2, { power: 0.9 }) > base);
  assert.ok(plannedCases(0.05, 0.2, { alpha: 0.01 }) > base);
  assert.ok(plannedCases(0.05, 0.3) > base);
});

test('what is outside the bounds is refused', () => {
  const refused: (() => number)[] = [
    () => minimumDetectableEffect(-1),
    () => minimumDetectableEffect(0.1, { power: 1 }),
    () => plannedDetectableEffect(0),
    () => plannedDetectableEffect(10, 1.1),
    () => requiredCases(0, { between: 0.1 }),
    () => requiredCases(0.1, { between: -0.1 }),
    () => requiredCases(0.1, { between: 0.1, trials_a: 0 }),
    () => plannedCases(0.1, 0),
  ];
  for (const compute of refused) assert.throws(compute, RangeError);
});
