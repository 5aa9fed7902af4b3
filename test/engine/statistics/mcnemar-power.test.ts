import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  binomialProbability,
  connorCases,
  equivalence,
  type GateRule,
  gatePower,
  mcnemarExact,
  type PairedCase,
  pairedDifference,
  plannedCases,
  regressionProbability,
} from '../../../engine/statistics/index.ts';
import { assertClose } from './close.ts';

const SETTINGS: readonly (readonly [number, number])[] = [
  [50, 0],
  [200, 0],
  [1000, 0],
  [50, -0.05],
  [200, -0.05],
  [1000, -0.05],
  [200, -0.1],
];

// numpy 2 and scipy 1.17.1: sums of binom.pmf over all tables, in percent. The specification prints
// 4–6, 22, 60, 99.5 and 99 for the first rule, from a simulation.
test('the power line: 15 % of the cases are discordant', () => {
  const expected: Record<GateRule, number[]> = {
    bound: [5.024207, 4.972395, 4.968734, 22.852317, 57.818518, 99.381642, 98.869435],
    exact: [1.904179, 3.534365, 4.212677, 11.994296, 51.377668, 99.224017, 98.238192],
    mid_p: [3.761187, 4.972385, 4.948124, 19.028979, 57.818483, 99.375731, 98.869393],
  };
  for (const rule of ['bound', 'exact', 'mid_p'] as const) {
    SETTINGS.forEach(([cases, change], index) => {
      const chance = regressionProbability({ cases, change, discordance: 0.15, rule });
      assertClose(100 * chance, expected[rule][index] ?? 0, 1e-6, `${rule} ${cases} ${change}`);
    });
  }
});

test('gatePower is the two ends of the line', () => {
  const gate = { cases: 200, discordance: 0.15 };
  assert.deepEqual(gatePower({ ...gate, margin: 0.05 }), {
    false_alarm: regressionProbability({ ...gate, change: 0 }),
    caught: regressionProbability({ ...gate, change: -0.05 }),
  });
});

/** The verdict as the data give it, for every table of `cases`. */
function enumerated(cases: number, discordance: number, change: number, rule: GateRule): number {
  let total = 0;
  for (let tries = 0; tries <= cases; tries++) {
    for (let onlyB = 0; onlyB <= tries; onlyB++) {
      if (!isRegression(cases, tries - onlyB, onlyB, rule)) continue;
      const share = (discordance + change) / (2 * discordance);
      total +=
        binomialProbability(tries, cases, discordance) * binomialProbability(onlyB, tries, share);
    }
  }
  return total;
}

function isRegression(cases: number, onlyA: number, onlyB: number, rule: GateRule): boolean {
  if (rule === 'exact') return onlyA > onlyB && mcnemarExact(onlyA, onlyB) / 2 <= 0.05;
  const pairs = Array.from({ length: cases }, (_, index): PairedCase => {
    const [a, b] = index < onlyA ? [1, 0] : index < onlyA + onlyB ? [0, 1] : [1, 1];
    return { a, b, cluster: `${index}`, weight: 1 };
  });
  return equivalence(pairedDifference(pairs), 1).high < 0;
}

test('the rules are those of the tests themselves', () => {
  for (const cases of [2, 3, 4, 5, 9, 14]) {
    for (const rule of ['bound', 'exact'] as const) {
      for (const [discordance, change] of [
        [1, -1],
        [0.9, -0.5],
        [0.4, 0],
      ] as const) {
        const chance = regressionProbability({ cases, discordance, change, rule });
        const expected = enumerated(cases, discordance, change, rule);
        assert.ok(Math.abs(chance - expected) < 1e-12, `${cases} ${rule} ${chance} ${expected}`);
      }
    }
  }
});

test('the exact rule keeps its level, and power grows with cases and loss', () => {
  for (const cases of [10, 37, 100, 400]) {
    for (const discordance of [0.05, 0.3, 1]) {
      const none = regressionProbability({ cases, discordance, change: 0, rule: 'exact' });
      assert.ok(none <= 0.05);
      const some = regressionProbability({ cases, discordance, change: -0.04, rule: 'exact' });
      assert.ok(some >= none);
    }
  }
  const at = (cases: number): number => gatePower({ cases, discordance: 0.2, margin: 0.05 }).caught;
  assert.ok(at(100) < at(400) && at(400) < at(1600));
});

// Connor (1987): (1.959964·√ψ + 0.841621·√(ψ − δ²))²/δ², computed with mpmath 1.3.0.
test('Connor’s number of cases', () => {
  assert.equal(connorCases(0.1, 0.2), 155);
  assert.equal(connorCases(0.05, 0.15), 469);
  assert.ok(connorCases(0.1, 0.2) < plannedCases(0.1, 0.2));
  const power = regressionProbability({
    cases: connorCases(0.1, 0.3),
    discordance: 0.3,
    change: -0.1,
    alpha: 0.025,
  });
  assert.ok(Math.abs(power - 0.8) < 0.02, `${power}`);
});

test('what is outside the bounds is refused', () => {
  const refused: (() => unknown)[] = [
    () => regressionProbability({ cases: 1, discordance: 0.1, change: 0 }),
    () => regressionProbability({ cases: 10, discordance: 0, change: 0 }),
    () => regressionProbability({ cases: 10, discordance: 0.1, change: -0.2 }),
    () => regressionProbability({ cases: 10, discordance: 0.1, change: 0, alpha: 0 }),
    () => gatePower({ cases: 10, discordance: 0.1, margin: 0 }),
    () => connorCases(0.2, 0.1),
    () => connorCases(0.2, 1.1),
  ];
  for (const compute of refused) assert.throws(compute, RangeError);
});
