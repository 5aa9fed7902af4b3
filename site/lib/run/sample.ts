import type { Benchmark } from '../../../engine/benchmark/benchmark.ts';
import { hashOf } from '../../../engine/hash.ts';
import { normalQuantile } from '../../../engine/statistics/normal.ts';
import { wilson } from '../../../engine/statistics/rate.ts';

/**
 * The benchmark with `count` of its cases, always the same ones: drawn by their hashes, so that the
 * order of the file has no say, and left in that order. The fingerprint stays: each case is asked
 * and scored as in the whole.
 */
export function sampleOf(benchmark: Benchmark, count: number): Benchmark {
  if (count >= benchmark.cases.length) return benchmark;
  const drawn = benchmark.cases
    .map(({ hash }, place) => ({ rank: hashOf([hash, 'sample']), place }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, count);
  const places = new Set(drawn.map(({ place }) => place));
  return { ...benchmark, cases: benchmark.cases.filter((_, place) => places.has(place)) };
}

/** Half the width of the 95 % interval, 0…1, that a score of one half has on so many cases. */
export function intervalHalfWidth(cases: number): number {
  const { low, high } = wilson(0.5, Math.max(1, cases), normalQuantile(0.975));
  return (high - low) / 2;
}
