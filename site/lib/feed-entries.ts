import type { FeedEntry } from '../../engine/report/feed.ts';
import { benchmarkPath } from './address.ts';
import { changeInWords, changesOf, runTitle } from './changes.ts';
import type { Linker } from './documents/document.ts';
import { modelViewsOf } from './model-view.ts';
import type { SiteData } from './site-data.ts';

/** Runs that a feed goes back. */
const MOST = 50;

/** News of the site, newest first: a run each, and before it the benchmarks it measured first. */
export async function feedEntriesOf(data: SiteData, link: Linker): Promise<FeedEntry[]> {
  const models = modelViewsOf(data.models);
  return (await changesOf(data, MOST)).flatMap((change): FeedEntry[] => {
    const { run, benchmarks } = change;
    const summary = benchmarks
      .map((one) => `${one.title}: ${changeInWords(one, models).join(' ')}`)
      .join('\n');
    const added = benchmarks.filter(({ state, here }) => state === 'new' && here);
    return [
      {
        key: `run ${run.id}`,
        title: `Run: ${runTitle(change)}`,
        summary,
        at: run.at,
        address: link(change.path),
      },
      ...added.map(({ id, title }) => ({
        key: `benchmark ${id}`,
        title: `New benchmark: ${title}`,
        summary: data.benchmarks.find((benchmark) => benchmark.id === id)?.description ?? '',
        at: run.at,
        address: link(benchmarkPath(id)),
      })),
    ];
  });
}
