import { clusterBootstrap } from './bootstrap.ts';
import { checkNotEmpty, checkOpenProbability, checkWithin } from './check.ts';
import { type Estimate, UNDEFINED_ESTIMATE } from './confusion.ts';
import { sum } from './mean.ts';
import type { Ratings } from './rater-agreement.ts';

/** What a difference between two ratings means. */
export type AlphaMetric = 'nominal' | 'ordinal' | 'interval' | 'ratio';

/** How alpha is computed. */
export interface AlphaOptions {
  /** Any text: decides which items are drawn for the interval. */
  readonly seed: string;
  /** Samples of the items, a whole number of at least 100; 1000 when left out. */
  readonly draws?: number;
  /** Above 0 and below 1; 0.95 when left out. */
  readonly level?: number;
}

/**
 * Krippendorff's alpha of any number of raters, at most 1, from `ratings[item][rater]`.
 *
 * 1 − observed over expected disagreement, from the coincidences inside items (Krippendorff 2011,
 * "Computing Krippendorff's alpha-reliability"). Ratings may be missing; items with fewer than two
 * do not count. `NaN` when all ratings are equal. Throws `RangeError` when no item has two ratings,
 * for one that is not finite and, with the ratio metric, for a negative one. From 0.8 on raters may
 * be relied upon, below 0.667 they may not. 0 is what guessing with the same habits gives.
 */
export function krippendorffAlpha(ratings: Ratings, metric: AlphaMetric): number {
  const items = ratings.map((item) => item.filter((rating) => rating !== null));
  const rated = items.filter((item) => item.length > 1);
  checkNotEmpty('items with two ratings', rated);
  for (const value of rated.flat()) {
    checkWithin('rating', value, metric === 'ratio' ? 0 : -Number.MAX_VALUE, Number.MAX_VALUE);
  }
  const counts = countsOf(rated.flat());
  const distance = distanceOf(metric, counts);
  const total = sum([...counts.values()]);
  const observed = sum(
    rated.map((item) => disagreement(countsOf(item), distance) / (item.length - 1)),
  );
  const expected = disagreement(counts, distance) / (total - 1);
  return expected > 0 ? 1 - observed / expected : Number.NaN;
}

/**
 * `krippendorffAlpha` with an interval from drawing the items again; undefined as it is.
 *
 * Percentile bootstrap over items, as `clusterBootstrap`. Throws `RangeError` as both do. Raters
 * stay the same and the items change: it says what other items of the kind would have shown.
 */
export function krippendorffEstimate(
  ratings: Ratings,
  metric: AlphaMetric,
  { seed, draws = 1000, level = 0.95 }: AlphaOptions,
): Estimate {
  checkOpenProbability('level', level);
  const value = krippendorffAlpha(ratings, metric);
  if (Number.isNaN(value)) return UNDEFINED_ESTIMATE;
  const items = ratings
    .filter((item) => item.filter((rating) => rating !== null).length > 1)
    .map((item, index) => ({ item, cluster: `${index}` }));
  const alphaOf = (drawn: typeof items): number =>
    krippendorffAlpha(
      drawn.map(({ item }) => item),
      metric,
    );
  const interval = clusterBootstrap(items, (drawn) => alphaOf([...drawn]), seed, { draws, level });
  return { value, low: interval?.low ?? null, high: interval?.high ?? null };
}

type Counts = ReadonlyMap<number, number>;

/** How often each value occurs, in ascending order of the values. */
function countsOf(values: readonly number[]): Counts {
  const groups = Map.groupBy(values, (value) => value);
  const ordered = [...groups].sort(([a], [b]) => a - b);
  return new Map(ordered.map(([value, members]) => [value, members.length]));
}

/** Σ of squared distances over all ordered pairs of the values counted. */
function disagreement(counts: Counts, distance: (a: number, b: number) => number): number {
  const entries = [...counts];
  return sum(
    entries.flatMap(([a, ofA]) =>
      entries.map(([b, ofB]) => (a === b ? 0 : ofA * ofB * distance(a, b))),
    ),
  );
}

/** The squared distance of two different values. */
function distanceOf(metric: AlphaMetric, counts: Counts): (a: number, b: number) => number {
  switch (metric) {
    case 'nominal':
      return () => 1;
    case 'interval':
      return (a, b) => (a - b) ** 2;
    case 'ratio':
      return (a, b) => ((a - b) / (a + b)) ** 2;
    case 'ordinal': {
      const ranks = middleRanks(counts);
      return (a, b) => ((ranks.get(a) ?? 0) - (ranks.get(b) ?? 0)) ** 2;
    }
  }
}

/** Ratings below each value and half of those at it: the ordinal distance is the difference. */
function middleRanks(counts: Counts): Counts {
  let below = 0;
  const ranks = new Map<number, number>();
  for (const [value, count] of counts) {
    ranks.set(value, below + count / 2);
    below += count;
  }
  return ranks;
}
