import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where the files of a workspace come from. */
export interface Provenance {
  /** Commit of the workspace, with `-dirty` when files differ from it; `null` outside git. */
  readonly commit: string | null;
  /** `owner/name` at GitHub, or the address of the remote `origin` without user and password. */
  readonly repository: string | null;
}

export async function readProvenance(root: string): Promise<Provenance> {
  const commit = await git(root, ['rev-parse', 'HEAD']);
  if (commit === undefined) return { commit: null, repository: null };
  const changes = await git(root, ['status', '--porcelain', '--untracked-files=no']);
  const remote = await git(root, ['remote', 'get-url', 'origin']);
  return {
    commit: changes ? `${commit}-dirty` : commit,
    repository: remote === undefined ? null : repositoryName(remote),
  };
}

/** Who runs: the login in a GitHub Action, else the name in git's configuration. */
export async function readActor(
  root: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string | null> {
  return environment.GITHUB_ACTOR || (await git(root, ['config', 'user.name'])) || null;
}

/** `owner/name` of a GitHub address in any of its spellings; other addresses without credentials. */
export function repositoryName(remote: string): string | null {
  const github = /github\.com[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(remote)?.[1];
  if (github !== undefined) return github;
  return /^https?:\/\//.test(remote) ? remote.replace(/\/\/[^@/]*@/, '//') : null;
}

async function git(root: string, command: readonly string[]): Promise<string | undefined> {
  try {
    const { stdout } = await run('git', ['-C', root, ...command], { timeout: 10_000 });
    return stdout.trim();
  } catch {
    // No git, or no repository: results then carry no commit.
    return undefined;
  }
}
