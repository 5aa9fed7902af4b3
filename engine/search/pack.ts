import { hashOfBytes } from '../hash.ts';
import { canonicalJson } from '../json.ts';
import { type SearchDocuments, textOfBenchmark } from './document.ts';
import { SEARCH_LIMITS } from './limits.ts';
import { type Placer, placerIn, quantise, type SemanticSpace } from './space.ts';

/** Goes up when an index is written in another way. */
export const INDEX_FORMAT = 1;

/** The file that names all others. */
export const INDEX_FILE = 'index.json';

/** The first file of an index: what there is and where. */
export interface IndexManifest {
  readonly format: number;
  readonly dimensions: number;
  readonly space: { readonly words: string; readonly table: string; readonly buckets: number };
  readonly benchmarks: ShardFile;
  readonly cases: readonly CaseShard[];
}

/** One part of the documents: JSON beside the vectors, `dimensions` bytes a document. */
export interface ShardFile {
  readonly documents: string;
  readonly vectors: string;
  readonly count: number;
}

/** Cases of the benchmarks `first`…`last`, both inclusive, as places in the list of benchmarks. */
export interface CaseShard extends ShardFile {
  readonly first: number;
  readonly last: number;
}

/** An index as files, by name: the same for Node and browsers, equal bytes for equal documents. */
export function packIndex(
  documents: SearchDocuments,
  space: SemanticSpace,
): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const place = placerIn(space);
  const put = (name: string, ending: string, bytes: Uint8Array) => {
    const file = `${name}-${hashOfBytes(bytes).slice(0, 12)}.${ending}`;
    files.set(file, bytes);
    return file;
  };
  const shard = (name: string, entries: readonly unknown[], texts: readonly string[]) => ({
    documents: put(name, 'json', jsonBytes(entries)),
    vectors: put(name, 'bin', vectorsOf(texts, place, space.dimensions)),
    count: entries.length,
  });
  const benchmarks = shard(
    'benchmarks',
    documents.benchmarks,
    documents.benchmarks.map(textOfBenchmark),
  );
  const cases = caseParts(documents).map((part, index): CaseShard => {
    const rows = part.map(({ benchmark, id, text }) => [benchmark, id, text]);
    return {
      ...shard(
        `cases-${index}`,
        rows,
        part.map(({ text }) => text),
      ),
      first: part[0]?.benchmark ?? 0,
      last: part.at(-1)?.benchmark ?? 0,
    };
  });
  const manifest: IndexManifest = {
    format: INDEX_FORMAT,
    dimensions: space.dimensions,
    space: {
      words: put('words', 'json', jsonBytes(space.words)),
      table: put('table', 'bin', tableBytes(space)),
      buckets: space.buckets,
    },
    benchmarks,
    cases,
  };
  return new Map([[INDEX_FILE, jsonBytes(manifest)], ...files]);
}

function caseParts({ cases }: SearchDocuments): SearchDocuments['cases'][] {
  const size = SEARCH_LIMITS.shardDocuments;
  return Array.from({ length: Math.ceil(cases.length / size) }, (_, index) =>
    cases.slice(index * size, (index + 1) * size),
  );
}

function jsonBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(canonicalJson(value));
}

/** Unit vectors, each in steps of its own: only directions are compared. */
function vectorsOf(texts: readonly string[], place: Placer, dimensions: number): Uint8Array {
  const bytes = new Int8Array(texts.length * dimensions);
  for (const [index, text] of texts.entries())
    bytes.set(quantise(place(text)).bytes, index * dimensions);
  return new Uint8Array(bytes.buffer);
}

/** The weights as little-endian 32-bit floats, then the table. */
function tableBytes({ table, weights }: SemanticSpace): Uint8Array {
  const bytes = new Uint8Array(weights.length * 4 + table.length);
  const view = new DataView(bytes.buffer);
  for (const [index, weight] of weights.entries()) view.setFloat32(index * 4, weight, true);
  bytes.set(new Uint8Array(table.buffer, table.byteOffset, table.length), weights.length * 4);
  return bytes;
}
