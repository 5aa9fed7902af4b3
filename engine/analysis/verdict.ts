import type { Comparison, Verdict } from './board.ts';

/** What a verdict is made of; all −1…1. */
export interface VerdictInput {
  /** The bounds of B − A. */
  readonly low: number;
  readonly high: number;
  /** The largest loss that is no regression. */
  readonly margin: number;
  /** Share of the cases that both have, 0…1. */
  readonly overlap: number;
}

/** Below this share of common cases two models are not compared. */
export const LEAST_OVERLAP = 0.8;

/**
 * What the comparison of B with A says: the one rule of every verdict, read from two bounds.
 *
 * Better when the lower bound is above 0, worse when the upper one is below 0, no regression when
 * the lower one is above −margin, else no evidence, which is not "equal". Only the level of the
 * bounds differs: a comparison looks both ways and reads the 95 % interval it shows, 2.5 % a side; a
 * gate asks one question fixed in advance and reads one-sided 95 % bounds, 5 % a side.
 */
export function verdictOf({ low, high, margin, overlap }: VerdictInput): Verdict {
  if (overlap < LEAST_OVERLAP) return 'not comparable';
  if (low > 0) return 'improved';
  if (high < 0) return 'regressed';
  return low > -margin ? 'no regression' : 'no evidence';
}

/** The verdict in a sentence a reader understands. */
export function verdictSentence(comparison: Omit<Comparison, 'sentence'>, margin: number): string {
  const { a, b, low, high, verdict, overlap, minimum_detectable_effect: effect } = comparison;
  const between = (from: number, to: number) => `by ${points(from)} to ${points(to)} points`;
  switch (verdict) {
    case 'improved':
      return `${b} is better than ${a}, ${between(low, high)}.`;
    case 'regressed':
      return `${a} is better than ${b}, ${between(-high, -low)}.`;
    case 'no regression':
      return high < margin
        ? `${a} and ${b} are equivalent within ${points(margin)} points.`
        : `${b} is at most ${points(margin)} points worse than ${a}.`;
    case 'not comparable':
      return `${a} and ${b} share only ${points(overlap)} % of their cases, too few to compare them.`;
    case 'no evidence':
      return `No evidence of a difference${effect === null ? '' : `; this comparison could only see ${points(effect)} points or more`}.`;
  }
}

function points(share: number): string {
  return (share * 100).toFixed(1);
}
