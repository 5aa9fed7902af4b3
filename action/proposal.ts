import type { Context } from './context.ts';
import type { PullEvent } from './event.ts';
import { readTree, type Tree } from './git/tree.ts';
import type { Pull } from './github/client.ts';
import { changedBenchmarks, ROOTS } from './source/workspace.ts';

/** The commit that is looked at, and those it is measured against. */
export interface Proposal {
  readonly data: Tree;
  /** Where the change began; `undefined` when there is nothing to compare with. */
  readonly base: Tree | undefined;
  /** Models, prices and settings come from here. */
  readonly trusted: Tree;
  readonly pull: number | undefined;
}

/** A pull request. @param trusted full SHA of a commit that is the repository's own */
export async function proposalOfPull(
  { git, github }: Context,
  pull: PullEvent | Pull,
  trusted: string,
): Promise<Proposal> {
  const base = await github.mergeBase(pull.baseSha, pull.headSha);
  return {
    data: await readTree(git, pull.headSha, ROOTS),
    base: await readTree(git, base, ROOTS),
    trusted: await readTree(git, trusted, ROOTS),
    pull: pull.number,
  };
}

/** A commit of the repository itself. */
export async function proposalOfCommit(
  { git, host }: Context,
  sha: string,
  before: string | undefined,
): Promise<Proposal> {
  const base = host.inputs.base === '' ? before : host.inputs.base;
  const data = await readTree(git, sha, ROOTS);
  return {
    data,
    base: base === undefined ? undefined : await readTree(git, base, ROOTS),
    trusted: data,
    pull: undefined,
  };
}

/** The benchmarks to look at: those of the input, else those that changed; `undefined`: all. */
export function wantedBenchmarks(
  { host }: Context,
  { data, base, pull }: Proposal,
): readonly string[] | undefined {
  if (host.inputs.benchmarks.length > 0) return host.inputs.benchmarks;
  if (base === undefined || pull === undefined) return undefined;
  const present = new Set([...data.entries.keys()].map((path) => path.split('/')[1]));
  return changedBenchmarks(base, data).filter((id) => present.has(id));
}
