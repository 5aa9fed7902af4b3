import { benchmarkPath, bestPath, PAGES } from '../address.ts';
import { indexDocument } from '../api.ts';
import { boardsOf } from '../boards.ts';
import { boardFinding } from '../findings.ts';
import { siteFacts } from '../home.ts';
import { blocks, link, list, plain } from '../markdown.ts';
import { modelViewsOf } from '../model-view.ts';
import type { SiteData } from '../site-data.ts';
import { tasksOf } from '../tasks.ts';
import type { PageDocument } from './document.ts';

export function homeDocument(data: SiteData): PageDocument {
  return {
    path: PAGES.home,
    title: data.title,
    description: data.description,
    changed: data.generatedAt,
    json: () => indexDocument(data),
    text: (href) => {
      const models = modelViewsOf(data.models);
      const findings = data.benchmarks.map((benchmark) => {
        const { current } = boardsOf(data, benchmark);
        const finding = current ? boardFinding(current, models) : 'Not measured yet.';
        return `${link(benchmark.title, href(benchmarkPath(benchmark.id)))}: ${plain(finding)}`;
      });
      return blocks(
        `# ${plain(data.title)}`,
        plain(data.description),
        list(siteFacts(data).map(({ name, text }) => `${name}: ${plain(text)}`)),
        '## Which model is best for …',
        list(tasksOf(data).map(({ tag }) => link(tag, href(bestPath(tag))))),
        '## Benchmarks',
        list(findings),
      );
    },
  };
}
