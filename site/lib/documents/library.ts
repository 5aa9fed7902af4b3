import { benchmarkPath, PAGES } from '../address.ts';
import { benchmarkSummary } from '../api.ts';
import { boardsOf } from '../boards.ts';
import { boardFinding } from '../findings.ts';
import { count } from '../format.ts';
import { blocks, link, plain } from '../markdown.ts';
import { modelViewsOf } from '../model-view.ts';
import type { SiteData } from '../site-data.ts';
import type { PageDocument } from './document.ts';

export function libraryDocument(data: SiteData): PageDocument {
  const { benchmarks } = data;
  const description = `${count(benchmarks.length, 'benchmark')} to read, run, fork and cite, with what each one measures and how much headroom it has left.`;
  return {
    path: PAGES.library,
    title: 'Benchmarks',
    description,
    json: () => ({ benchmarks: benchmarks.map((benchmark) => benchmarkSummary(data, benchmark)) }),
    text: (href) => {
      const models = modelViewsOf(data.models);
      const items = benchmarks.map((benchmark) => {
        const { current } = boardsOf(data, benchmark);
        return [
          `## ${link(benchmark.title, href(benchmarkPath(benchmark.id)))}`,
          plain(benchmark.description),
          `${count(benchmark.cases.length, 'case')} · ${plain(benchmark.license)} · ${benchmark.tags.map(plain).join(', ')}`,
          current ? plain(boardFinding(current, models)) : 'Not measured yet.',
        ].join('\n\n');
      });
      return blocks('# Benchmarks', description, ...items);
    },
  };
}
