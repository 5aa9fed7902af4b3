import type { Benchmark } from '../../engine/benchmark/benchmark.ts';
import type { Tier } from '../../engine/results/columns.ts';
import { runRowsOf } from './run-changes.ts';
import { runBenchmarksOf, runsOf } from './runs.ts';
import type { SiteData } from './site-data.ts';

/** What one run scored one model at. */
export interface HistoryPoint {
  readonly run: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly model: string;
  readonly tier: Tier;
  /** Scores of different fingerprints are not comparable. */
  readonly fingerprint: string;
  readonly score: number;
  readonly low: number;
  readonly high: number;
}

/** Every score of a benchmark that has an interval, oldest first, baselines left out. */
export async function historyOf(data: SiteData, benchmark: Benchmark): Promise<HistoryPoint[]> {
  const points: HistoryPoint[] = [];
  for (const run of runsOf(data).toReversed()) {
    for (const measured of runBenchmarksOf(data, run).filter(({ id }) => id === benchmark.id)) {
      for (const { part, interval } of await runRowsOf(data, run.id, measured)) {
        if (interval?.low == null || interval.high === null || part.tier === 'baseline') continue;
        const { model, tier, fingerprint } = part;
        const { score, low, high } = interval;
        points.push({ run: run.id, at: run.at, model, tier, fingerprint, score, low, high });
      }
    }
  }
  return points;
}

/** When the benchmark changed so that scores before and after it do not compare; ISO 8601. */
export function breaksOf(points: readonly HistoryPoint[]): string[] {
  return points.flatMap(({ at, fingerprint }, index) => {
    const before = points[index - 1];
    return before !== undefined && before.fingerprint !== fingerprint ? [at] : [];
  });
}
