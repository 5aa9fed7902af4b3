import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashOf } from '../hash.ts';
import { type BuiltIndex, buildIndex, textsOf } from '../search/build.ts';
import type { SearchDocuments } from '../search/document.ts';
import { openLibrary, type SearchLibrary } from '../search/library.ts';
import { INDEX_FILE, INDEX_FORMAT } from '../search/pack.ts';
import { IndexError } from '../search/read.ts';
import { spaceFromTerms } from '../search/term-vectors.ts';
import { embedderOf, embeddingsApi } from './embeddings.ts';
import { isMissing, writeWhole } from './files.ts';
import type { Environment } from './keys.ts';

/** Builds an index, with an embeddings API when the environment names one. */
export async function buildSearchIndex(
  documents: SearchDocuments,
  root: string,
  environment: Environment,
): Promise<BuiltIndex> {
  const api = embeddingsApi(environment);
  if (api === undefined) return buildIndex(documents);
  const embed = embedderOf(api, join(root, '.benchmarkhub'));
  return buildIndex(documents, await spaceFromTerms(textsOf(documents), embed));
}

/** Opens the index of these documents, which is kept below the root as long as they do not change. */
export async function openSearch(
  documents: SearchDocuments,
  root: string,
  environment: Environment,
): Promise<SearchLibrary> {
  const api = embeddingsApi(environment);
  const name = hashOf([INDEX_FORMAT, documents, api?.url, api?.model]).slice(0, 16);
  const folder = join(root, '.benchmarkhub', 'search', name);
  const options = { most: Number.POSITIVE_INFINITY };
  try {
    return await openLibrary(
      async (file) => new Uint8Array(await readFile(join(folder, file))),
      options,
    );
  } catch (error) {
    if (!isMissing(error) && !(error instanceof IndexError)) throw error;
  }
  const { files } = await buildSearchIndex(documents, root, environment);
  await store(folder, files);
  return openLibrary(async (file) => files.get(file) ?? new Uint8Array(), options);
}

/** The file that names the others is written last: an index is there whole or not at all. */
async function store(folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  await mkdir(folder, { recursive: true });
  const parts = [...files].filter(([name]) => name !== INDEX_FILE);
  for (const [name, bytes] of parts) await writeWhole(join(folder, name), bytes);
  await writeWhole(join(folder, INDEX_FILE), files.get(INDEX_FILE) ?? new Uint8Array());
}
