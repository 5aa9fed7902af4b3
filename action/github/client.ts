import { Octokit } from 'octokit';
import { z } from 'zod';
import type { Host } from '../host.ts';

/** A pull request as the API knows it now. */
export interface Pull {
  readonly number: number;
  readonly headSha: string;
  readonly baseSha: string;
  readonly author: string;
  readonly state: string;
}

/** What the Action asks of GitHub; every method may be refused. */
export interface GitHub {
  pull(number: number): Promise<Pull>;
  /** Where the commits of a pull request left its base. */
  mergeBase(base: string, head: string): Promise<string>;
  /** `admin`, `write`, `read` or `none`; `maintain` counts as `write`, as the API has it. */
  permission(login: string): Promise<string>;
  /** Our own login. */
  viewer(): Promise<string>;
  comments(pull: number): Promise<readonly IssueComment[]>;
  createComment(pull: number, body: string): Promise<number>;
  updateComment(id: number, body: string): Promise<void>;
  react(comment: number, content: 'eyes' | 'rocket' | '-1' | 'confused'): Promise<void>;
  createCheck(check: CheckRun): Promise<number>;
  addAnnotations(check: number, run: CheckRun): Promise<void>;
  /** Commits files onto a branch whose head is `head`, signed by GitHub. */
  commitFiles(commit: ApiCommit): Promise<string>;
  createBranch(name: string, sha: string): Promise<void>;
}

/** A comment below a pull request. */
export interface IssueComment {
  readonly id: number;
  readonly body: string;
  readonly author: string;
}

/** A check run, complete. */
export interface CheckRun {
  readonly headSha: string;
  readonly title: string;
  readonly summary: string;
  readonly conclusion: 'success' | 'failure' | 'neutral';
  readonly detailsUrl: string;
  readonly annotations: readonly CheckAnnotation[];
}

/** One line of a file, marked. */
export interface CheckAnnotation {
  readonly path: string;
  readonly line: number;
  readonly level: 'failure' | 'warning' | 'notice';
  readonly message: string;
}

/** A commit made through the API. */
export interface ApiCommit {
  readonly branch: string;
  readonly head: string;
  readonly message: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

const shaSchema = z.string().regex(/^[0-9a-f]{40}$/);

const pullSchema = z.object({
  number: z.int(),
  state: z.string(),
  head: z.object({ sha: shaSchema }),
  base: z.object({ sha: shaSchema }),
  user: z.object({ login: z.string() }).nullable(),
});

const CHECK_NAME = 'BenchmarkHub';
const PAGE = 100;
/** Pages of comments that are looked through for our own. */
const PAGES = 20;

/** The API with the job's token; it waits out rate limits, and repeats what failed for a moment. */
export function openGitHub(host: Pick<Host, 'inputs' | 'apiUrl' | 'repository' | 'warn'>): GitHub {
  const [owner = '', repo = ''] = host.repository.split('/');
  const octokit = new Octokit({
    auth: host.inputs.token,
    baseUrl: host.apiUrl,
    userAgent: 'benchmarkhub',
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    retry: { retries: 2 },
    throttle: {
      onRateLimit: (seconds: number, _: unknown, __: unknown, tries: number) =>
        tries < 2 && seconds <= 60,
      onSecondaryRateLimit: (seconds: number, _: unknown, __: unknown, tries: number) =>
        tries < 2 && seconds <= 60,
    },
  });
  const here = { owner, repo };
  return {
    pull: async (pull_number) => {
      const path = 'GET /repos/{owner}/{repo}/pulls/{pull_number}';
      const { data } = await octokit.request(path, { ...here, pull_number });
      const { number, state, head, base, user } = pullSchema.parse(data);
      return {
        number,
        state,
        headSha: head.sha,
        baseSha: base.sha,
        author: user?.login ?? 'ghost',
      };
    },
    mergeBase: async (base, head) => {
      const path = 'GET /repos/{owner}/{repo}/compare/{basehead}';
      const basehead = `${base}...${head}`;
      const { data } = await octokit.request(path, { ...here, basehead, per_page: 1 });
      return shaSchema.parse(data.merge_base_commit.sha);
    },
    permission: async (username) => {
      const path = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission';
      return (await octokit.request(path, { ...here, username })).data.permission;
    },
    viewer: async () => {
      const answer = await octokit.graphql('query { viewer { login } }');
      return z.object({ viewer: z.object({ login: z.string() }) }).parse(answer).viewer.login;
    },
    comments: (issue) => allComments(octokit, here, issue),
    createComment: async (issue_number, body) => {
      const path = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
      return Number((await octokit.request(path, { ...here, issue_number, body })).data.id);
    },
    updateComment: async (comment_id, body) => {
      const path = 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}';
      await octokit.request(path, { ...here, comment_id, body });
    },
    react: async (comment_id, content) => {
      const path = 'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions';
      await octokit.request(path, { ...here, comment_id, content });
    },
    createCheck: async (run) => {
      const fields = { name: CHECK_NAME, head_sha: run.headSha, details_url: run.detailsUrl };
      const path = 'POST /repos/{owner}/{repo}/check-runs';
      const done = {
        status: 'completed',
        conclusion: run.conclusion,
        output: outputOf(run),
      } as const;
      return Number((await octokit.request(path, { ...here, ...fields, ...done })).data.id);
    },
    addAnnotations: async (check_run_id, run) => {
      const path = 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}';
      await octokit.request(path, { ...here, check_run_id, output: outputOf(run) });
    },
    createBranch: async (name, sha) => {
      const ref = `refs/heads/${name}`;
      await octokit.request('POST /repos/{owner}/{repo}/git/refs', { ...here, ref, sha });
    },
    commitFiles: (commit) => commitFiles(octokit, host.repository, commit),
  };
}

function outputOf({ title, summary, annotations }: CheckRun) {
  return {
    title,
    summary,
    annotations: annotations.map(({ path, line, level, message }) => ({
      path,
      start_line: line,
      end_line: line,
      annotation_level: level,
      message,
    })),
  };
}

async function allComments(
  octokit: Octokit,
  here: { owner: string; repo: string },
  issue_number: number,
): Promise<IssueComment[]> {
  const found: IssueComment[] = [];
  for (let page = 1; page <= PAGES; page++) {
    const path = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments';
    const { data } = await octokit.request(path, { ...here, issue_number, per_page: PAGE, page });
    for (const { id, body, user } of data)
      found.push({ id: Number(id), body: body ?? '', author: user?.login ?? '' });
    if (data.length < PAGE) break;
  }
  return found;
}

const COMMIT = `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;

async function commitFiles(
  octokit: Octokit,
  repository: string,
  { branch, head, message, files }: ApiCommit,
): Promise<string> {
  const additions = [...files].map(([path, bytes]) => ({
    path,
    contents: Buffer.from(bytes).toString('base64'),
  }));
  const answer = await octokit.graphql(COMMIT, {
    input: {
      branch: { repositoryNameWithOwner: repository, branchName: branch },
      expectedHeadOid: head,
      message: { headline: message },
      fileChanges: { additions },
    },
  });
  const schema = z.object({
    createCommitOnBranch: z.object({ commit: z.object({ oid: z.string() }) }),
  });
  return schema.parse(answer).createCommitOnBranch.commit.oid;
}
