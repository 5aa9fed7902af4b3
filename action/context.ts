import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../engine/problem.ts';
import { type CommitWay, remoteHead } from './git/append.ts';
import { type Git, openGit } from './git/git.ts';
import { type GitHub, openGitHub } from './github/client.ts';
import { signedCommit } from './github/signed.ts';
import type { Host } from './host.ts';

/** What every command works with. */
export interface Context extends AsyncDisposable {
  readonly host: Host;
  readonly github: GitHub;
  readonly git: Git;
  /** A folder of our own, outside the workspace of the job; gone at the end. */
  readonly temporary: string;
  readonly builtInModels: string;
  readonly engineVersion: string;
}

/** Set by the bundler; absent when the sources run. */
declare const BENCHMARKHUB_VERSION: string | undefined;

export async function openContext(host: Host): Promise<Context> {
  const temporary = await mkdtemp(join(tmpdir(), 'benchmarkhub-action-'));
  const remote = `${host.serverUrl}/${host.repository}.git`;
  const { token } = host.inputs;
  return {
    host,
    temporary,
    github: openGitHub(host),
    git: await openGit(join(temporary, 'git'), remote, token, host.environment.PATH),
    builtInModels: builtInModels(),
    engineVersion: typeof BENCHMARKHUB_VERSION === 'string' ? BENCHMARKHUB_VERSION : '0.0.0',
    [Symbol.asyncDispose]: () => rm(temporary, { recursive: true, force: true }),
  };
}

/** Beside the bundle, or above the sources. */
function builtInModels(): string {
  const here = import.meta.dirname;
  const found = [here, join(here, '..')]
    .map((folder) => join(folder, 'models.yaml'))
    .find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new UserError('models.yaml is not beside the Action', 'run `npm run action`');
}

/** Head of the branch of results; `undefined` before the first result. */
export function resultsHead({ git, host }: Context): Promise<string | undefined> {
  return remoteHead(git, host.inputs.resultsBranch);
}

/** How commits get onto the branch of results: pushed, or made and signed by GitHub. */
export function commitWay({ github, host }: Context, pushed: CommitWay): CommitWay {
  const { signedCommits, resultsBranch } = host.inputs;
  return signedCommits ? signedCommit(github, resultsBranch, pushed) : pushed;
}
