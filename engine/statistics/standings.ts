import { checkCount } from './check.ts';
import type { Interval } from './cluster.ts';
import type { Matrix } from './matrix.ts';
import { maximum, mean, minimum, sum } from './mean.ts';
import { seededRandom } from './random.ts';

/** Results that differ by less are equal: rounding must not make a winner. */
const ROUNDING = 1e-9;

/** 1 + the values that are greater: the rank of `value`, ties at the better one. */
function rankOf(value: number, values: readonly number[]): number {
  return 1 + values.filter((other) => other > value + ROUNDING).length;
}

function column(points: Matrix, benchmark: number): number[] {
  return points.map((row) => row[benchmark] ?? Number.NaN);
}

/**
 * Mean win rate of every model, 0…1, from `points[model][benchmark]`: the share of the others that
 * it beats, ties half, averaged over the benchmarks. 0 for a model that is alone.
 *
 * As HELM computes it (Liang et al. 2023, arXiv 2211.09110). It ignores by how much. It changes
 * when another model joins.
 */
export function meanWinRates(points: Matrix): number[] {
  const others = points.length - 1;
  return points.map((row) => {
    const shares = row.map((value, benchmark) => {
      const rivals = column(points, benchmark);
      const lost = rankOf(value, rivals) - 1;
      const won = rivals.filter((rival) => rival < value - ROUNDING).length;
      return others === 0 ? 0 : (won + (others - won - lost) / 2) / others;
    });
    return mean(shares);
  });
}

/**
 * Borda count of every model from `points[model][benchmark]`: Σ of models − rank, ties at the
 * better.
 *
 * De Borda (1781), as MTEB computes it. A model that is never last but never first may win. It
 * changes when another model joins.
 */
export function bordaCounts(points: Matrix): number[] {
  return points.map((row) =>
    sum(row.map((value, benchmark) => points.length - rankOf(value, column(points, benchmark)))),
  );
}

/** Weights of the benchmarks that give every category the same: they sum to 1. */
export function categoryWeights(categories: readonly string[]): number[] {
  const sizes = Map.groupBy(categories, (category) => category);
  return categories.map((category) => 1 / (sizes.size * (sizes.get(category)?.length ?? 1)));
}

/**
 * Share of random weightings of the benchmarks in which each model leads, 0…1; ties share the lead.
 *
 * Weights uniform on the simplex: Dirichlet with all parameters 1, from exponential values (Devroye
 * 1986, chapter XI.4). `seed` is any text, `weightings` a whole number of at least 1; `RangeError`
 * otherwise. It answers "would another choice of weights give another winner?". A share near 1
 * means no.
 */
export function leadShares(points: Matrix, seed: string, weightings: number = 1000): number[] {
  checkCount('weightings', weightings, 1);
  const random = seededRandom(seed);
  const shares = points.map(() => 0);
  for (let round = 0; round < weightings; round++) {
    const weights = (points[0] ?? []).map(() => -Math.log1p(-random.fraction()));
    const totals = points.map((row) => sum(row.map((value, b) => value * (weights[b] ?? 0))));
    const best = maximum(totals) - ROUNDING * sum(weights);
    const leaders = totals.filter((value) => value >= best).length;
    totals.forEach((value, model) => {
      if (value >= best) shares[model] = (shares[model] ?? 0) + 1 / leaders;
    });
  }
  return shares.map((share) => share / weightings);
}

/**
 * Best and worst rank of every model by category-weighted mean when any one benchmark is left out.
 *
 * From `points[model][benchmark]` and the category of each benchmark; with one benchmark, the ranks
 * in it. A wide range means that a single benchmark decides. It says nothing about noise.
 */
export function leaveOneOutRanks(points: Matrix, categories: readonly string[]): Interval[] {
  const left = categories.length < 2 ? [-1] : categories.map((_, benchmark) => benchmark);
  const means = left.map((out) => {
    const kept = categories.map((_, index) => index).filter((index) => index !== out);
    const weights = categoryWeights(kept.map((index) => categories[index] ?? ''));
    return points.map((row) =>
      sum(kept.map((index, place) => (row[index] ?? Number.NaN) * (weights[place] ?? 0))),
    );
  });
  return points.map((_, model) => {
    const ranks = means.map((values) => rankOf(values[model] ?? Number.NaN, values));
    return { low: minimum(ranks), high: maximum(ranks) };
  });
}
