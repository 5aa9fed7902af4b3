import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../engine/problem.ts';
import { type Git, GitError } from './git.ts';

/** Files to add to a branch, by path. */
export type NewFiles = ReadonlyMap<string, Uint8Array>;

/**
 * What to add on top of a head. Asked anew for each try, since another writer may have changed what
 * it depends on; nothing to add when it is empty.
 */
export type FilesFor = (head: string | undefined) => Promise<NewFiles>;

/** Another way to put a commit onto the branch; `undefined` when its head has moved. */
export type CommitWay = (
  head: string | undefined,
  files: NewFiles,
  message: string,
) => Promise<string | undefined>;

/** Twelve writers at once have needed nine. */
const TRIES = 40;
const MAX_WAIT_MS = 1_500;

/** Head of a branch at the remote; `undefined` when there is no such branch. */
export async function remoteHead(git: Git, branch: string): Promise<string | undefined> {
  const text = await git.run(['ls-remote', '--quiet', git.remote, `refs/heads/${branch}`]);
  return /^([0-9a-f]{40,64})\t/.exec(text.toString('latin1'))?.[1];
}

/**
 * Appends files to a branch: never forced, never rewriting what is there. When the branch has moved
 * it begins again on top of the new head, so of writers that race each lands once.
 *
 * @returns the commit, or `undefined` when there was nothing to add
 * @throws UserError when a file is there already with other bytes, or the branch refuses.
 */
export async function appendFiles(
  git: Git,
  branch: string,
  message: string,
  filesFor: FilesFor,
  commit: CommitWay = pushCommit(git, branch),
): Promise<string | undefined> {
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const head = await fetchHead(git, branch);
    const files = await filesFor(head);
    if (files.size === 0) return undefined;
    const written = await commit(head, files, message);
    if (written !== undefined) return written;
    await sleep(Math.random() * Math.min(MAX_WAIT_MS, 50 * 2 ** attempt));
  }
  throw new UserError(
    `the branch ${branch} moved ${TRIES} times while results were written`,
    'run the job again: nothing is asked twice',
  );
}

async function fetchHead(git: Git, branch: string): Promise<string | undefined> {
  const head = await remoteHead(git, branch);
  if (head === undefined) return undefined;
  const fetch = ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--depth=1'];
  try {
    await git.run([...fetch, git.remote, head]);
  } catch (error) {
    // Gone between the two commands: the next try sees the new head.
    if (!(error instanceof GitError)) throw error;
    return fetchHead(git, branch);
  }
  return head;
}

/** A commit made here and pushed. */
export function pushCommit(git: Git, branch: string): CommitWay {
  return async (head, files, message) => {
    const commit = await commitOnto(git, head, files, message);
    try {
      await git.run(['push', '--quiet', git.remote, `${commit}:refs/heads/${branch}`]);
      return commit;
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      if (isRace(error.log)) return undefined;
      throw refused(branch, error);
    }
  };
}

function isRace(log: string): boolean {
  return /non-fast-forward|fetch first|cannot lock ref|failed to update ref|stale info|reference already exists|incorrect old value/i.test(
    log,
  );
}

function refused(branch: string, cause: GitError): UserError {
  const signatures = /signature|GH006|GH013/i.test(cause.log);
  const fix = signatures
    ? 'let github-actions push to it in its rules; where it requires signatures, set signed-commits: true'
    : 'give the job the permission contents: write';
  return new UserError(`the branch ${branch} refused the results: ${cause.message}`, fix, {
    cause,
  });
}

async function commitOnto(
  git: Git,
  head: string | undefined,
  files: NewFiles,
  message: string,
): Promise<string> {
  const environment = { GIT_INDEX_FILE: join(git.folder, `index-${crypto.randomUUID()}`) };
  if (head !== undefined) await git.run(['read-tree', head], { environment });
  const known = head === undefined ? new Map<string, string>() : await blobsOf(git, head, files);
  const lines: string[] = [];
  for (const [path, input] of files) {
    const hashed = await git.run(['hash-object', '-w', '--no-filters', '--stdin'], { input });
    const oid = hashed.toString('latin1').trim();
    if (known.has(path) && known.get(path) !== oid)
      throw new UserError(`${path} is on the branch already, with other bytes`);
    lines.push(`100644 ${oid}\t${path}\n`);
  }
  const input = lines.join('');
  await git.run(['update-index', '--add', '--index-info'], { environment, input });
  const tree = (await git.run(['write-tree', '--missing-ok'], { environment }))
    .toString('latin1')
    .trim();
  const parent = head === undefined ? [] : ['-p', head];
  const commit = await git.run(['commit-tree', tree, ...parent, '-m', message], { environment });
  return commit.toString('latin1').trim();
}

async function blobsOf(git: Git, head: string, files: NewFiles): Promise<Map<string, string>> {
  const words = ['ls-tree', '-r', '-z', '--full-tree', head, '--', ...files.keys()];
  const text = (await git.run(words)).toString('utf8');
  return new Map(
    text.split('\0').flatMap((line) => {
      const [, oid, path] = /^\d{6} blob ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
      return oid === undefined || path === undefined ? [] : [[path, oid] as const];
    }),
  );
}
