import type { Benchmark } from '../../../engine/benchmark/benchmark.ts';
import { benchmarkPath, qualityPath } from '../address.ts';
import { DRIFT_COLUMNS, driftCells, driftSentence } from '../drift-view.ts';
import { blocks, link, list, plain, table } from '../markdown.ts';
import {
  QUALITY_UNKNOWN,
  qualityFindings,
  qualityViewOf,
  REPEAT_COLUMNS,
  repeatCells,
  repeatsFinding,
} from '../quality-view.ts';
import type { SiteData } from '../site-data.ts';
import type { PageDocument } from './document.ts';

/** How good a benchmark is, and how steady the models are on it. */
export function qualityDocument(data: SiteData, benchmark: Benchmark): PageDocument {
  const title = `Quality of ${benchmark.title}`;
  return {
    path: qualityPath(benchmark.id),
    title,
    description:
      'What the answers say about the cases, how much asking again changes, and whether a model has changed.',
    json: async () => {
      const { report, resolution, repeated, drift } = await qualityViewOf(data, benchmark);
      return {
        quality: report ?? null,
        minimum_detectable_effect: resolution,
        repeats: repeated.map(({ model, tier, repeats }) => ({ model, tier, ...repeats })),
        drift,
      };
    },
    text: async (href) => {
      const { report, resolution, repeated, drift } = await qualityViewOf(data, benchmark);
      const audit = (report?.audit ?? []).map(({ case_id, state, evidence }) =>
        [case_id, state, evidence].map((cell) => plain(cell)),
      );
      return blocks(
        `# ${plain(title)}`,
        `About ${link(benchmark.title, href(benchmarkPath(benchmark.id)))}.`,
        report === undefined ? QUALITY_UNKNOWN : list(qualityFindings(report, resolution)),
        audit.length === 0 ? '' : table(['case', 'state', 'evidence'], audit),
        repeated.length === 0 ? '' : `## Asked again\n\n${repeatsFinding(repeated)}`,
        repeated.length === 0
          ? ''
          : table(
              ['model', ...REPEAT_COLUMNS],
              repeated.map((row) => [plain(row.model), ...repeatCells(row)]),
            ),
        drift.length === 0 ? '' : '## Over time',
        ...drift.flatMap((series) => [
          `### ${plain(series.model)}`,
          plain(driftSentence(series)),
          table([...DRIFT_COLUMNS], series.runs.map(driftCells)),
        ]),
      );
    },
  };
}
