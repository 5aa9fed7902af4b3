import { checkNotEmpty, checkOpenProbability, checkPositive, clamp } from './check.ts';
import { allEqual, columnOf, maximum, minimum, sum } from './mean.ts';
import { studentTQuantile } from './student-t.ts';

/** One value of a weighted, clustered sample; of any range. */
export interface ClusteredValue {
  readonly value: number;
  readonly cluster: string;
  /** Above 0. */
  readonly weight: number;
}

/** A weighted mean with what is known about its uncertainty. */
export interface ClusteredMean {
  readonly mean: number;
  /** Robust against dependence inside clusters; `null` with fewer than two clusters. */
  readonly standard_error: number | null;
  /** Degrees of freedom of the t interval; `null` with fewer than two clusters. */
  readonly degrees: number | null;
  readonly n: number;
  readonly clusters: number;
  /** Whether some cluster has more than one case. */
  readonly clustered: boolean;
  /** n that equal weights would need for the same precision (Kish 1965), at most n. */
  readonly weighted_n: number;
  /** Clustered variance over the variance of independent cases; `null` when nothing varies. */
  readonly design_effect: number | null;
}

/** A spread below this share of the largest value is what rounding leaves of none. */
const ROUNDING = 1e-12;

/** Below this many clusters the plain sandwich is too narrow, and CR2 takes its place. */
const SMALL_CLUSTERS = 30;

/**
 * The weighted mean and its cluster-robust standard error, in the unit of the values.
 *
 * From 30 clusters on CR1 with clusters − 1 degrees of freedom (Miller 2024, arXiv 2411.00640, times
 * G/(G − 1)); below, CR2 with Satterthwaite's degrees (Bell and McCaffrey 2002). Throws `RangeError`
 * without values or for a weight that is not above 0. Cases that share a passage succeed and fail
 * together. Their standard error is computed between the groups, not between the rows.
 */
export function clusteredMean(values: readonly ClusteredValue[]): ClusteredMean {
  const clusters = values.map(({ cluster }) => cluster);
  return sampleMean({
    values: columnOf(values, ({ value }) => value),
    weights: columnOf(values, ({ weight }) => weight),
    // Independent cases are the common case, and need no groups.
    clusters: new Set(clusters).size === clusters.length ? undefined : clusters,
  });
}

/** A weighted, clustered sample as equally long columns. */
export interface Sample {
  readonly values: Float64Array;
  /** Above 0. */
  readonly weights: Float64Array;
  /** `undefined` when every value is a cluster of its own. */
  readonly clusters: readonly string[] | undefined;
}

/** The same as `clusteredMean`, of columns: many times as fast. */
export function sampleMean(sample: Sample): ClusteredMean {
  const { values, weights } = sample;
  checkNotEmpty('values', values);
  for (const weight of weights) checkPositive('weight', weight);
  const total = sum(weights);
  const mean = weightedMean(values, weights, total);
  const groups = groupsOf(sample, mean);
  const [n, clusters] = [values.length, groups.deviations.length];
  return {
    mean,
    ...withoutCrumbs(standardError(groups, total), ROUNDING * largest(values)),
    n,
    clusters,
    clustered: clusters < n,
    // Equal weights are the common case and must give n to the last bit.
    weighted_n: allEqual(weights) ? n : total ** 2 / sum(weights.map((weight) => weight ** 2)),
    design_effect: designEffect(sample, mean, groups),
  };
}

function largest(values: Float64Array): number {
  return Math.max(maximum(values), -minimum(values));
}

/** Rounding must not carry the mean outside of the values, nor give equal values a spread. */
function weightedMean(values: Float64Array, weights: Float64Array, total: number): number {
  const weighted = values.map((value, index) => value * (weights[index] ?? Number.NaN));
  return clamp(sum(weighted) / total, minimum(values), maximum(values));
}

/** The sums of each cluster: of weighted deviations, of weights and of squared weights. */
interface Groups {
  readonly deviations: Float64Array;
  readonly weights: Float64Array;
  readonly squares: Float64Array;
}

function groupsOf({ values, weights, clusters }: Sample, mean: number): Groups {
  const deviations = values.map((value, index) => (weights[index] ?? 0) * (value - mean));
  const squares = weights.map((weight) => weight ** 2);
  if (clusters === undefined) return { deviations, weights, squares };
  const members = [...Map.groupBy(values.keys(), (index) => clusters[index] ?? '').values()];
  const sums = (column: Float64Array) =>
    columnOf(members, (group) => sum(group.map((index) => column[index] ?? Number.NaN)));
  return { deviations: sums(deviations), weights: sums(weights), squares: sums(squares) };
}

function designEffect(sample: Sample, mean: number, { deviations }: Groups): number | null {
  const { values, weights } = sample;
  if (deviations.length < 2 || allEqual(values)) return null;
  const clustered = sumOfSquares(deviations) * (deviations.length / (deviations.length - 1));
  if (deviations.length === values.length) return clustered / clustered;
  const singles = values.map((value, index) => (weights[index] ?? 0) * (value - mean));
  return clustered / (sumOfSquares(singles) * (values.length / (values.length - 1)));
}

function sumOfSquares(values: Float64Array): number {
  return sum(values.map((value) => value ** 2));
}

type Uncertainty = Pick<ClusteredMean, 'standard_error' | 'degrees'>;

function standardError(groups: Groups, total: number): Uncertainty {
  const count = groups.deviations.length;
  if (count < 2) return { standard_error: null, degrees: null };
  if (count < SMALL_CLUSTERS) return smallSampleError(listOf(groups), total);
  const variance = sumOfSquares(groups.deviations) * (count / (count - 1));
  return { standard_error: Math.sqrt(variance) / total, degrees: count - 1 };
}

/** The sums of one cluster. */
interface Group {
  readonly deviation: number;
  readonly weight: number;
  readonly square: number;
}

function listOf({ deviations, weights, squares }: Groups): Group[] {
  return Array.from(deviations, (deviation, index) => ({
    deviation,
    weight: weights[index] ?? Number.NaN,
    square: squares[index] ?? Number.NaN,
  }));
}

function withoutCrumbs({ standard_error, degrees }: Uncertainty, crumb: number): Uncertainty {
  const isCrumb = standard_error !== null && standard_error <= crumb;
  return { standard_error: isCrumb ? 0 : standard_error, degrees };
}

/** CR2: each cluster is scaled so that the estimate is unbiased when cases are independent. */
function smallSampleError(groups: readonly Group[], total: number): Uncertainty {
  const square = sum(groups.map((group) => group.square));
  const expected = groups.map((group) => covariance(group, group, group.square, total, square));
  const scales = groups.map((group, index) => group.square / (expected[index] ?? Number.NaN));
  const variance = sum(groups.map(({ deviation }, index) => (scales[index] ?? 0) * deviation ** 2));
  const spread = groups.map((row, i) =>
    sum(
      groups.map((column, j) => {
        const shared = i === j ? row.square : 0;
        const both = (scales[i] ?? 0) * (scales[j] ?? 0);
        return both * covariance(row, column, shared, total, square) ** 2;
      }),
    ),
  );
  return { standard_error: Math.sqrt(variance) / total, degrees: square ** 2 / sum(spread) };
}

/** Covariance of the deviations of two clusters when all cases are independent, of variance 1. */
function covariance(a: Group, b: Group, shared: number, total: number, square: number): number {
  const crossed = (a.weight * b.square + b.weight * a.square) / total;
  return shared - crossed + (a.weight / total) * (b.weight / total) * square;
}

/** A range, both ends inclusive. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * The cluster-robust t interval of a mean; `null` with fewer than two clusters.
 *
 * Mean ± t·SE, `level` above 0 and below 1; `RangeError` otherwise. In the unit of the values, and
 * it may leave their range. In 95 of 100 benchmarks built like this one the interval holds the
 * score on all questions of the kind. It needs a large sample.
 */
export function clusterTInterval(estimate: ClusteredMean, level: number = 0.95): Interval | null {
  checkOpenProbability('level', level);
  if (estimate.standard_error === null || estimate.degrees === null) return null;
  const reach = studentTQuantile((1 + level) / 2, estimate.degrees) * estimate.standard_error;
  return { low: estimate.mean - reach, high: estimate.mean + reach };
}
