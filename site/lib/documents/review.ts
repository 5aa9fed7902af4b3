import { PAGES, sheetPath } from '../address.ts';
import { blocks, link, list } from '../markdown.ts';
import { reviewable } from '../review/sheet.ts';
import type { SiteData } from '../site-data.ts';
import type { PageDocument } from './document.ts';

export function reviewDocument(data: SiteData): PageDocument {
  const title = 'Review answers';
  const description =
    'Label answers that judges have scored, without knowing the model or the verdict, so that the judges can be measured.';
  const benchmarks = reviewable(data);
  return {
    path: PAGES.review,
    title,
    description,
    json: () => ({ benchmarks: benchmarks.map(({ id }) => ({ id, sheet: sheetPath(id) })) }),
    text: (href) =>
      blocks(
        `# ${title}`,
        description,
        benchmarks.length === 0
          ? 'No benchmark with results is scored by judges.'
          : list(benchmarks.map(({ id, title: name }) => link(name, href(sheetPath(id))))),
      ),
  };
}
