import type { Benchmark } from '../../engine/benchmark/benchmark.ts';
import { segment } from './address.ts';
import type { SiteData } from './site-data.ts';

/** What models are wanted for: a tag, with the benchmarks that have it. */
export interface Task {
  readonly tag: string;
  readonly slug: string;
  readonly benchmarks: readonly Benchmark[];
}

/** Every tag of a benchmark, those with the most benchmarks first. */
export function tasksOf({ benchmarks }: Pick<SiteData, 'benchmarks'>): Task[] {
  const tags = [...new Set(benchmarks.flatMap((benchmark) => benchmark.tags))];
  return tags
    .map((tag) => ({
      tag,
      slug: segment(tag),
      benchmarks: benchmarks.filter((benchmark) => benchmark.tags.includes(tag)),
    }))
    .sort((a, b) => b.benchmarks.length - a.benchmarks.length || a.tag.localeCompare(b.tag, 'en'));
}
