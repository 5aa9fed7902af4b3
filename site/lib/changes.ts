import type { Verdict } from '../../engine/analysis/board.ts';
import { runPath } from './address.ts';
import { count, listInWords, points } from './format.ts';
import type { ModelViews } from './model-view.ts';
import { type RunRow, runRowsOf } from './run-changes.ts';
import { type Run, type RunBenchmark, runBenchmarksOf, runsOf } from './runs.ts';
import type { SiteData } from './site-data.ts';

/** What a run brought to one benchmark. */
export interface BenchmarkChange {
  readonly id: string;
  readonly title: string;
  /** Whether the benchmark still has a page. */
  readonly here: boolean;
  /** `new` at its first run, `changed` at the first run of another fingerprint. */
  readonly state: 'new' | 'changed' | 'same';
  readonly current: boolean;
  /** Models that had never been measured under this fingerprint. */
  readonly newModels: readonly string[];
  /** Models that a paired test finds changed, and how sure it is. */
  readonly moved: readonly MovedModel[];
  /** Models measured again without evidence of a change. */
  readonly unmoved: number;
}

export interface MovedModel {
  readonly model: string;
  readonly verdict: Extract<Verdict, 'improved' | 'regressed'>;
  readonly difference: number;
  readonly low: number;
  readonly high: number;
}

/** What a run brought. */
export interface Change {
  readonly run: Run;
  readonly path: string;
  readonly benchmarks: readonly BenchmarkChange[];
}

/** What changed, newest first, at most so many runs of it. */
export async function changesOf(data: SiteData, most: number): Promise<Change[]> {
  const runs = runsOf(data);
  const changes: Change[] = [];
  for (const run of runs.slice(0, most)) {
    const benchmarks = [];
    for (const measured of runBenchmarksOf(data, run)) {
      const rows = await runRowsOf(data, run.id, measured);
      benchmarks.push(benchmarkChange(measured, rows, earlierParts(runs, run, measured.id)));
    }
    changes.push({ run, path: runPath(run.id), benchmarks });
  }
  return changes;
}

function earlierParts(runs: readonly Run[], run: Run, benchmark: string) {
  return runs
    .filter((other) => other.at < run.at)
    .flatMap(({ parts }) => parts.filter((part) => part.benchmark === benchmark));
}

function benchmarkChange(
  { id, benchmark, fingerprint, current }: RunBenchmark,
  rows: readonly RunRow[],
  earlier: Run['parts'],
): BenchmarkChange {
  const same = earlier.filter((part) => part.fingerprint === fingerprint);
  const before = new Set(same.map(({ model }) => model));
  const moved = rows.flatMap(({ part, change }): MovedModel[] => {
    if (change?.verdict !== 'improved' && change?.verdict !== 'regressed') return [];
    const { verdict, difference, low, high } = change;
    return [{ model: part.model, verdict, difference, low, high }];
  });
  return {
    id,
    title: benchmark?.title ?? id,
    here: benchmark !== undefined,
    state: earlier.length === 0 ? 'new' : same.length === 0 ? 'changed' : 'same',
    current,
    newModels: rows.map(({ part }) => part.model).filter((model) => !before.has(model)),
    moved,
    unmoved: rows.filter(({ change }) => change !== undefined).length - moved.length,
  };
}

/** Names in a sentence before the rest is only counted. */
const NAMES = 4;

/** What a run brought to a benchmark, in sentences. */
export function changeInWords(change: BenchmarkChange, models: ModelViews): string[] {
  const { state, newModels, moved, unmoved } = change;
  return [
    ...(state === 'new' ? ['New benchmark.'] : []),
    ...(state === 'changed'
      ? ['The benchmark has changed: earlier results are not comparable with these.']
      : []),
    ...(newModels.length > 0 ? [`Measured for the first time: ${named(newModels, models)}.`] : []),
    ...moved.map(
      ({ model, verdict, difference, low, high }) =>
        `${models(model).title} ${verdict} by ${points(Math.abs(difference))} points (${signedInterval(low, high)}).`,
    ),
    ...(unmoved > 0
      ? [`No evidence of a change for ${count(unmoved, 'model')} measured again.`]
      : []),
  ];
}

function named(ids: readonly string[], models: ModelViews): string {
  const names = ids.map((id) => models(id).title);
  return names.length <= NAMES
    ? listInWords(names)
    : `${names.slice(0, NAMES - 1).join(', ')} and ${names.length - NAMES + 1} more`;
}

/** `+1.2 to +4.0`. */
export function signedInterval(low: number, high: number): string {
  return `${signed(low)} to ${signed(high)}`;
}

/** A difference of shares in points, its sign always written: `+3.1`, `−0.4`, `0.0`. */
export function signed(share: number): string {
  const text = points(Math.abs(share));
  if (Number(text) === 0) return text;
  return `${share < 0 ? '−' : '+'}${text}`;
}

/** A run in a few words, for lists and feeds. */
export function runTitle(change: Change): string {
  const titles = change.benchmarks.map(({ title }) => title);
  const what =
    titles.length <= 3 ? listInWords([...new Set(titles)]) : count(titles.length, 'benchmark');
  return `${count(change.run.models.length, 'model')} on ${what}`;
}
