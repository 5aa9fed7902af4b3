import { type SearchDocuments, textOfBenchmark } from './document.ts';
import { cosine, placerIn, type SemanticSpace } from './space.ts';

/** A benchmark that is about much the same. */
export interface Similar {
  readonly id: string;
  /** Cosine, 0…1. */
  readonly similarity: number;
}

/** Less similar ones are not worth showing. */
const LEAST = 0.25;
/** What each tag in common adds. */
const SHARED_TAG = 0.08;

/** For each benchmark those most like it, at most `most`, the nearest first. */
export function similarBenchmarks(
  { benchmarks }: SearchDocuments,
  space: SemanticSpace,
  most: number,
): Map<string, Similar[]> {
  const place = placerIn(space);
  const placed = benchmarks.map((entry) => ({ entry, vector: place(textOfBenchmark(entry)) }));
  return new Map(
    placed.map(({ entry, vector }) => {
      const near = placed
        .filter((other) => other.entry !== entry)
        .map((other) => {
          const shared = other.entry.tags.filter((tag) => entry.tags.includes(tag)).length;
          const similarity = cosine(vector, other.vector) + shared * SHARED_TAG;
          return { id: other.entry.id, similarity: Math.min(similarity, 1) };
        })
        .filter(({ similarity }) => similarity >= LEAST)
        .sort((a, b) => b.similarity - a.similarity || (a.id < b.id ? -1 : 1));
      return [entry.id, near.slice(0, most)];
    }),
  );
}
