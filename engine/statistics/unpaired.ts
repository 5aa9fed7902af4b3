import { checkCount, checkOpenProbability, checkWithin, clamp, clampPValue } from './check.ts';
import type { Interval } from './cluster.ts';
import { sum } from './mean.ts';
import { normalQuantile } from './normal.ts';
import { wilson } from './rate.ts';

/** Passes of two models on different cases: no case is shared, so this is the weak comparison. */
export interface UnpairedCounts {
  /** Whole, 0…`cases_a`. */
  readonly passes_a: number;
  /** Whole, at least 1. */
  readonly cases_a: number;
  /** Whole, 0…`cases_b`. */
  readonly passes_b: number;
  /** Whole, at least 1. */
  readonly cases_b: number;
}

/** Tables whose chances differ by less than this share are equally likely: rounding, not data. */
const TIE = 1 + 1e-7;

/**
 * Newcombe's interval of the difference of two independent pass rates, B − A, inside −1…1.
 *
 * Method 10 of Newcombe (1998), Statistics in Medicine 17, 873–890: Wilson's intervals of both
 * rates, joined. `level` above 0 and below 1; throws `RangeError` outside the bounds. It compares
 * models that answered different questions. What makes the questions hard does not cancel out, so
 * it is wider than the paired interval.
 */
export function newcombeUnpaired(counts: UnpairedCounts, level: number = 0.95): Interval {
  checkUnpaired(counts);
  checkOpenProbability('level', level);
  const quantile = normalQuantile((1 + level) / 2);
  const [rateA, rateB] = [counts.passes_a / counts.cases_a, counts.passes_b / counts.cases_b];
  const a = wilson(rateA, counts.cases_a, quantile);
  const b = wilson(rateB, counts.cases_b, quantile);
  const difference = rateB - rateA;
  const low = difference - Math.hypot(rateB - b.low, a.high - rateA);
  const high = difference + Math.hypot(b.high - rateB, rateA - a.low);
  return { low: clamp(low, -1, difference), high: clamp(high, difference, 1) };
}

/**
 * Fisher's exact two-sided p-value for two independent pass rates, above 0 and at most 1.
 *
 * The chance, given the margins, of all tables that are no likelier than the observed one (Fisher
 * 1935; Freeman and Halton 1951), as R and SciPy compute it. Throws `RangeError` for counts that do
 * not fit. If both models were equally good, luck alone would split the passes at least this oddly
 * with this chance. It never errs more often than it says.
 */
export function fisherExact(counts: UnpairedCounts): number {
  checkUnpaired(counts);
  const { passes_a, cases_a, passes_b, cases_b } = counts;
  const passes = passes_a + passes_b;
  const least = Math.max(0, passes - cases_b);
  const most = Math.min(passes, cases_a);
  const chances = tableChances(cases_a, cases_b, passes, least, most);
  const observed = (chances[passes_a - least] ?? 0) * TIE;
  return clampPValue(sum(chances.filter((chance) => chance <= observed)) / sum(chances));
}

/** Hypergeometric chances for `least`…`most` passes of A, relative to the likeliest table. */
function tableChances(
  casesA: number,
  casesB: number,
  passes: number,
  least: number,
  most: number,
): number[] {
  const mode = Math.floor(((passes + 1) * (casesA + 1)) / (casesA + casesB + 2));
  const start = clamp(mode, least, most);
  const step = (k: number): number =>
    ((casesA - k) * (passes - k)) / ((k + 1) * (casesB - passes + k + 1));
  const chances = new Array<number>(most - least + 1).fill(1);
  for (let k = start; k < most; k++) {
    chances[k + 1 - least] = (chances[k - least] ?? 0) * step(k);
  }
  for (let k = start; k > least; k--) {
    chances[k - 1 - least] = (chances[k - least] ?? 0) / step(k - 1);
  }
  return chances;
}

function checkUnpaired({ passes_a, cases_a, passes_b, cases_b }: UnpairedCounts): void {
  checkCount('cases of A', cases_a, 1);
  checkCount('cases of B', cases_b, 1);
  checkCount('passes of A', passes_a);
  checkCount('passes of B', passes_b);
  checkWithin('passes of A', passes_a, 0, cases_a);
  checkWithin('passes of B', passes_b, 0, cases_b);
}
