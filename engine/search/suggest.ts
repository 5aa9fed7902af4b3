import type { SearchLibrary } from './library.ts';
import { search } from './search.ts';
import { tellingWords } from './words.ts';

/** What somebody wants to measure. */
export interface SuggestRequest {
  /** In their own words. */
  readonly description: string;
  /** Ids of what was found that are templates, not benchmarks. */
  readonly templates: ReadonlySet<string>;
  /** Ids that a new benchmark cannot have. */
  readonly taken: ReadonlySet<string>;
  /** The most suggestions, at least 1. */
  readonly limit: number;
}

/** Something to start from. Names are those of `--json`. */
export interface Suggestion {
  readonly benchmark: string;
  readonly kind: 'benchmark' | 'template';
  readonly title: string;
  /** Relative to the others; the best has at most 1. */
  readonly score: number;
  /** Why it was found, in words. */
  readonly why: string;
  /** What makes a benchmark of it, line by line. */
  readonly commands: readonly string[];
}

/** Benchmarks and templates that are like a description, the most similar first. */
export function suggestionsFor(library: SearchLibrary, request: SuggestRequest): Suggestion[] {
  const { description, templates, limit } = request;
  // Of words that are in no text the space knows only their letters, and those are like anything.
  if (!tellingWords(description).some(({ stem }) => library.knows(stem))) return [];
  const id = freeId(description, request.taken);
  return search(library, { text: description.slice(0, 2_000), limit }).hits.map((hit) => {
    const isTemplate = templates.has(hit.benchmark);
    const start = isTemplate
      ? `benchmarkhub new ${hit.benchmark} ${id}`
      : `benchmarkhub fork ${hit.benchmark} --as ${id}`;
    return {
      benchmark: hit.benchmark,
      kind: isTemplate ? 'template' : 'benchmark',
      title: hit.title.map(({ text }) => text).join(''),
      score: hit.score,
      why: hit.why,
      commands: [start, `benchmarkhub validate ${id} --against-library`],
    };
  });
}

/** An id of the first words that tell something, with a number where it is taken. */
function freeId(description: string, taken: ReadonlySet<string>): string {
  const words = tellingWords(description).map(({ folded }) =>
    folded.normalize('NFKD').replaceAll(/[^a-z0-9]/g, ''),
  );
  const known = [...new Set(words)].filter((word) => word !== '' && word.length <= 24);
  const id = known.slice(0, 3).join('-') || 'my-benchmark';
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? id : `${id}-${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}
