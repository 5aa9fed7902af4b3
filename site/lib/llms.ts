import { PAGES, textPath } from './address.ts';
import { benchmarkDocument } from './documents/benchmark.ts';
import { bestDocument } from './documents/best.ts';
import { changesDocument } from './documents/changes.ts';
import { dataDocument } from './documents/data.ts';
import type { Linker, PageDocument } from './documents/document.ts';
import { libraryDocument } from './documents/library.ts';
import { methodsDocument } from './documents/methods.ts';
import { modelsDocument } from './documents/model.ts';
import { scorersDocument } from './documents/scorers.ts';
import { blocks, link, list, plain } from './markdown.ts';
import type { SiteData } from './site-data.ts';
import { tasksOf } from './tasks.ts';

/** `llms.txt`: what there is, for readers that are programs; every link leads to Markdown. */
export function llmsText(data: SiteData, href: Linker): string {
  const item = ({ path, title, description }: PageDocument) =>
    `${link(title, href(textPath(path)))}: ${plain(description)}`;
  return blocks(
    `# ${plain(data.title)}`,
    `> ${plain(data.description)}`,
    'Every score stands with its 95 % interval, the models it is tied with, its cost and its run. Every page has a `.md` and a `.json` sibling.',
    '## Start here',
    list(
      [libraryDocument(data), modelsDocument(data), methodsDocument(), scorersDocument()].map(item),
    ),
    '## Which model is best for …',
    list(tasksOf(data).map((task) => item(bestDocument(data, task)))),
    '## Benchmarks',
    list(data.benchmarks.map((benchmark) => item(benchmarkDocument(data, benchmark)))),
    '## Data',
    list([
      item(dataDocument(data)),
      item(changesDocument(data)),
      `${link('Index of the API', href(PAGES.index))}: benchmarks, boards and models as JSON.`,
    ]),
  );
}
