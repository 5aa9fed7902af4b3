import { checkCount, checkNotEmpty, checkOpenProbability, clamp } from './check.ts';
import type { Interval } from './cluster.ts';
import { mean, sum, variance } from './mean.ts';
import { normalDistribution, normalQuantile } from './normal.ts';
import { quantile } from './quantile.ts';
import { type Random, seededRandom } from './random.ts';

/** How the ends of a bootstrap interval are found. */
export type BootstrapMethod = 'percentile' | 'bca';

/** How a bootstrap is done. */
export interface BootstrapOptions {
  /** Samples drawn, a whole number of at least 100; 5000 when left out. */
  readonly draws?: number;
  /** Above 0 and below 1; 0.95 when left out. */
  readonly level?: number;
  /** `percentile` when left out; `bca` from about 30 clusters on. */
  readonly method?: BootstrapMethod;
}

/** A statistic with the interval that resampling gives it. */
export interface BootstrapInterval extends Interval {
  /** Of the data themselves. */
  readonly estimate: number;
  /** Standard deviation of the statistic over the samples. */
  readonly standard_error: number;
  /** Samples in which the statistic was defined. */
  readonly draws: number;
  readonly method: BootstrapMethod;
}

const USUAL_DRAWS = 5000;
const LEAST_DRAWS = 100;

/**
 * The bootstrap interval of any statistic of clustered items; `null` where it is not defined.
 *
 * Whole clusters are drawn with return (Davison and Hinkley 1997, section 3.8); ends by percentiles
 * or bias-corrected and accelerated (Efron 1987, JASA 82), the acceleration from leaving out one
 * cluster at a time. `statistic` may answer `NaN` for a sample that leaves it undefined; when more
 * than half do, or the data themselves do, there is no interval. Throws `RangeError` without items
 * and outside the bounds. `seed` is any text. It asks how the number would have moved with other
 * cases of the same kind. It needs no formula, but at least some ten clusters.
 */
export function clusterBootstrap<Item extends { readonly cluster: string }>(
  items: readonly Item[],
  statistic: (items: readonly Item[]) => number,
  seed: string,
  { draws = USUAL_DRAWS, level = 0.95, method = 'percentile' }: BootstrapOptions = {},
): BootstrapInterval | null {
  checkNotEmpty('items', items);
  checkCount('draws', draws, LEAST_DRAWS);
  checkOpenProbability('level', level);
  const estimate = statistic(items);
  const clusters = [...Map.groupBy(items, ({ cluster }) => cluster).values()];
  const random = seededRandom(seed);
  const values: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const value = statistic(resampled(clusters, random).flat());
    if (Number.isFinite(value)) values.push(value);
  }
  if (!Number.isFinite(estimate) || values.length * 2 <= draws) return null;
  const tails =
    method === 'bca'
      ? correctedTails(values, estimate, leftOut(clusters, statistic), level)
      : plainTails(level);
  return {
    estimate,
    low: quantile(values, tails.low),
    high: quantile(values, tails.high),
    standard_error: Math.sqrt(variance(values)),
    draws: values.length,
    method,
  };
}

/** As many of the values as there are, each drawn from all of them. */
export function resampled<Value>(values: readonly Value[], random: Random): Value[] {
  return values.flatMap(() => {
    const drawn = random.below(values.length);
    return values.slice(drawn, drawn + 1);
  });
}

function plainTails(level: number): Interval {
  return { low: (1 - level) / 2, high: (1 + level) / 2 };
}

function leftOut<Item>(
  clusters: readonly (readonly Item[])[],
  statistic: (items: readonly Item[]) => number,
): number[] {
  return clusters
    .map((_, left) => statistic(clusters.filter((_, index) => index !== left).flat()))
    .filter(Number.isFinite);
}

/** Where BCa reads the samples instead of at (1 ∓ level)/2. */
function correctedTails(
  values: readonly number[],
  estimate: number,
  jackknife: readonly number[],
  level: number,
): Interval {
  const below = values.filter((value) => value < estimate).length;
  const equal = values.filter((value) => value === estimate).length;
  const crumb = 1 / (2 * values.length);
  const bias = normalQuantile(clamp((below + equal / 2) / values.length, crumb, 1 - crumb));
  const acceleration = accelerationOf(jackknife);
  const corrected = (probability: number): number => {
    const shifted = bias + normalQuantile(probability);
    return normalDistribution(bias + shifted / (1 - acceleration * shifted));
  };
  const tails = plainTails(level);
  return { low: corrected(tails.low), high: corrected(tails.high) };
}

/** A sixth of the skewness of the jackknife, over the root of its sum of squares. */
function accelerationOf(jackknife: readonly number[]): number {
  const centre = mean(jackknife);
  const distances = jackknife.map((value) => centre - value);
  const squares = sum(distances.map((distance) => distance ** 2));
  if (!(squares > 0)) return 0;
  return sum(distances.map((distance) => distance ** 3)) / (6 * squares ** 1.5);
}
