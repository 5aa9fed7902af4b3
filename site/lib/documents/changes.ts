import { benchmarkPath, PAGES } from '../address.ts';
import { changeInWords, changesOf, runTitle } from '../changes.ts';
import { errataInWords, errataOf } from '../errata.ts';
import { day } from '../format.ts';
import { blocks, link, list, plain } from '../markdown.ts';
import { modelViewsOf } from '../model-view.ts';
import { runsOf } from '../runs.ts';
import type { SiteData } from '../site-data.ts';
import type { Linker, PageDocument } from './document.ts';

/** Errata as a section, when there are any. */
function errataText(data: SiteData, href: Linker): string[] {
  const lines = errataOf(data.benchmarks).map(({ benchmark, erratum }) => {
    const name = link(benchmark.title, href(benchmarkPath(benchmark.id)));
    return `${erratum.date}: ${name}, case ${plain(erratum.case)}: ${plain(errataInWords(erratum))}`;
  });
  return lines.length === 0 ? [] : [`## Errata\n\n${list(lines)}`];
}

/** Runs on the page; older ones keep their own pages. */
export const CHANGES_SHOWN = 100;

export function changesDocument(data: SiteData): PageDocument {
  const description =
    'What changed, newest first: new benchmarks, models measured for the first time, and results that moved by more than chance explains.';
  return {
    path: PAGES.changes,
    title: 'Changes',
    description,
    changed: runsOf(data)[0]?.at,
    json: async () => ({
      errata: errataOf(data.benchmarks).map(({ benchmark, erratum }) => ({
        benchmark: benchmark.id,
        ...erratum,
      })),
      changes: (await changesOf(data, CHANGES_SHOWN)).map(({ run, path, benchmarks }) => ({
        run: run.id,
        at: run.at,
        page: path,
        benchmarks,
      })),
    }),
    text: async (href) => {
      const models = modelViewsOf(data.models);
      const changes = await changesOf(data, CHANGES_SHOWN);
      return blocks(
        '# Changes',
        description,
        ...errataText(data, href),
        ...changes.map((change) =>
          [
            `## ${day(change.run.at)}: ${link(runTitle(change), href(change.path))}`,
            list(
              change.benchmarks.map((one) => {
                const name = one.here
                  ? link(one.title, href(benchmarkPath(one.id)))
                  : plain(one.title);
                return `${name}: ${changeInWords(one, models).map(plain).join(' ')}`;
              }),
            ),
          ].join('\n\n'),
        ),
      );
    },
  };
}
