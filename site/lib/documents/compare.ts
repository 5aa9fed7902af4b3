import type { Benchmark } from '../../../engine/benchmark/benchmark.ts';
import { pText } from '../../../engine/report/markdown.ts';
import { comparePath, PAGES } from '../address.ts';
import { signed, signedInterval } from '../changes.ts';
import { blocks, link, list, plain, table } from '../markdown.ts';
import { modelViewsOf } from '../model-view.ts';
import { pairsOf, scoreTableOf } from '../pairs.ts';
import type { SiteData } from '../site-data.ts';
import type { PageDocument } from './document.ts';

export function compareIndexDocument(data: SiteData): PageDocument {
  const title = 'Compare two models';
  const description =
    'Two models on the same cases, paired: the difference with its interval, the test, and the cases that only one of them passes.';
  return {
    path: PAGES.compare,
    title,
    description,
    json: () => ({
      benchmarks: data.benchmarks.map(({ id }) => ({ id, page: comparePath(id) })),
    }),
    text: (href) =>
      blocks(
        `# ${title}`,
        description,
        list(data.benchmarks.map(({ id, title: name }) => link(name, href(comparePath(id))))),
      ),
  };
}

export function compareDocument(data: SiteData, benchmark: Benchmark): PageDocument {
  const title = `Models compared: ${benchmark.title}`;
  const models = modelViewsOf(data.models);
  return {
    path: comparePath(benchmark.id),
    title,
    description: `The first models on ${benchmark.title} against one another, on the same cases: differences with intervals, tests and counts.`,
    json: async () => ({
      ...(await scoreTableOf(data, benchmark, models)),
      pairs: (await pairsOf(data, benchmark, models)).pairs.map(({ a, b, comparison }) => ({
        ...comparison,
        a: a.model,
        b: b.model,
      })),
    }),
    text: async () => {
      const { pairs } = await pairsOf(data, benchmark, models);
      return blocks(
        `# ${plain(title)}`,
        pairs.length === 0
          ? 'Fewer than two models have been ranked.'
          : table(
              ['B', 'A', 'B − A', '95 % interval', 'p', 'cases', 'only B', 'only A', 'verdict'],
              pairs.map(({ comparison }) => [
                plain(comparison.b),
                plain(comparison.a),
                signed(comparison.difference),
                signedInterval(comparison.low, comparison.high),
                pText(comparison.p_value),
                String(comparison.cases),
                String(comparison.only_b),
                String(comparison.only_a),
                plain(comparison.sentence),
              ]),
            ),
      );
    },
  };
}
