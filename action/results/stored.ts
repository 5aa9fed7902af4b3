import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Git } from '../git/git.ts';
import { readTree } from '../git/tree.ts';

/** Bytes of one file of results that is read. */
const MAX_BYTES = 100_000_000;

/**
 * Only names that we give: nothing of a branch becomes any other path on disk. Replies that were
 * submitted are published too, but never taken for our own.
 */
const NAMES = [
  /^results\/([a-z0-9][a-z0-9-]*\/[0-9TZ]+-(?!sub)[a-z0-9]+\.parquet)$/,
  /^candidates\/(\d+\/[0-9a-f]{40}\/[a-z0-9][a-z0-9-]*\/[0-9TZ]+-[a-z0-9]+\.parquet)$/,
] as const;

/** Files of results of a commit, written to folders of their own. */
export interface StoredResults {
  /** Folder of the published results. */
  readonly results: string;
  /** Folder of the results of pull requests. */
  readonly candidates: string;
}

/** Brings the stored results of the branch of results onto the disk; empty folders without it. */
export async function readStoredResults(
  git: Git,
  head: string | undefined,
  folder: string,
): Promise<StoredResults> {
  const stored = { results: join(folder, 'results'), candidates: join(folder, 'candidates') };
  await mkdir(stored.results, { recursive: true });
  await mkdir(stored.candidates, { recursive: true });
  if (head === undefined) return stored;
  const tree = await readTree(git, head, ['results', 'candidates'], MAX_BYTES);
  for (const path of tree.entries.keys()) {
    if (!NAMES.some((name) => name.test(path))) continue;
    const bytes = await tree.read(path, MAX_BYTES);
    if (bytes === undefined) continue;
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  return stored;
}

/** Where results of a pull request that is not merged are kept. */
export function candidatePath(pull: number, sha: string, file: string): string {
  return `candidates/${pull}/${sha}/${file}`;
}
