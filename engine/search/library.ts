import type { BenchmarkEntry, CaseEntry } from './document.ts';
import { SEARCH_LIMITS } from './limits.ts';
import { type CaseShard, INDEX_FILE, type IndexManifest, type ShardFile } from './pack.ts';
import { IndexError, readBenchmarks, readCases, readManifest, readSpace } from './read.ts';
import { type Placer, placerIn } from './space.ts';
import { createTextIndex, type TextIndex } from './text-index.ts';

/** Bytes of a file of an index, by name: from disk, from memory, over the network. */
export type FileReader = (name: string) => Promise<Uint8Array>;

/** An index that has been opened. */
export interface SearchLibrary {
  readonly benchmarks: readonly BenchmarkEntry[];
  /** The cases that have been read so far. */
  readonly cases: readonly CaseEntry[];
  readonly index: TextIndex;
  readonly place: Placer;
  /** Where a single word lies, remembered: texts share their words. */
  readonly placeWord: Placer;
  /** Whether the semantic space has a stem. */
  readonly knows: (stem: string) => boolean;
  /** Whether every case has been read. */
  readonly isWhole: () => boolean;
  /** Reads the cases of benchmarks, by their places in the list; those that have been read are not read again. */
  readonly readCasesOf: (benchmarks: readonly number[]) => Promise<void>;
}

/** What may be changed of opening. */
export interface OpenOptions {
  /** Documents that are read at once. */
  readonly most?: number;
  /** Called between parts of the work, so that a page stays alive. */
  readonly pause?: () => Promise<void>;
}

/** Documents between two pauses. */
const BATCH = 250;

/** Key of a document in the index. */
export function benchmarkKey(place: number): string {
  return `b${place}`;
}

export function caseKey(place: number): string {
  return `c${place}`;
}

/** Opens an index. @throws IndexError when it is damaged or of another format. */
export async function openLibrary(
  read: FileReader,
  { most = SEARCH_LIMITS.readDocuments, pause = async () => {} }: OpenOptions = {},
): Promise<SearchLibrary> {
  const manifest = readManifest(await read(INDEX_FILE));
  const [words, table, first] = await Promise.all([
    read(manifest.space.words),
    read(manifest.space.table),
    readShard(read, manifest, manifest.benchmarks),
  ]);
  const space = readSpace(manifest, words, table);
  const known = new Set(space.words);
  const place = placerIn(space);
  const index = createTextIndex(manifest.dimensions);
  const benchmarks = readBenchmarks(first.documents);
  requireCount(benchmarks, manifest.benchmarks);
  const cases: CaseEntry[] = [];
  const waiting = new Set<CaseShard>(manifest.cases);
  for (const [row, entry] of benchmarks.entries()) {
    if (row % BATCH === BATCH - 1) await pause();
    const { title, description, tags } = entry;
    index.add({
      key: benchmarkKey(row),
      title,
      tags: tags.join(' '),
      text: description,
      vector: first.vector(row),
    });
  }
  const readShards = async (shards: readonly CaseShard[]) => {
    for (const shard of shards) waiting.delete(shard);
    const files = await Promise.all(shards.map((shard) => readShard(read, manifest, shard)));
    for (const [at, file] of files.entries()) {
      const rows = readCases(file.documents);
      requireCount(rows, shards[at] ?? manifest.benchmarks);
      for (const [row, entry] of rows.entries()) {
        if (row % BATCH === BATCH - 1) await pause();
        if (entry.benchmark >= benchmarks.length)
          throw new IndexError('the search index has a case without a benchmark');
        const key = caseKey(cases.push(entry) - 1);
        index.add({ key, title: '', tags: '', text: entry.text, vector: file.vector(row) });
      }
    }
  };
  await readShards(atOnce(manifest, most));
  return {
    benchmarks,
    cases,
    index,
    place,
    placeWord: remembering(place),
    knows: (stem) => known.has(stem),
    isWhole: () => waiting.size === 0,
    readCasesOf: (places) =>
      readShards(
        [...waiting].filter(({ first, last }) =>
          places.some((place) => place >= first && place <= last),
        ),
      ),
  };
}

/** Words are forgotten all at once when there are too many. */
const MOST_REMEMBERED = 20_000;

function remembering(place: Placer): Placer {
  const placed = new Map<string, Float32Array>();
  return (word) => {
    const known = placed.get(word);
    if (known !== undefined) return known;
    if (placed.size >= MOST_REMEMBERED) placed.clear();
    const vector = place(word);
    placed.set(word, vector);
    return vector;
  };
}

/** The first shards of cases, as long as there is room for them. */
function atOnce({ benchmarks, cases }: IndexManifest, most: number): CaseShard[] {
  let total = benchmarks.count;
  return cases.filter(({ count }) => {
    total += count;
    return total <= most;
  });
}

async function readShard(read: FileReader, { dimensions }: IndexManifest, shard: ShardFile) {
  const [documents, vectors] = await Promise.all([read(shard.documents), read(shard.vectors)]);
  if (vectors.length !== shard.count * dimensions)
    throw new IndexError('the vectors of the search index have another size than its documents');
  const signed = new Int8Array(vectors.buffer, vectors.byteOffset, vectors.length);
  return {
    documents,
    vector: (place: number) => [...signed.subarray(place * dimensions, (place + 1) * dimensions)],
  };
}

function requireCount(entries: readonly unknown[], { count, documents }: ShardFile): void {
  if (entries.length !== count)
    throw new IndexError(`${documents} of the search index has not ${count} documents`);
}
