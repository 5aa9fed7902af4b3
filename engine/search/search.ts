import type { BenchmarkEntry } from './document.ts';
import type { Facet } from './facets.ts';
import { countFacets, type FacetCount, type FacetFilter, passes } from './filter.ts';
import { excerpt, highlight, type Part } from './highlight.ts';
import type { SearchLibrary } from './library.ts';
import { type Query, understand } from './query.ts';
import { type Mode, type Ranked, rank } from './rank.ts';
import { reasonsFor } from './reasons.ts';

/** What is wanted. */
export interface SearchRequest {
  /** Words; none lists the library. */
  readonly text: string;
  readonly facets?: FacetFilter;
  /** The most benchmarks that are returned; 20 unless given. */
  readonly limit?: number;
  readonly mode?: Mode;
}

/** A benchmark that was found. */
export interface Hit {
  readonly benchmark: string;
  /** Relative to the other hits of this search; the best has at most 1. */
  readonly score: number;
  /** Why it was found, in words. */
  readonly why: string;
  readonly title: readonly Part[];
  readonly excerpt: readonly Part[];
  readonly tags: readonly string[];
  readonly cases: readonly CaseHit[];
  /** Cases that match, the listed ones included. */
  readonly matchingCases: number;
}

/** A case of a benchmark that was found. */
export interface CaseHit {
  readonly case: string;
  readonly text: readonly Part[];
}

/** What a search gives. */
export interface SearchResult {
  readonly hits: readonly Hit[];
  /** Benchmarks found; `hits` may be fewer. */
  readonly total: number;
  readonly facets: Readonly<Record<Facet, readonly FacetCount[]>>;
  /** Words that were looked for instead of unknown ones. */
  readonly corrected: readonly { readonly written: string; readonly meant: string }[];
}

const EXCERPT_CHARS = 220;
const CASES_SHOWN = 3;
const LIMIT = 20;

/** Searches an open index. */
export function search(library: SearchLibrary, request: SearchRequest): SearchResult {
  const { text, facets = {}, limit = LIMIT, mode } = request;
  const query = understand(text, library);
  const ranked = query.words.length === 0 ? everything(library) : rank(library, query, mode);
  const entries = ranked.flatMap((found) => {
    const entry = library.benchmarks[found.benchmark];
    return entry === undefined ? [] : [{ found, entry }];
  });
  const passing = entries.filter(({ entry }) => passes(entry, facets));
  return {
    hits: passing.slice(0, limit).map(({ found, entry }) => hitOf(library, query, found, entry)),
    total: passing.length,
    facets: countFacets(
      entries.map(({ entry }) => entry),
      facets,
    ),
    corrected: query.words
      .filter(({ isCorrected }) => isCorrected)
      .map(({ written, meant }) => ({ written, meant })),
  };
}

/** Without words, all of the library by title. */
function everything({ benchmarks }: SearchLibrary): Ranked[] {
  return benchmarks
    .map((_, benchmark) => ({ benchmark, score: 1, cosine: 0, cases: [] }))
    .sort((a, b) =>
      (benchmarks[a.benchmark]?.title ?? '').localeCompare(
        benchmarks[b.benchmark]?.title ?? '',
        'en',
      ),
    );
}

function hitOf(library: SearchLibrary, query: Query, found: Ranked, entry: BenchmarkEntry): Hit {
  const cases = found.cases.slice(0, CASES_SHOWN).flatMap(({ place }) => {
    const one = library.cases[place];
    return one === undefined ? [] : [{ case: one.id, text: highlight(one.text, query) }];
  });
  return {
    benchmark: entry.id,
    score: found.score,
    why: reasonsFor(library, query, found, entry),
    title: highlight(entry.title, query),
    excerpt: highlight(excerpt(entry.description, query, EXCERPT_CHARS), query),
    tags: entry.tags,
    cases,
    matchingCases: found.cases.length,
  };
}
