import type { Benchmark, TestCase } from '../benchmark/benchmark.ts';
import type { JsonValue } from '../json.ts';
import { type Facets, facetsOf, type Standing } from './facets.ts';
import { SEARCH_LIMITS } from './limits.ts';

/** A benchmark as search knows it. */
export interface BenchmarkEntry {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly facets: Facets;
}

/** A case as search knows it. */
export interface CaseEntry {
  /** Place of its benchmark in the list of benchmarks. */
  readonly benchmark: number;
  readonly id: string;
  /** What it asks, at most `SEARCH_LIMITS.caseChars` characters. */
  readonly text: string;
}

/** All that can be found: the benchmarks sorted by id, then their cases in their order. */
export interface SearchDocuments {
  readonly benchmarks: readonly BenchmarkEntry[];
  readonly cases: readonly CaseEntry[];
}

/** What can be found in a library. `standing` tells how far a benchmark has been measured. */
export function documentsOf(
  benchmarks: readonly Benchmark[],
  standing: (id: string) => Standing | undefined = () => undefined,
): SearchDocuments {
  const sorted = benchmarks.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const most = SEARCH_LIMITS.documents - sorted.length;
  return {
    benchmarks: sorted.map((benchmark) => ({
      id: benchmark.id,
      title: benchmark.title,
      description: benchmark.description.slice(0, SEARCH_LIMITS.descriptionChars),
      tags: benchmark.tags,
      facets: facetsOf(benchmark, standing(benchmark.id)),
    })),
    cases: sorted.flatMap(casesOf).slice(0, most),
  };
}

function casesOf(benchmark: Benchmark, index: number): CaseEntry[] {
  return benchmark.cases.map((testCase) => ({
    benchmark: index,
    id: testCase.id,
    text: textOfCase(testCase),
  }));
}

/** What a case asks: its texts in the order of its columns, without what the answer is. */
function textOfCase({ variables, cluster, choices = [] }: TestCase): string {
  const asked = Object.entries(variables).filter(
    ([name, value]) => name !== 'id' && name !== 'expected' && name !== 'tags' && value !== cluster,
  );
  const texts = [...asked.flatMap(([, value]) => textsIn(value)), ...choices];
  const whole = [...new Set(texts)].join(' · ').replace(/\s+/g, ' ');
  return whole.length <= SEARCH_LIMITS.caseChars
    ? whole
    : `${whole.slice(0, SEARCH_LIMITS.caseChars - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

function textsIn(value: JsonValue): string[] {
  if (typeof value === 'string') return [value.slice(0, SEARCH_LIMITS.caseChars * 2)];
  if (Array.isArray(value)) return value.slice(0, 20).flatMap(textsIn);
  return [];
}

/** The text that a benchmark's vector is made of; the title counts twice. */
export function textOfBenchmark({ title, description, tags }: BenchmarkEntry): string {
  return [title, title, description, ...tags].join('\n');
}
