import type { Benchmark, TestCase } from '../../engine/benchmark/benchmark.ts';
import { casePath, LIST_SIZE, listedCasePath } from './address.ts';
import { measuredModels } from './boards.ts';
import type { SiteData } from './site-data.ts';

/**
 * Whether the cases of a benchmark have pages of their own: when a model has answered them. What
 * baselines answer is worth no page, and thousands of such pages take longer than all others.
 */
export function hasCasePages({ boards }: Pick<SiteData, 'boards'>, { id }: Benchmark): boolean {
  return (boards.get(id) ?? []).some((board) => measuredModels(board).length > 0);
}

const indexes = new WeakMap<Benchmark, ReadonlyMap<string, number>>();

/** Where to read a case: on its own page, or in the list of cases. */
export function caseAddress(data: SiteData, benchmark: Benchmark, id: string): string {
  if (hasCasePages(data, benchmark)) return casePath(benchmark.id, id);
  const known =
    indexes.get(benchmark) ?? new Map(benchmark.cases.map((one, index) => [one.id, index]));
  indexes.set(benchmark, known);
  return listedCasePath(benchmark.id, id, known.get(id) ?? 0);
}

/** A page of the list of cases. */
export interface CaseListPage {
  readonly benchmark: Benchmark;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  /** Place of its first case in the benchmark, from 0. */
  readonly start: number;
  readonly cases: readonly TestCase[];
}

export function caseListsOf(benchmark: Benchmark): CaseListPage[] {
  const pages = Math.ceil(benchmark.cases.length / LIST_SIZE);
  return Array.from({ length: pages }, (_, index) => {
    const start = index * LIST_SIZE;
    const cases = benchmark.cases.slice(start, start + LIST_SIZE);
    return { benchmark, page: index + 1, pages, start, cases };
  });
}
