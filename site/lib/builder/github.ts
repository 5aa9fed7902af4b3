import { z } from 'zod';
import { UserError } from '../../../engine/problem.ts';
import type { Repository } from '../repository.ts';
import type { Draft } from './draft.ts';

/** The API of GitHub; a site's policy names this address and no other. */
export const GITHUB_API = 'https://api.github.com';

/** What a branch is made with. The token is held by the caller, in memory. */
export interface BranchEffects {
  readonly fetch: typeof fetch;
  readonly token: string;
}

/** A branch that holds the benchmark. */
export interface PushedBranch {
  /** `owner/name` of the fork. */
  readonly fork: string;
  readonly branch: string;
  /** GitHub's page that compares it with the original, where a person opens the pull request. */
  readonly compare: string;
}

const user = z.object({ login: z.string() });
const repositorySchema = z.object({ default_branch: z.string(), fork: z.boolean() });
const reference = z.object({ object: z.object({ sha: z.string() }) });
const commitSchema = z.object({ tree: z.object({ sha: z.string() }) });
const made = z.object({ sha: z.string() });

/**
 * Writes the benchmark into a branch of the visitor's own fork. The pull request is theirs to open:
 * a fine-grained token may write to what its owner owns, and to nothing else.
 *
 * @throws UserError saying what GitHub refused, and what to do.
 */
export async function pushBranch(
  repository: Repository,
  draft: Draft,
  effects: BranchEffects,
): Promise<PushedBranch> {
  const ask = asker(effects);
  const [, name] = repository.split('/');
  const { login } = await ask('GET', '/user', user);
  const fork = `${login}/${name}`;
  const { default_branch } = await ask('GET', `/repos/${fork}`, repositorySchema);
  const base = await ask('GET', `/repos/${fork}/git/ref/heads/${default_branch}`, reference);
  const parent = base.object.sha;
  const { tree } = await ask('GET', `/repos/${fork}/git/commits/${parent}`, commitSchema);
  const files = draft.files.map((file) => ({
    path: `benchmarks/${draft.id}/${file.name}`,
    mode: '100644',
    type: 'blob',
    content: file.text,
  }));
  const body = { base_tree: tree.sha, tree: files };
  const { sha: newTree } = await ask('POST', `/repos/${fork}/git/trees`, made, body);
  const message = `Add the benchmark ${draft.id}`;
  const commit = { message, tree: newTree, parents: [parent] };
  const { sha } = await ask('POST', `/repos/${fork}/git/commits`, made, commit);
  const branch = `benchmark-${draft.id}-${sha.slice(0, 7)}`;
  const ref = { ref: `refs/heads/${branch}`, sha };
  await ask('POST', `/repos/${fork}/git/refs`, reference, ref);
  const query = new URLSearchParams({ quick_pull: '1', title: message });
  const compare = `https://github.com/${repository}/compare/${default_branch}...${login}:${branch}?${query}`;
  return { fork, branch, compare };
}

const FIXES: Readonly<Record<number, string>> = {
  401: 'make a new fine-grained token',
  403: 'give the token "Contents: read and write" for your fork',
  404: 'fork the repository first, and give the token access to the fork',
  422: 'see what GitHub says, and download the files if it stays so',
};

function asker({ fetch, token }: BranchEffects) {
  return async <Shape>(
    method: 'GET' | 'POST',
    path: string,
    schema: z.ZodType<Shape>,
    body?: unknown,
  ): Promise<Shape> => {
    const response = await fetch(GITHUB_API + path, {
      method,
      headers: { accept: 'application/vnd.github+json', authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((cause: unknown) => {
      throw new UserError('GitHub cannot be reached', 'try again', { cause });
    });
    if (!response.ok)
      throw new UserError(
        `GitHub answered ${response.status} to ${method} ${path}`,
        FIXES[response.status] ?? 'try again later',
      );
    const checked = schema.safeParse(await response.json());
    if (!checked.success) throw new UserError(`GitHub's answer to ${path} is not understood`);
    return checked.data;
  };
}
