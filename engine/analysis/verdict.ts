import type { Comparison, Verdict } from './board.ts';

/** What a verdict is made of; all −1…1. */
export interface VerdictInput {
  /** Mean of B − A with its 95 % interval. */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  readonly p_value: number;
  /** The largest loss that is no regression. */
  readonly margin: number;
  /** Share of the cases that both have, 0…1. */
  readonly overlap: number;
}

/** Below this share of common cases two models are not compared. */
export const LEAST_OVERLAP = 0.8;

/**
 * What the comparison of B with A says, by a margin fixed before the data were seen: better or
 * worse only where the interval excludes zero and the test agrees, no regression where the loss is
 * at most the margin, else no evidence. No evidence is not "equal".
 */
export function verdictOf({ low, high, p_value, margin, overlap }: VerdictInput): Verdict {
  if (overlap < LEAST_OVERLAP) return 'not comparable';
  if (low > 0 && p_value <= 0.05) return 'improved';
  if (high < 0 && p_value <= 0.05) return 'regressed';
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
      return `${b} is at most ${points(margin)} points worse than ${a}.`;
    case 'not comparable':
      return `${a} and ${b} share only ${points(overlap)} % of their cases, too few to compare them.`;
    case 'no evidence':
      return `No evidence of a difference${effect === null ? '' : `; this comparison could only see ${points(effect)} points or more`}.`;
  }
}

function points(share: number): string {
  return (share * 100).toFixed(1);
}
