import { checkCount, checkNotEmpty, checkWithin } from './check.ts';
import { maximum, mean } from './mean.ts';
import { quantile } from './quantile.ts';

/** How the trials of one case become one score; part of the name of the metric. */
export type TrialReducer =
  | 'mean'
  | 'median'
  | 'mode'
  | 'majority'
  | 'max'
  | 'pass@k'
  | 'pass^k'
  | 'at_least_k';

/** What the reducers that count passes need to know. */
export interface ReducerOptions {
  /** The k of `pass@k`, `pass^k` and `at_least_k`, a whole number of at least 1; 1 when left out. */
  readonly k?: number;
  /** The least score that passes, 0…1 inclusive; 1 when left out. */
  readonly pass_mark?: number;
}

const REDUCERS: Readonly<
  Record<TrialReducer, (scores: readonly number[], passes: number, k: number) => number | null>
> = {
  mean: (scores) => mean(scores),
  median: (scores) => quantile(scores, 0.5),
  mode: (scores) => mode(scores),
  majority: (scores, passes) => Number(2 * passes > scores.length),
  max: (scores) => maximum(scores),
  'pass@k': (scores, passes, k) => passAtK(scores.length, passes, k),
  'pass^k': (scores, passes, k) => passPowerK(scores.length, passes, k),
  at_least_k: (scores, passes, k) => (scores.length < k ? null : Number(passes >= k)),
};

/**
 * One score for the trials of one case, 0…1; `null` when there are fewer trials than k.
 *
 * `majority` is 1 when more than half of the trials pass, else 0. `mode` takes the smallest of equally frequent scores. Throws `RangeError` without scores, for one
 * outside 0…1 and for a k that is not a whole number of at least 1. A benchmark measures cases, so
 * repetitions are merged before anything else is computed. Counting them as extra cases would
 * promise too much precision.
 */
export function reduceTrials(
  scores: readonly number[],
  reducer: TrialReducer,
  { k = 1, pass_mark = 1 }: ReducerOptions = {},
): number | null {
  checkNotEmpty('scores', scores);
  checkCount('k', k, 1);
  checkWithin('pass mark', pass_mark, 0, 1);
  for (const score of scores) checkWithin('score', score, 0, 1);
  const passes = scores.filter((score) => score >= pass_mark).length;
  return REDUCERS[reducer](scores, passes, k);
}

function mode(scores: readonly number[]): number {
  const groups = [...Map.groupBy(scores, (score) => score).entries()];
  groups.sort(([a, ofA], [b, ofB]) => ofB.length - ofA.length || a - b);
  return groups[0]?.[0] ?? Number.NaN;
}

/**
 * pass@k of one case: the chance that at least one of k trials passes, 0…1; `null` for `n` below k.
 *
 * 1 − C(n−c, k)/C(n, k), unbiased (Chen et al. 2021, arXiv 2107.03374), from `passes` c in `n`
 * trials. Whole numbers, k at least 1; `RangeError` otherwise. It is what a user sees who may try k
 * times and keep the best. Averaged over the cases it is the score of the benchmark.
 */
export function passAtK(n: number, passes: number, k: number): number | null {
  checkTrials(n, passes, k);
  return n < k ? null : 1 - shareDrawn(n, n - passes, k);
}

/**
 * pass^k of one case: the chance that all of k trials pass, 0…1; `null` for `n` below k.
 *
 * C(c, k)/C(n, k), unbiased (Yao et al. 2024, arXiv 2406.12045), from `passes` c in `n` trials.
 * Whole numbers, k at least 1; `RangeError` otherwise. It is the reliability that a user needs who
 * relies on every answer. It falls as k grows, where pass@k rises.
 */
export function passPowerK(n: number, passes: number, k: number): number | null {
  checkTrials(n, passes, k);
  return n < k ? null : shareDrawn(n, passes, k);
}

/** Chance that k draws without return from n all come from the same `chosen` ones. */
function shareDrawn(n: number, chosen: number, k: number): number {
  let share = 1;
  for (let draw = 0; draw < k && share > 0; draw++) {
    share *= Math.max(0, chosen - draw) / (n - draw);
  }
  return share;
}

function checkTrials(n: number, passes: number, k: number): void {
  checkCount('trials', n);
  checkCount('passes', passes);
  checkWithin('passes', passes, 0, n);
  checkCount('k', k, 1);
}
