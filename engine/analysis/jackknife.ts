import { studentTQuantile } from '../statistics/index.ts';

/** Groups of clusters that are left out in turn. */
const MOST_GROUPS = 40;
/** Below this many clusters nothing is said. */
const LEAST_GROUPS = 5;

/** An estimate with its 95 % interval; `null` where there is too little to say it. */
export interface JackknifeInterval {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * A smooth statistic of the cases, such as a ratio of means or a mean of F1, with the interval of
 * the delete-a-group jackknife (Kott 2001, "The Delete-a-Group Jackknife"): clusters stay whole, at
 * most 40 groups of them are left out in turn, and Student's quantile has groups − 1 degrees of
 * freedom. The interval is cut to `least`…`most`. Deterministic.
 */
export function jackknife<Item>(
  clusters: readonly (readonly Item[])[],
  statistic: (items: readonly Item[]) => number | null,
  [least, most]: readonly [number, number] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
): JackknifeInterval {
  const value = statistic(clusters.flat());
  const count = Math.min(MOST_GROUPS, clusters.length);
  if (value === null || count < LEAST_GROUPS) return { value, low: null, high: null };
  const replicates = Array.from({ length: count }, (_, group) =>
    statistic(clusters.filter((_cluster, index) => index % count !== group).flat()),
  );
  const known = replicates.filter((replicate) => replicate !== null);
  if (known.length < count) return { value, low: null, high: null };
  const squares = known.reduce((sum, replicate) => sum + (replicate - value) ** 2, 0);
  const error = Math.sqrt(((count - 1) / count) * squares);
  // Nothing varied: that says how few the cases are, not how sure the value is.
  if (error === 0) return { value, low: null, high: null };
  const reach = studentTQuantile(0.975, count - 1) * error;
  return { value, low: Math.max(least, value - reach), high: Math.min(most, value + reach) };
}
