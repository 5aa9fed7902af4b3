import { type SearchDocuments, textOfBenchmark } from './document.ts';
import { packIndex } from './pack.ts';
import type { SemanticSpace } from './space.ts';
import { trainSpace } from './train.ts';

/** An index as files, with the space its vectors lie in. */
export interface BuiltIndex {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly space: SemanticSpace;
}

/** The texts that the semantic space is made of, in the order of the index. */
export function textsOf({ benchmarks, cases }: SearchDocuments): string[] {
  return [...benchmarks.map(textOfBenchmark), ...cases.map(({ text }) => text)];
}

/** Builds an index; without a space, one is computed from the texts themselves. */
export function buildIndex(
  documents: SearchDocuments,
  space: SemanticSpace = trainSpace(textsOf(documents)),
): BuiltIndex {
  return { files: packIndex(documents, space), space };
}
