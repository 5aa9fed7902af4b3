import { execFileSync } from 'node:child_process';
import { z } from 'zod';
import type { ApiAnswer } from './routes.ts';
import type { GitHubState, Token } from './state.ts';

const commitSchema = z.object({
  input: z.strictObject({
    branch: z.strictObject({ repositoryNameWithOwner: z.string(), branchName: z.string() }),
    expectedHeadOid: z.string(),
    message: z.strictObject({ headline: z.string() }),
    fileChanges: z.strictObject({
      additions: z.array(z.strictObject({ path: z.string(), contents: z.base64() })),
    }),
  }),
});

/** The two things that the Action asks of GraphQL: who we are, and a signed commit. */
export function answerGraphql(
  _state: GitHubState,
  token: Token,
  repository: string,
  body: Readonly<Record<string, unknown>>,
): ApiAnswer {
  const query = String(body.query);
  if (query.includes('viewer')) {
    const login = token.login.replace(/\[bot\]$/, '');
    return { status: 200, body: { data: { viewer: { login } } } };
  }
  if (!token.write.includes('contents')) return failed('Resource not accessible by integration');
  const { input } = commitSchema.parse(body.variables);
  const git = (words: readonly string[], text?: string | Buffer, index = '') =>
    execFileSync('git', ['--git-dir', repository, ...words], {
      ...(text === undefined ? {} : { input: text }),
      encoding: 'utf8',
      env: { ...process.env, ...(index === '' ? {} : { GIT_INDEX_FILE: index }), ...AUTHOR },
    }).trim();
  const ref = `refs/heads/${input.branch.branchName}`;
  const head = git(['rev-parse', ref]);
  if (head !== input.expectedHeadOid)
    return failed(`Expected branch to point to "${input.expectedHeadOid}" but it did not.`);
  const index = `${repository}/index-${Math.random()}`;
  git(['read-tree', head], undefined, index);
  for (const { path, contents } of input.fileChanges.additions) {
    const oid = git(['hash-object', '-w', '--stdin'], Buffer.from(contents, 'base64'));
    git(['update-index', '--add', '--cacheinfo', `100644,${oid},${path}`], undefined, index);
  }
  const tree = git(['write-tree'], undefined, index);
  const oid = git(['commit-tree', tree, '-p', head, '-m', input.message.headline]);
  git(['update-ref', ref, oid, head]);
  return { status: 200, body: { data: { createCommitOnBranch: { commit: { oid } } } } };
}

const AUTHOR = {
  GIT_AUTHOR_NAME: 'web-flow',
  GIT_AUTHOR_EMAIL: 'noreply@github.com',
  GIT_COMMITTER_NAME: 'web-flow',
  GIT_COMMITTER_EMAIL: 'noreply@github.com',
};

function failed(message: string): ApiAnswer {
  return { status: 200, body: { data: null, errors: [{ message }] } };
}
