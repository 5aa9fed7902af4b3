import { type AcrossReport, acrossOf } from '../../engine/analysis/across.ts';
import { memoize } from '../../engine/memo.ts';
import { count } from './format.ts';
import type { ModelViews } from './model-view.ts';
import type { SiteData } from './site-data.ts';

/** All models over all benchmarks, as `report --across` has them; computed once for a site. */
export const acrossReportOf: (data: SiteData) => Promise<AcrossReport> = memoize(async (data) => {
  const rows = await Promise.all(data.benchmarks.map(({ id }) => data.caseScores(id)));
  return acrossOf(data.benchmarks, rows.flat());
});

/** The columns after rank and model; units stand in the caption. Words start at the left. */
export const ACROSS_COLUMNS: readonly { readonly title: string; readonly kind?: 'number' }[] = [
  { title: 'Points', kind: 'number' },
  { title: '95 % interval', kind: 'number' },
  { title: 'Tied with' },
  { title: 'Letters' },
  { title: 'Win rate', kind: 'number' },
  { title: 'Borda', kind: 'number' },
  { title: 'Leads', kind: 'number' },
  { title: 'One left out', kind: 'number' },
];

/** Who leads overall, and how sure that is, in a sentence. */
export function acrossFinding({ rows, note }: AcrossReport, models: ModelViews): string {
  const [best] = rows;
  if (best === undefined) return `No overall table: ${note}.`;
  const tied = best.tied_with.length;
  const name = models(best.model).title;
  const score = `${best.score.toFixed(1)} points (${best.low.toFixed(1)} to ${best.high.toFixed(1)})`;
  return tied === 0
    ? `${name} leads with ${score}, and no other model is tied with it.`
    : `${name} has the highest mean, ${score}, and is tied with ${count(tied, 'other model')}.`;
}
