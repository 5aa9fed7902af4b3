import type { BenchmarkEntry } from './document.ts';
import { everyFacet, FACETS, type Facet } from './facets.ts';

/** Wanted values of facets. */
export type FacetFilter = Readonly<Partial<Record<Facet, readonly string[]>>>;

/** How many benchmarks of a result have a value. */
export interface FacetCount {
  readonly value: string;
  readonly count: number;
  readonly isChosen: boolean;
}

/** A benchmark has many of these, so all chosen values are asked of it; of the others, any. */
const MANY: ReadonlySet<Facet> = new Set(['tag', 'task', 'scorer']);

/** Whether a benchmark has what is wanted; `except` names a facet that is not asked. */
export function passes({ facets }: BenchmarkEntry, filter: FacetFilter, except?: Facet): boolean {
  return FACETS.every((facet) => {
    const wanted = filter[facet] ?? [];
    if (wanted.length === 0 || facet === except) return true;
    const has = (value: string) => facets[facet].includes(value);
    return MANY.has(facet) ? wanted.every(has) : wanted.some(has);
  });
}

/**
 * Counts of every value over the benchmarks that a search found: what would be left if the value was
 * chosen as well. Values that are chosen stay listed when nothing has them.
 */
export function countFacets(
  found: readonly BenchmarkEntry[],
  filter: FacetFilter,
): Record<Facet, FacetCount[]> {
  return everyFacet((facet) => {
    const chosen = filter[facet] ?? [];
    const counts = new Map(chosen.map((value) => [value, 0]));
    for (const entry of found) {
      if (!passes(entry, filter, MANY.has(facet) ? undefined : facet)) continue;
      for (const value of new Set(entry.facets[facet]))
        counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return [...counts]
      .map(([value, count]) => ({ value, count, isChosen: chosen.includes(value) }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  });
}
