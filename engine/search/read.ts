import { isJsonObject, type JsonValue } from '../json.ts';
import type { BenchmarkEntry, CaseEntry } from './document.ts';
import { everyFacet, type Facets } from './facets.ts';
import { SEARCH_LIMITS } from './limits.ts';
import { type CaseShard, INDEX_FORMAT, type IndexManifest, type ShardFile } from './pack.ts';
import type { SemanticSpace } from './space.ts';

/** Why a file is no index that this version can read. */
export class IndexError extends Error {
  override readonly name = 'IndexError';
}

const FILE = /^[a-z0-9-]{1,60}\.(json|bin)$/;

/** @throws IndexError when it is none, or of another format. */
export function readManifest(bytes: Uint8Array): IndexManifest {
  const value = objectIn(jsonIn(bytes));
  if (value.format !== INDEX_FORMAT)
    throw new IndexError(
      `the search index has format ${String(value.format)}, not ${INDEX_FORMAT}`,
    );
  const space = objectIn(value.space);
  return {
    format: INDEX_FORMAT,
    dimensions: countIn(value.dimensions, SEARCH_LIMITS.dimensions),
    space: {
      words: fileIn(space.words),
      table: fileIn(space.table),
      buckets: countIn(space.buckets, SEARCH_LIMITS.buckets),
    },
    benchmarks: shardIn(value.benchmarks),
    cases: listIn(value.cases).map((item): CaseShard => {
      const { first, last } = objectIn(item);
      const most = SEARCH_LIMITS.documents;
      return { ...shardIn(item), first: countIn(first, most), last: countIn(last, most) };
    }),
  };
}

function shardIn(value: unknown): ShardFile {
  const { documents, vectors, count } = objectIn(value);
  return {
    documents: fileIn(documents),
    vectors: fileIn(vectors),
    count: countIn(count, SEARCH_LIMITS.documents),
  };
}

/** @throws IndexError when words and table do not fit together. */
export function readSpace(
  { dimensions, space: { buckets } }: IndexManifest,
  words: Uint8Array,
  table: Uint8Array,
): SemanticSpace {
  const list = listIn(jsonIn(words)).map(textIn);
  const rows = list.length + buckets;
  if (table.length !== rows * (4 + dimensions))
    throw new IndexError('the table of the search index has another size than its words');
  const view = new DataView(table.buffer, table.byteOffset, table.length);
  return {
    dimensions,
    words: list,
    buckets,
    weights: Float32Array.from({ length: rows }, (_, row) => view.getFloat32(row * 4, true)),
    table: new Int8Array(table.slice(rows * 4).buffer),
  };
}

export function readBenchmarks(bytes: Uint8Array): BenchmarkEntry[] {
  return listIn(jsonIn(bytes)).map((item) => {
    const { id, title, description, tags, facets } = objectIn(item);
    return {
      id: textIn(id),
      title: textIn(title),
      description: textIn(description),
      tags: listIn(tags).map(textIn),
      facets: facetsIn(objectIn(facets)),
    };
  });
}

function facetsIn(value: Readonly<Record<string, unknown>>): Facets {
  return everyFacet((name) => listIn(value[name]).map(textIn));
}

export function readCases(bytes: Uint8Array): CaseEntry[] {
  return listIn(jsonIn(bytes)).map((item) => {
    const [benchmark, id, text] = listIn(item);
    return {
      benchmark: countIn(benchmark, SEARCH_LIMITS.documents),
      id: textIn(id),
      text: textIn(text),
    };
  });
}

function jsonIn(bytes: Uint8Array): JsonValue {
  if (bytes.length > SEARCH_LIMITS.fileBytes)
    throw new IndexError('a file of the search index is too large');
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw new IndexError('a file of the search index is no JSON', { cause: error });
  }
}

function objectIn(value: unknown): Readonly<Record<string, unknown>> {
  if (!isJsonObject(value)) throw new IndexError('the search index lacks an object');
  return value;
}

function listIn(value: unknown): readonly unknown[] {
  if (!Array.isArray(value) || value.length > SEARCH_LIMITS.documents)
    throw new IndexError('the search index lacks a list');
  return value;
}

function textIn(value: unknown): string {
  if (typeof value !== 'string') throw new IndexError('the search index lacks a text');
  return value;
}

function fileIn(value: unknown): string {
  const name = textIn(value);
  if (!FILE.test(name)) throw new IndexError('the search index names a file it cannot have');
  return name;
}

function countIn(value: unknown, most: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > most)
    throw new IndexError('the search index has a number out of bounds');
  return value;
}
