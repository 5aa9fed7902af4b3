import type { Git } from './git.ts';

/** What a commit may make us read; all inclusive. */
export const TREE_LIMITS = {
  /** Bytes of one file; a larger one is not even fetched. */
  blobBytes: 16_000_000,
  /** Files below the folders that are read. */
  files: 20_000,
} as const;

/** A file of a commit. */
export interface TreeEntry {
  readonly path: string;
  /** As git has it: 100644 is a plain file, 100755 a program, 120000 a link, 160000 a repository. */
  readonly mode: string;
  readonly oid: string;
  /** Bytes; `undefined` when it is too large and was not fetched. */
  readonly size: number | undefined;
}

/** Files of a commit, read as git objects: nothing is checked out. */
export interface Tree {
  readonly sha: string;
  /** All files below the folders that were asked for, by path. */
  readonly entries: ReadonlyMap<string, TreeEntry>;
  /** Bytes of a plain file; `undefined` when there is none. @throws RangeError when it is larger. */
  read(path: string, maxBytes: number): Promise<Uint8Array | undefined>;
}

const read = new WeakMap<Git, Map<string, Promise<Tree>>>();

/**
 * Reads a commit of the repository, by its full SHA: a branch may move meanwhile, a commit cannot,
 * so each is read once.
 *
 * @param roots folders and files that are listed
 * @throws GitError when there is no such commit; RangeError when it has too many files.
 */
export function readTree(
  git: Git,
  sha: string,
  roots: readonly string[],
  blobBytes: number = TREE_LIMITS.blobBytes,
): Promise<Tree> {
  const known = read.get(git) ?? new Map<string, Promise<Tree>>();
  read.set(git, known);
  const name = [sha, blobBytes, ...roots].join(' ');
  const tree = known.get(name) ?? fetchTree(git, sha, roots, blobBytes);
  known.set(name, tree);
  return tree;
}

async function fetchTree(
  git: Git,
  sha: string,
  roots: readonly string[],
  blobBytes: number,
): Promise<Tree> {
  const filter = `--filter=blob:limit=${blobBytes + 1}`;
  const fetch = ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--depth=1'];
  await git.run([...fetch, '--no-recurse-submodules', filter, git.remote, sha]);
  const listed = await git.run(['ls-tree', '-r', '-z', '--full-tree', sha, '--', ...roots]);
  const sizes = await localSizes(git);
  const entries = new Map<string, TreeEntry>();
  for (const line of listed.toString('utf8').split('\0')) {
    const found = /^(\d{6}) \w+ ([0-9a-f]{40,64})\t(.+)$/s.exec(line);
    const [, mode = '', oid = '', path = ''] = found ?? [];
    if (path !== '') entries.set(path, { path, mode, oid, size: sizes.get(oid) });
    if (entries.size > TREE_LIMITS.files)
      throw new RangeError(`${sha} has more than ${TREE_LIMITS.files} files of benchmarks`);
  }
  return { sha, entries, read: (path, maxBytes) => readBlob(git, entries.get(path), maxBytes) };
}

/** Sizes of the objects that are here: asking git for one that is not would fetch it after all. */
async function localSizes(git: Git): Promise<Map<string, number>> {
  const format = '--batch-check=%(objectname) %(objectsize)';
  const text = await git.run(['cat-file', format, '--batch-all-objects', '--unordered']);
  return new Map(
    text
      .toString('latin1')
      .split('\n')
      .map((line) => {
        const [oid = '', size] = line.split(' ');
        return [oid, Number(size)] as const;
      }),
  );
}

async function readBlob(
  git: Git,
  entry: TreeEntry | undefined,
  maxBytes: number,
): Promise<Uint8Array | undefined> {
  if (entry?.mode !== '100644') return undefined;
  if (entry.size === undefined || entry.size > maxBytes)
    throw new RangeError(`${entry.path} is larger than ${maxBytes} bytes`);
  return git.run(['cat-file', 'blob', entry.oid]);
}
