import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from './files.ts';
import { listResultFiles } from './results.ts';

/** How large something is that grows with every run. */
export interface Size {
  readonly name: string;
  readonly bytes: number;
  /** Bytes up to which nothing need be done, inclusive. */
  readonly limit: number;
  /** The largest file of several. */
  readonly largest?: string;
  /** What makes it smaller. */
  readonly fix: string;
}

/**
 * Sizes that are well, in bytes. GitHub refuses files of 100 MB, warns of 50 MB, and advises
 * repositories below 1 GB.
 *
 * @see https://docs.github.com/en/repositories/working-with-files/managing-large-files/about-large-files-on-github
 */
export const SIZE_LIMITS = {
  resultFile: 50_000_000,
  results: 500_000_000,
  journal: 2_000_000_000,
  git: 1_000_000_000,
} as const;

/** Looks at results, journal and the history of git; what is not there has no size. */
export async function sizesOf(root: string, resultsFolder: string): Promise<Size[]> {
  const files = await Promise.all(
    (await listResultFiles(resultsFolder)).map(async (file) => ({
      file,
      bytes: await sizeOf(join(resultsFolder, file)),
    })),
  );
  const largest = files.toSorted((a, b) => b.bytes - a.bytes)[0];
  const journal = await Promise.all(
    ['journal.sqlite', 'journal.sqlite-wal'].map((name) =>
      sizeOf(join(root, '.benchmarkhub', name)),
    ),
  );
  const git = await folderSize(join(root, '.git', 'objects'));
  const fix = 'benchmarkhub retain --days 90 drops old outputs, compact folds past months';
  return [
    ...(largest === undefined
      ? []
      : [
          {
            name: 'largest file of results',
            bytes: largest.bytes,
            limit: SIZE_LIMITS.resultFile,
            largest: largest.file,
            fix: `${fix}; run larger plans in shards`,
          },
          { name: 'all results', bytes: sum(files), limit: SIZE_LIMITS.results, fix },
        ]),
    {
      name: 'journal',
      bytes: journal.reduce((total, bytes) => total + bytes, 0),
      limit: SIZE_LIMITS.journal,
      fix: 'results hold all of it: remove .benchmarkhub/journal.sqlite while nothing runs',
    },
    ...(git === 0
      ? []
      : [
          {
            name: 'history of git',
            bytes: git,
            limit: SIZE_LIMITS.git,
            fix: 'git gc; keep results on a branch of their own, and retain before they are committed',
          },
        ]),
  ];
}

function sum(files: readonly { readonly bytes: number }[]): number {
  return files.reduce((total, { bytes }) => total + bytes, 0);
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isMissing(error)) return 0;
    throw error;
  }
}

async function folderSize(folder: string): Promise<number> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    const sizes = await Promise.all(
      files.map(({ parentPath, name }) => sizeOf(join(parentPath, name))),
    );
    return sizes.reduce((total, bytes) => total + bytes, 0);
  } catch (error) {
    if (isMissing(error)) return 0;
    throw error;
  }
}
