import type { Verdict } from '../../engine/analysis/board.ts';
import { count } from './format.ts';
import type { Pair } from './pairs.ts';

/** A mark and a word for what a comparison of B with A says. */
export const PAIR_VERDICTS: Readonly<Record<Verdict, { mark: string; text: string }>> = {
  improved: { mark: '▲', text: 'better' },
  regressed: { mark: '▼', text: 'worse' },
  'no regression': { mark: '=', text: 'no worse' },
  'no evidence': { mark: '?', text: 'no evidence' },
  'not comparable': { mark: '–', text: 'not comparable' },
};

/** The verdict from the other side; what is no loss one way says nothing the other way. */
export function mirrored(verdict: Verdict): Verdict {
  if (verdict === 'improved') return 'regressed';
  if (verdict === 'regressed') return 'improved';
  return verdict === 'no regression' ? 'no evidence' : verdict;
}

/** How many of the pairs can be told apart, in a sentence. */
export function pairsFinding(pairs: readonly Pair[]): string {
  if (pairs.length === 0) return 'Fewer than two models have been ranked on these cases.';
  const apart = pairs.filter(({ comparison: { verdict } }) =>
    ['improved', 'regressed'].includes(verdict),
  ).length;
  return `Of ${count(pairs.length, 'pair')} of models, ${apart} can be told apart one by one.`;
}
