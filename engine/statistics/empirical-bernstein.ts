import { checkCount, checkOpenProbability, checkWithin, clamp } from './check.ts';
import type { Interval } from './cluster.ts';

/** How strict a sequence is, and where its values come from. */
export interface SequenceOptions {
  /** Error over all looks; above 0 and below 1; 0.05 when left out. */
  readonly alpha?: number;
  /**
   * Cases of the whole benchmark when the scores are drawn from it without return, in random order;
   * at least their number. Left out, the stream is endless.
   */
  readonly population?: number;
}

/** Bets on a bounded value may not risk more than half of the wealth (Waudby-Smith and Ramdas). */
const LARGEST_BET = 0.5;

/** What the bets so far add up to. */
interface Ledger {
  readonly n: number;
  readonly total: number;
  readonly squares: number;
  readonly bets: number;
  readonly won: number;
  readonly penalty: number;
}

const EMPTY: Ledger = { n: 0, total: 0, squares: 0, bets: 0, won: 0, penalty: 0 };

/**
 * The interval of a mean score that stays valid over all looks, inside 0…1, after all `scores`.
 *
 * Predictable plug-in empirical Bernstein (Waudby-Smith and Ramdas 2024, JRSS B 86, theorem 2;
 * without return: 2020, arXiv 2006.04347, theorem 3.2), what earlier looks excluded stays excluded.
 * `scores` in 0…1 in the order they came; `RangeError` outside the bounds. It is the running
 * interval for partial credit, where `bernoulliSequence` and `possibleTotals` serve pass and fail.
 * The less the scores vary, the sooner it is narrow.
 */
export function empiricalBernsteinSequence(
  scores: readonly number[],
  { alpha = 0.05, population }: SequenceOptions = {},
): Interval {
  checkOpenProbability('alpha', alpha);
  if (population !== undefined) checkCount('population', population, Math.max(1, scores.length));
  let [ledger, low, high] = [EMPTY, 0, 1];
  for (const score of scores) {
    checkWithin('score', score, 0, 1);
    ledger = withScore(ledger, score, Math.log(2 / alpha), population);
    const now = intervalOf(ledger, Math.log(2 / alpha), population);
    // In the rare runs that err, two looks may contradict each other: the earlier end stays.
    low = Math.min(Math.max(low, now.low), high);
    high = Math.max(Math.min(high, now.high), low);
  }
  return { low, high };
}

function withScore(
  ledger: Ledger,
  score: number,
  logLevel: number,
  population: number | undefined,
): Ledger {
  const n = ledger.n + 1;
  const guess = (0.5 + ledger.total) / n;
  const variance = (0.25 + ledger.squares) / n;
  const bet = Math.min(LARGEST_BET, Math.sqrt((2 * logLevel) / (variance * n * Math.log1p(n))));
  const total = ledger.total + score;
  const unseen = population === undefined ? Number.POSITIVE_INFINITY : population - n + 1;
  return {
    n,
    total,
    squares: ledger.squares + (score - (0.5 + total) / (n + 1)) ** 2,
    bets: ledger.bets + bet * (1 + (n - 1) / unseen),
    won: ledger.won + bet * (score + ledger.total / unseen),
    penalty: ledger.penalty + (score - guess) ** 2 * (-Math.log1p(-bet) - bet),
  };
}

/** What is seen bounds the mean of a finite benchmark as well: the rest lies in 0…1. */
function intervalOf(ledger: Ledger, logLevel: number, population: number | undefined): Interval {
  const centre = ledger.won / ledger.bets;
  const reach = (logLevel + ledger.penalty) / ledger.bets;
  const [least, most] =
    population === undefined
      ? [0, 1]
      : [ledger.total / population, (ledger.total + population - ledger.n) / population];
  return { low: clamp(centre - reach, least, most), high: clamp(centre + reach, least, most) };
}
