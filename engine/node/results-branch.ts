import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { FileJournal } from './journal.ts';
import { parseResultFile } from './results.ts';

const run = promisify(execFile);

/** Where published results live: the branch as it was fetched, and the one of this clone. */
const REFS = ['refs/remotes/origin/results', 'refs/heads/results'] as const;

/** Bytes of one file of results; a larger one is left where it is. */
const MAX_FILE_BYTES = 200_000_000;

/** Bytes of a listing of the branch. */
const MAX_LIST_BYTES = 100_000_000;

/** One file of results on the branch. */
interface BranchFile {
  readonly object: string;
  readonly path: string;
  readonly benchmark: string;
}

/**
 * Takes the replies of results on the branch `results` into the journal, each file once. They are
 * read as git objects: nothing is checked out, and links and other modes are left alone. Without
 * git, or without such a branch, there is nothing to take.
 *
 * @param benchmarks ids; results of others are not read
 * @throws UserError when a file is damaged
 */
export async function importResultsBranch(
  journal: FileJournal,
  root: string,
  benchmarks: readonly string[],
): Promise<void> {
  const wanted = new Set(benchmarks);
  for (const commit of await branchCommits(root)) {
    const seen = (id: string) => journal.hasImported(`git:${commit}:${id}`);
    if ([...wanted].every(seen)) continue;
    for (const file of await filesOf(root, commit))
      if (wanted.has(file.benchmark)) await importFile(journal, root, file);
    for (const id of wanted) journal.importResults(`git:${commit}:${id}`, []);
  }
}

async function importFile(
  journal: FileJournal,
  root: string,
  { object, path }: BranchFile,
): Promise<void> {
  const name = `git:${object}`;
  if (journal.hasImported(name)) return;
  const bytes = await gitBytes(root, ['cat-file', 'blob', object], MAX_FILE_BYTES);
  journal.importResults(name, await parseResultFile(bytes, `${path} on the branch results`));
}

async function branchCommits(root: string): Promise<string[]> {
  try {
    const command = ['for-each-ref', '--format=%(objecttype) %(objectname)', ...REFS];
    const text = (await gitBytes(root, command, 10_000)).toString('utf8');
    const commits = text
      .split('\n')
      .flatMap((line) => /^commit ([0-9a-f]{40,64})$/.exec(line)?.[1] ?? []);
    return [...new Set(commits)];
  } catch {
    // No git, or no repository.
    return [];
  }
}

async function filesOf(root: string, commit: string): Promise<BranchFile[]> {
  const command = ['ls-tree', '-r', '-l', '-z', '--full-tree', commit, '--', 'results/'];
  const text = (await gitBytes(root, command, MAX_LIST_BYTES)).toString('utf8');
  return text.split('\0').flatMap((line) => fileOf(line) ?? []);
}

/** `100644 blob <object> <size>\t<path>`: an ordinary file of results, of a size that is read. */
function fileOf(line: string): BranchFile | undefined {
  const [, object, size, path, benchmark] =
    /^100644 blob ([0-9a-f]{40,64}) +(\d{1,15})\t(results\/([a-z0-9-]{1,100})\/[\w.-]{1,200}\.parquet)$/.exec(
      line,
    ) ?? [];
  if (object === undefined || path === undefined || benchmark === undefined) return undefined;
  return Number(size) <= MAX_FILE_BYTES ? { object, path, benchmark } : undefined;
}

async function gitBytes(
  root: string,
  command: readonly string[],
  maxBuffer: number,
): Promise<Buffer> {
  const options = { encoding: 'buffer', maxBuffer, timeout: 60_000 } as const;
  const { stdout } = await run('git', ['-C', root, ...command], options);
  return stdout;
}
