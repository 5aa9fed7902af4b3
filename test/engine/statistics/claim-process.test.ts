import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { verdictOnClaim } from '../../../engine/analysis/verification.ts';
import { claimEValue, seededRandom } from '../../../engine/statistics/index.ts';

const CASES = 150;
const CLAIMS = 400;

/** Shares of the decisions that were ever made about claims, looking after every tenth case. */
function decisions(score: (random: () => number) => { claimed: number; measured: number }) {
  const ever = { verified: 0, disagrees: 0 };
  for (let claim = 0; claim < CLAIMS; claim++) {
    const random = seededRandom(`claim ${claim}`).fraction;
    const checks = Array.from({ length: CASES }, (_, index) => ({
      case: String(index),
      ...score(random),
    }));
    const seen = new Set<string>();
    for (let look = 10; look <= CASES; look += 10)
      seen.add(verdictOnClaim(10 * CASES, checks.slice(0, look)).decision);
    if (seen.has('verified')) ever.verified += 1 / CLAIMS;
    if (seen.has('disagrees')) ever.disagrees += 1 / CLAIMS;
  }
  return ever;
}

const toss = (random: () => number, chance: number): number => (random() < chance ? 1 : 0);

describe('the e-value of a claim', () => {
  test('one factor is 1 + λ(m − d), averaged over the bets', () => {
    // m = 0.1: the largest bet is 1/0.9; of 0.25, 0.5, 0.75 and 0.95 of it.
    const expected =
      [0.25, 0.5, 0.75, 0.95].reduce((sum, bet) => sum + 1 + (bet / 0.9) * 0.1, 0) / 4;
    assert.ok(Math.abs(claimEValue([0], 1e9, 0.1) - expected) < 1e-6);
  });

  test('all cases seen settle it', () => {
    assert.equal(claimEValue([0, 0, 0], 3, 0.1), Number.POSITIVE_INFINITY);
    assert.ok(claimEValue([1, 1, 1], 3, 0.1) < 1);
  });

  test('it refuses what makes no sense', () => {
    assert.throws(() => claimEValue([2], 3, 0.1), RangeError);
    assert.throws(() => claimEValue([0, 0], 1, 0.1), RangeError);
    assert.throws(() => claimEValue([0], 3, 0), RangeError);
  });
});

describe('the verdict on a claim', () => {
  test('an honest claim about a flaky model is called forged in at most 1 of 100', () => {
    for (const chance of [0.5, 0.8, 0.95]) {
      const honest = (random: () => number) => ({
        claimed: toss(random, chance),
        measured: toss(random, chance),
      });
      assert.ok(decisions(honest).disagrees <= 0.01 + 0.01, String(chance));
    }
  });

  test('a claim that is too high by the tolerance is verified in at most 1 of 20', () => {
    const inflated = (random: () => number) => ({
      claimed: toss(random, 0.8),
      measured: toss(random, 0.7),
    });
    assert.ok(decisions(inflated).verified <= 0.05);
    const copied = (random: () => number) => ({ claimed: 1, measured: toss(random, 0.9) });
    assert.ok(decisions(copied).verified <= 0.05);
  });

  test('forgeries are found, honest claims of steady models verified', () => {
    assert.ok(
      decisions((random) => ({ claimed: 1, measured: toss(random, 0.6) })).disagrees > 0.99,
    );
    const steady = (random: () => number) => {
      const score = toss(random, 0.7);
      return { claimed: score, measured: random() < 0.02 ? 1 - score : score };
    };
    assert.ok(decisions(steady).verified > 0.95);
  });

  test('a case counts once, the first time', () => {
    const check = (measured: number) => ({ case: 'a', claimed: 1, measured });
    const { checked, higher } = verdictOnClaim(10, [check(1), check(0), check(0)]);
    assert.deepEqual([checked, higher], [1, 0]);
  });
});
