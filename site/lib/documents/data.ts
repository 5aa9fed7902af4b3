import { PAGES, resultPath } from '../address.ts';
import { day, integer } from '../format.ts';
import { manifestOf } from '../manifest.ts';
import { blocks, link, plain, table } from '../markdown.ts';
import type { SiteData } from '../site-data.ts';
import type { PageDocument } from './document.ts';

export function dataDocument(data: SiteData): PageDocument {
  const description =
    'Every result as Parquet, with bytes, SHA-256, rows, run and date, under the licence of its benchmark; and lines to read them with.';
  return {
    path: PAGES.data,
    title: 'Data',
    description,
    changed:
      data.files
        .map(({ run_at }) => run_at ?? '')
        .sort()
        .at(-1) || undefined,
    json: () => manifestOf(data),
    text: (href) =>
      blocks(
        '# Data',
        description,
        `${link('Manifest', href(PAGES.manifest))} · ${link('Index of the API', href(PAGES.index))}`,
        data.files.length === 0
          ? 'There are no results yet.'
          : table(
              ['file', 'rows', 'bytes', 'SHA-256', 'run', 'date'],
              data.files.map((file) => [
                link(file.path, href(resultPath(file.path))),
                integer(file.rows),
                integer(file.bytes),
                file.sha256,
                file.runs.map(plain).join(', '),
                file.run_at === null ? '–' : day(file.run_at),
              ]),
            ),
      ),
  };
}
