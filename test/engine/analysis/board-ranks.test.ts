import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rankContestants } from '../../../engine/analysis/board-ranks.ts';
import type { ModelCase } from '../../../engine/analysis/case-scores.ts';
import { compareCases, sharedCases } from '../../../engine/analysis/pairs.ts';
import { publishedRows } from '../../../engine/analysis/published.ts';
import { holm, rankRanges, seededRandom } from '../../../engine/statistics/index.ts';
import { spectralShare } from '../../../engine/statistics/sign-spectrum.ts';

const [BLANK] = publishedRows({
  published: [{ model: 'x', score: 0.5, source: 'https://example.org', date: '2026-01-01' }],
});
assert.ok(BLANK);
const board = BLANK;

/** Models of growing skill on cases of varying difficulty, scored in steps. */
function contestants(seed: string, models: number, cases: number, steps: number) {
  const random = seededRandom(seed);
  const hard = Array.from({ length: cases }, () => random.fraction());
  return Array.from({ length: models }, (_, model) => ({
    name: `m${model}`,
    board,
    cases: hard.map((hardness, place): ModelCase => {
      const passes = Array.from({ length: steps }, () =>
        Number(random.fraction() < 0.2 + 0.5 * (model / models) + 0.3 * hardness),
      ).reduce((sum, one) => sum + one, 0);
      const score = random.fraction() < 0.03 ? null : passes / steps;
      const bounds = { ifMissingFail: score ?? 0, ifMissingPass: score ?? 1 };
      return {
        hash: `h${place}`,
        id: `c${place}`,
        cluster: `c${place}`,
        weight: 1,
        score,
        ...bounds,
      };
    }),
  }));
}

test('the fast comparison of whole boards ranks exactly as the pairwise tests do', () => {
  for (const steps of [1, 4]) {
    const all = contestants(`steps ${steps}`, 8, 120, steps);
    const pairs = all.flatMap((a, i) =>
      all.slice(i + 1).map((b) => {
        const compared = compareCases(sharedCases(a.cases, b.cases), ['f', a.name, b.name]);
        assert.ok(compared);
        return { a: a.name, b: b.name, ...compared };
      }),
    );
    const adjusted = holm(pairs.map(({ p_value }) => p_value));
    const expected = rankRanges(
      all.map(({ name }) => name),
      pairs.map((pair, index) => ({ ...pair, p_adjusted: adjusted[index] ?? 1 })),
    );
    const { ranges, tests } = rankContestants('f', all);
    assert.deepEqual([...ranges.values()], expected);
    assert.equal(tests, 28);
  }
});

/** All sums of the positive part, counted. */
function counted(units: readonly number[], threshold: number): number {
  const total = units.reduce((sum, unit) => sum + unit, 0);
  let chances = [1, ...new Array<number>(total).fill(0)];
  for (const unit of units)
    chances = chances.map((chance, part) => (chance + (chances[part - unit] ?? 0)) / 2);
  return chances.reduce(
    (share, chance, part) => (Math.abs(2 * part - total) >= threshold ? share + chance : share),
    0,
  );
}

test('the inversion of the characteristic function agrees with counting every sum', () => {
  const random = seededRandom('spectrum');
  for (let one = 0; one < 40; one++) {
    const units = Array.from({ length: 20 + random.below(60) }, () => 1 + random.below(9));
    const threshold = 1 + random.below(3 * units.length);
    const expected = counted(units, threshold);
    const share = spectralShare(units, threshold);
    if (share === null) assert.ok(expected < 2e-9, `${expected}`);
    else assert.ok(Math.abs(share - expected) <= 1e-7 * expected, `${share} ${expected}`);
  }
});
