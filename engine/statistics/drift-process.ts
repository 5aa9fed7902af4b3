import { checkCount, checkNotEmpty, checkWithin } from './check.ts';
import { eValueOfPValue } from './e-value.ts';
import { sum } from './mean.ts';
import { type Random, seededRandom } from './random.ts';

/** What one more run says about "nothing has changed since the first run". */
export interface DriftPoint {
  /** Smoothed p-value of the run being worse than the ones before; above 0, below 1. */
  readonly p_worse: number;
  /** Evidence against "no change" from all runs so far, above 0; 20 refutes it at 5 %. */
  readonly e_value: number;
}

/** Scores of runs of one model on identical cases: `scores[run][case]`. */
export type RunScores = readonly (readonly number[])[];

const USUAL_DRAWS = 999;

/**
 * Evidence, run by run, that the model behind a name is no longer the same; one point for each run.
 *
 * If nothing changed, the runs of a case are exchangeable: which of its scores came last is a coin
 * toss. Each run's total is ranked among random such tosses (conformal test martingale: Vovk,
 * Gammerman and Shafer 2022, chapter 8), and the resulting independent p-values are turned into
 * e-values and multiplied, averaged over both directions and every run at which a change could have
 * begun. `seed` is any text, `draws` at least 99; throws `RangeError` without runs, for runs of
 * unequal length and for scores that are not finite. One may look every week and stop at 20: over
 * all weeks together a false alarm has a chance of at most 5 %. Comparing each run with the same
 * baseline again and again would not.
 */
export function driftProcess(
  scores: RunScores,
  seed: string,
  draws: number = USUAL_DRAWS,
): DriftPoint[] {
  checkRunScores(scores);
  checkCount('draws', draws, 99);
  const random = seededRandom(seed);
  let [worse, better]: [number[], number[]] = [[], []];
  return scores.map((_, last) => {
    const p_worse = last === 0 ? 0.5 : conformalPValue(scores.slice(0, last + 1), random, draws);
    // The first run has nothing to be compared with.
    worse = extended(worse, last === 0 ? 1 : eValueOfPValue(p_worse));
    better = extended(better, last === 0 ? 1 : eValueOfPValue(1 - p_worse));
    return { p_worse, e_value: (mixture(worse) + mixture(better)) / 2 };
  });
}

/** The products of the factors from every start up to now, after one more factor. */
function extended(products: readonly number[], factor: number): number[] {
  return [...products, 1].map((product) => product * factor);
}

/** Changes at run 1, 2, … have prior chances 1/(j·(j + 1)); what is left over stays at 1. */
function mixture(products: readonly number[]): number {
  const parts = products.map((product, index) => product / ((index + 1) * (index + 2)));
  return sum(parts) + 1 / (products.length + 1);
}

/** Share of the random totals that are as low as the last run's, ties broken at random. */
function conformalPValue(runs: RunScores, random: Random, draws: number): number {
  const columns = (runs[0] ?? []).map((_, item) => runs.map((run) => run[item] ?? 0));
  // A case whose scores are all equal moves no total.
  const moving = columns.filter((column) => column.some((value) => value !== column[0]));
  const observed = sum(moving.map((column) => column.at(-1) ?? 0));
  let [lower, equal] = [0, 1];
  for (let draw = 0; draw < draws; draw++) {
    const total = sum(moving.map((column) => column[random.below(column.length)] ?? 0));
    if (Math.abs(total - observed) <= 1e-9) equal++;
    else if (total < observed) lower++;
  }
  // Strictly inside 0…1, so that both sides have an e-value.
  return (lower + equal * (random.bits() + 0.5) * 2 ** -32) / (draws + 1);
}

function checkRunScores(scores: RunScores): void {
  checkNotEmpty('runs', scores);
  const width = scores[0]?.length ?? 0;
  checkCount('cases', width, 1);
  for (const run of scores) {
    checkWithin('cases of a run', run.length, width, width);
    for (const score of run) checkWithin('score', score, -Number.MAX_VALUE, Number.MAX_VALUE);
  }
}
