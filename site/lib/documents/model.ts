import { benchmarkPath, modelPath, PAGES } from '../address.ts';
import { modelDocument as modelJson } from '../api.ts';
import { rankText } from '../board-view.ts';
import { modelFacts } from '../facts.ts';
import { BLANK, count, integer, points, pointsInterval, usd } from '../format.ts';
import { blocks, link, list, plain, table } from '../markdown.ts';
import { type ModelEntry, modelEntriesOf } from '../models.ts';
import type { SiteData } from '../site-data.ts';
import type { PageDocument } from './document.ts';
import { signaturesOf, signaturesText } from './failures.ts';

export function modelDocument(data: SiteData, entry: ModelEntry): PageDocument {
  const title = entry.model?.title ?? entry.id;
  return {
    path: modelPath(entry.id),
    title,
    description: `${title}: results on ${count(entry.results.length, 'benchmark')}, with intervals, ranks, cost and latency.`,
    json: async () => ({
      ...modelJson(entry),
      failures: (await signaturesOf(data, entry)).map(({ benchmark, signatures }) => ({
        benchmark: benchmark.id,
        signatures,
      })),
    }),
    text: async (href) =>
      blocks(
        `# ${plain(title)}`,
        `\`${entry.id.replaceAll('`', '')}\``,
        entry.model
          ? list(modelFacts(entry.model).map(({ name, text }) => `${name}: ${plain(text)}`))
          : '',
        entry.results.length === 0
          ? 'This model has not been measured on any benchmark as it stands now.'
          : table(
              ['benchmark', 'rank', 'score', '95 % interval', 'cases × trials', 'tier'],
              entry.results.map(({ benchmark, row, ranked }) => [
                link(benchmark.title, href(benchmarkPath(benchmark.id))),
                row.rank_low === null ? BLANK : `${rankText(row)} of ${ranked}`,
                row.score === null ? BLANK : points(row.score),
                row.low === null || row.high === null ? BLANK : pointsInterval(row.low, row.high),
                `${row.cases} × ${row.trials}`,
                row.tier.replaceAll('_', ' '),
              ]),
            ),
        signaturesText(await signaturesOf(data, entry)),
      ),
  };
}

export function modelsDocument(data: SiteData): PageDocument {
  const entries = modelEntriesOf(data);
  const description = `${count(entries.length, 'model')} with their vendor, weights, context, price and the benchmarks they have taken.`;
  return {
    path: PAGES.models,
    title: 'Models',
    description,
    json: () => ({ models: entries.map(({ id, model }) => ({ id, model: model ?? null })) }),
    text: (href) =>
      blocks(
        '# Models',
        description,
        table(
          ['model', 'vendor', 'benchmarks', 'input, $ per million', 'output', 'context', 'weights'],
          entries.map(({ id, model, results }) => [
            link(model?.title ?? id, href(modelPath(id))),
            plain(model?.vendor ?? BLANK),
            results.length === 0 ? BLANK : String(results.length),
            model?.price ? usd(model.price.input) : BLANK,
            model?.price ? usd(model.price.output) : BLANK,
            model?.context ? integer(model.context) : BLANK,
            model === undefined ? BLANK : model.open_weights ? 'open' : 'closed',
          ]),
        ),
      ),
  };
}
