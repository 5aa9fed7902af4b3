import type { FailureChange } from '../../../engine/analysis/failures/changes.ts';
import { benchmarkPath, runPath } from '../address.ts';
import { caseAddress } from '../case-pages.ts';
import { signed, signedInterval } from '../changes.ts';
import { runChanges } from '../failure-view.ts';
import { BLANK, count, moment, points, pointsInterval } from '../format.ts';
import { blocks, link, list, plain, table } from '../markdown.ts';
import { modelViewsOf } from '../model-view.ts';
import { type RunRow, runRowsOf } from '../run-changes.ts';
import { runFacts, runFinding, verdictText } from '../run-view.ts';
import { type Run, type RunBenchmark, runBenchmarksOf } from '../runs.ts';
import type { SiteData } from '../site-data.ts';
import type { Linker, PageDocument } from './document.ts';
import { changesText } from './failures.ts';

export function runDocument(data: SiteData, run: Run): PageDocument {
  const title = `Run ${run.id}`;
  const read = () =>
    Promise.all(
      runBenchmarksOf(data, run).map(async (measured) => ({
        measured,
        rows: await runRowsOf(data, run.id, measured),
        changes: await changesOf(data, run.id, measured),
      })),
    );
  return {
    path: runPath(run.id),
    title,
    description: `${count(run.models.length, 'model')} on ${count(run.benchmarks.length, 'benchmark')}, ${moment(run.at)}: what changed, what it cost, and from which commit.`,
    changed: run.at,
    json: async () => {
      const { parts, ...rest } = run;
      return {
        ...rest,
        rows: parts.length,
        benchmarks: (await read()).map(({ measured, rows, changes }) => ({
          ...benchmarkJson(measured, rows),
          failures: changes,
        })),
      };
    },
    text: async (href) => {
      const read_ = await read();
      return blocks(
        `# ${plain(title)}`,
        plain(runFinding(read_.flatMap(({ rows }) => rows))),
        list(runFacts(run).map(({ name, text }) => `${name}: ${plain(text)}`)),
        ...read_.flatMap(({ measured, rows, changes }) => [
          ...benchmarkText(data, measured, rows, href),
          changesText(changes),
        ]),
      );
    },
  };
}

/** Kinds of failure that changed since the run before; none without one. */
async function changesOf(
  data: SiteData,
  run: string,
  { benchmark, previous, current }: RunBenchmark,
): Promise<readonly FailureChange[]> {
  if (benchmark === undefined || previous === undefined || !current) return [];
  return runChanges(data, benchmark, previous.id, run);
}

function benchmarkJson(measured: RunBenchmark, rows: readonly RunRow[]) {
  const { id, fingerprint, current, previous } = measured;
  return {
    benchmark: id,
    fingerprint,
    current,
    previous: previous?.id ?? null,
    rows: rows.map(({ part, interval, change, lost, won }) => ({
      model: part.model,
      tier: part.tier,
      score: interval?.score ?? null,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
      method: interval?.method ?? null,
      cases: interval?.n ?? 0,
      calls: part.calls,
      asked: part.asked,
      missing: part.missing,
      cost_usd: part.cost_usd,
      latency_ms_median: part.latency_ms_median,
      change: change ?? null,
      lost,
      won,
    })),
  };
}

function benchmarkText(
  data: SiteData,
  { id, benchmark, previous }: RunBenchmark,
  rows: readonly RunRow[],
  href: Linker,
): string[] {
  const models = modelViewsOf(data.models);
  const title = benchmark?.title ?? id;
  const flips = rows.flatMap(({ part, lost, won }) => {
    const items = (cases: typeof lost) =>
      cases
        .slice(0, 20)
        .map((one) =>
          benchmark ? link(one.id, href(caseAddress(data, benchmark, one.id))) : plain(one.id),
        );
    return [
      ...(lost.length > 0
        ? [`${plain(models(part.model).title)} no longer passes ${items(lost).join(', ')}`]
        : []),
      ...(won.length > 0
        ? [`${plain(models(part.model).title)} now passes ${items(won).join(', ')}`]
        : []),
    ];
  });
  return [
    `## ${benchmark ? link(title, href(benchmarkPath(id))) : plain(title)}`,
    previous
      ? `Compared with ${link(`run ${previous.id}`, href(runPath(previous.id)))}.`
      : 'There is no earlier run of these cases to compare with.',
    table(
      ['model', 'score', '95 % interval', 'change', '95 % interval', 'verdict', 'missing'],
      rows.map(({ part, interval, change }) => [
        plain(models(part.model).title),
        interval === null ? BLANK : points(interval.score),
        interval?.low == null || interval.high === null
          ? BLANK
          : pointsInterval(interval.low, interval.high),
        change === undefined ? BLANK : signed(change.difference),
        change === undefined ? BLANK : signedInterval(change.low, change.high),
        verdictText(change),
        String(part.missing),
      ]),
    ),
    list(flips),
  ];
}
