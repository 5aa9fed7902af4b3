import type { BoardRow } from '../../analysis/board.ts';

/** A share 0…1 in points of 100, with one decimal. */
export function pointsText(share: number): string {
  return (share * 100).toFixed(1);
}

/** US dollars with two significant digits. */
export function dollars(amount: number): string {
  if (amount === 0) return '$0';
  return `$${Number(amount.toPrecision(2)).toLocaleString('en-US', { maximumSignificantDigits: 2 })}`;
}

export function rankText({ rank_low, rank_high }: BoardRow): string {
  if (rank_low === null || rank_high === null) return '–';
  return rank_low === rank_high ? String(rank_low) : `${rank_low}–${rank_high}`;
}

/** The interval, or why there is none. */
export function intervalText({ low, high, method }: BoardRow): string {
  if (low !== null && high !== null) return `${pointsText(low)}–${pointsText(high)}`;
  return method === 'too_few_cases' ? 'too few cases' : '–';
}

/** Calls without a score, with what the score could be if they had one. */
export function missingText(row: BoardRow): string {
  const { missing, score_if_missing_fail: low, score_if_missing_pass: high } = row;
  if (missing === 0) return '0';
  return low === null || high === null
    ? String(missing)
    : `${missing} (${pointsText(low)}–${pointsText(high)})`;
}

/** What a method of an interval is called in writing. */
const METHODS: Readonly<Record<string, string>> = {
  wilson_effective_n: 'Wilson’s interval on the effective number of cases',
  cluster_t: 'a cluster-robust t interval',
  clopper_pearson: 'Clopper and Pearson’s exact interval',
  too_few_cases: 'none below five effective cases',
  published: 'as published',
};

/** How the numbers of these rows were made, as a paper's section on methods would say it. */
export function methodsText(rows: readonly BoardRow[], tests: number): string {
  const used = [...new Set(rows.map(({ method }) => method))].sort();
  const intervals = used.map((method) => METHODS[method] ?? method.replaceAll('_', ' '));
  const trials = Math.max(1, ...rows.map((row) => row.trials));
  return [
    'The unit of analysis is the case.',
    trials === 1
      ? 'Each case was asked once.'
      : `Each case was asked up to ${trials} times, and its trials were reduced to one score before the mean over the cases was taken.`,
    `Intervals are at 95 %: ${intervals.join('; ')}.`,
    `Models were compared in pairs on the cases that both have a score for, by McNemar’s exact test where scores are right or wrong with one trial and by a sign-flip permutation test otherwise, with Holm’s correction over all ${tests} tests of the board; a rank is the range of places that these tests leave open.`,
    'Calls without an answer are not counted as wrong: they are missing, with the scores they would make if all of them were wrong and if all were right.',
    'Costs are what providers reported or tokens times price; an unknown cost is left open.',
  ].join(' ');
}
