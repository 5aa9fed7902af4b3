import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { examplesOf } from '../servers/github/bodies.ts';
import { type GitHubServer, startGitHub } from '../servers/github/server.ts';

/** A token of each kind: the job's own with all it may have, a fork's, and one without comments. */
export const TOKENS = {
  job: 'ghs_job0000000000000000',
  fork: 'ghs_fork000000000000000',
  quiet: 'ghs_quiet00000000000000',
} as const;

/** A repository on a loopback GitHub. */
export interface TestRepository extends AsyncDisposable {
  readonly github: GitHubServer;
  /** Commits files on top of a commit; `null` removes one. @returns the SHA */
  commit(parent: string | undefined, files: Files, branch?: string): string;
  git(...words: readonly string[]): string;
  /** Opens pull request 7 of a stranger with a commit on it, as `refs/pull/7/head`. */
  open(head: string, base: string, author?: string): void;
}

/** Contents by path; JSON is YAML too. A mode other than 100644 stands before the path: `120000:a`. */
export type Files = Readonly<Record<string, unknown>>;

const AUTHOR = {
  GIT_AUTHOR_NAME: 'octo',
  GIT_AUTHOR_EMAIL: 'octo@example.org',
  GIT_COMMITTER_NAME: 'octo',
  GIT_COMMITTER_EMAIL: 'octo@example.org',
  GIT_CONFIG_GLOBAL: '/dev/null',
};

export async function createRepository(): Promise<TestRepository> {
  const root = await mkdtemp(join(tmpdir(), 'benchmarkhub-github-'));
  const folder = join(root, 'octo', 'bench.git');
  await mkdir(folder, { recursive: true });
  const run = (words: readonly string[], input?: string | Uint8Array, index = 'index') =>
    execFileSync('git', ['--git-dir', folder, ...words], {
      ...(input === undefined ? {} : { input }),
      encoding: 'utf8',
      maxBuffer: 1e9,
      env: { ...process.env, ...AUTHOR, GIT_INDEX_FILE: join(root, index) },
    }).trimEnd();
  run(['init', '--quiet', '--bare', '--initial-branch=main', folder]);
  for (const setting of [
    'uploadpack.allowFilter',
    'uploadpack.allowAnySHA1InWant',
    'http.receivepack',
  ])
    run(['config', setting, 'true']);
  await writeFile(join(root, 'index'), '').then(() => rm(join(root, 'index')));
  const github = await startGitHub(root);
  const { tokens, permissions, pulls } = github.state;
  tokens.set(TOKENS.job, {
    login: 'github-actions[bot]',
    write: ['contents', 'issues', 'checks'],
  });
  tokens.set(TOKENS.fork, { login: 'github-actions[bot]', write: [] });
  tokens.set(TOKENS.quiet, { login: 'github-actions[bot]', write: ['contents'] });
  permissions.set('maintainer', 'write');
  permissions.set('reader', 'read');
  return {
    github,
    git: (...words) => run(words),
    commit: (parent, files, branch) => {
      run(parent === undefined ? ['read-tree', '--empty'] : ['read-tree', parent]);
      for (const [name, content] of Object.entries(files)) {
        const [, mode = '100644', path = name] = /^(\d{6}):(.+)$/.exec(name) ?? [];
        if (content === null) run(['update-index', '--force-remove', path]);
        else
          run(['update-index', '--add', '--cacheinfo', `${mode},${oidOf(mode, content)},${path}`]);
      }
      const tree = run(['write-tree']);
      const above = parent === undefined ? [] : ['-p', parent];
      const sha = run(['commit-tree', tree, ...above, '-m', 'change']);
      if (branch !== undefined) run(['update-ref', `refs/heads/${branch}`, sha]);
      return sha;
    },
    open: (head, base, author = 'stranger') => {
      run(['update-ref', 'refs/pull/7/head', head]);
      pulls.set(7, { number: 7, author, headSha: head, baseSha: base, state: 'open' });
    },
    [Symbol.asyncDispose]: async () => {
      await github[Symbol.asyncDispose]();
      await rm(root, { recursive: true, force: true });
    },
  };

  function oidOf(mode: string, content: unknown): string {
    if (mode === '160000') return String(content);
    const text =
      typeof content === 'string' || content instanceof Uint8Array
        ? content
        : JSON.stringify(content);
    return run(['hash-object', '-w', '--stdin'], text);
  }
}

/** The payload of a recorded `pull_request` event, for pull request 7. */
export function pullPayload(head: string, base: string): Record<string, unknown> {
  const example = examplesOf('pull_request').find(({ action }) => action === 'opened');
  const recorded = example?.pull_request as Record<string, Record<string, unknown>>;
  return {
    ...example,
    number: 7,
    pull_request: {
      ...recorded,
      number: 7,
      head: { ...recorded.head, sha: head },
      base: { ...recorded.base, sha: base },
    },
  };
}

/** The payload of a recorded `issue_comment` event, on pull request 7. */
export function commentPayload(
  body: string,
  author = 'maintainer',
  change: Record<string, unknown> = {},
): Record<string, unknown> {
  const example = examplesOf('issue_comment').find(({ action }) => action === 'created');
  const { issue, comment } = example as Record<string, Record<string, unknown>>;
  const user = { ...(comment?.user as object), login: author, type: 'User' };
  return {
    ...example,
    issue: { ...issue, number: 7, pull_request: { url: 'https://api.github.com/' } },
    comment: { ...comment, id: 99, body, user },
    ...change,
  };
}

/** Writes files below a folder. */
export async function writeFiles(
  folder: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}
