import { createRequire } from 'node:module';
import { z } from 'zod';
import type { StoredCheck, StoredComment, StoredPull } from './state.ts';

/** A body as JSON. */
type Fields = Record<string, unknown>;

const LOGIN = 'https://api.github.com/users/';

/** An account with every field that GitHub's description requires. */
export function user(login: string): Fields {
  const urls = ['followers', 'following', 'gists', 'starred', 'subscriptions', 'organizations'];
  const more = ['repos', 'events', 'received_events'];
  return {
    login,
    id: 1,
    node_id: 'U_1',
    avatar_url: 'https://avatars.githubusercontent.com/u/1',
    gravatar_id: '',
    url: `${LOGIN}${login}`,
    html_url: `https://github.com/${login}`,
    ...Object.fromEntries(
      [...urls, ...more].map((name) => [`${name}_url`, `${LOGIN}${login}/${name}`]),
    ),
    type: login.endsWith('[bot]') ? 'Bot' : 'User',
    site_admin: false,
  };
}

const EXAMPLES: unknown = createRequire(import.meta.url)('@octokit/webhooks-examples');

/** Recorded payloads of an event, as GitHub has sent them. */
export function examplesOf(event: string): Record<string, unknown>[] {
  const all = z.array(
    z.object({ name: z.string(), examples: z.array(z.record(z.string(), z.unknown())) }),
  );
  return all.parse(EXAMPLES).find(({ name }) => name === event)?.examples ?? [];
}

/** A recorded pull request, with what matters here put in. */
export function pull({ number, author, headSha, baseSha, state }: StoredPull): Fields {
  const example = examplesOf('pull_request').find(({ action }) => action === 'opened');
  const recorded = z
    .object({ head: z.record(z.string(), z.unknown()), base: z.record(z.string(), z.unknown()) })
    .loose()
    .parse(example?.pull_request);
  return {
    ...recorded,
    auto_merge: null,
    number,
    state,
    user: user(author),
    head: { ...recorded.head, sha: headSha },
    base: { ...recorded.base, sha: baseSha },
  };
}

export function comparison(base: string, merge: string): Fields {
  const url = 'https://api.github.com/repos/octo/bench';
  const commit = (sha: string) => ({
    url,
    sha,
    node_id: 'C_1',
    html_url: url,
    comments_url: url,
    commit: {
      url,
      author: { name: 'a', email: 'a@example.org', date: '2026-01-01T00:00:00Z' },
      committer: { name: 'a', email: 'a@example.org', date: '2026-01-01T00:00:00Z' },
      message: '',
      comment_count: 0,
      tree: { sha, url },
    },
    author: null,
    committer: null,
    parents: [],
  });
  return {
    url,
    html_url: url,
    permalink_url: url,
    diff_url: url,
    patch_url: url,
    base_commit: commit(base),
    merge_base_commit: commit(merge),
    status: 'diverged',
    ahead_by: 1,
    behind_by: 0,
    total_commits: 1,
    commits: [],
    files: [],
  };
}

export function permission(login: string, level: string): Fields {
  return { permission: level, role_name: level, user: { ...user(login), role_name: level } };
}

export function comment({ id, author, body, issue }: StoredComment): Fields {
  const url = `https://api.github.com/repos/octo/bench/issues/comments/${id}`;
  return {
    id,
    node_id: `IC_${id}`,
    url,
    html_url: url,
    body,
    user: user(author),
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    issue_url: `https://api.github.com/repos/octo/bench/issues/${issue}`,
    author_association: 'NONE',
  };
}

export function reaction(id: number, content: string, login: string): Fields {
  return { id, node_id: `R_${id}`, user: user(login), content, created_at: '2026-01-01T00:00:00Z' };
}

type Output = Pick<StoredCheck, 'title' | 'summary' | 'annotations'>;

const outputSchema: z.ZodType<Output> = z.object({
  title: z.string(),
  summary: z.string().max(65_535),
  annotations: z
    .array(z.object({ path: z.string(), start_line: z.int().min(1), message: z.string() }))
    .default([]),
});

export function outputOf(output: unknown): Output {
  return outputSchema.parse(output);
}

export function check({
  id,
  head_sha,
  conclusion,
  title,
  summary,
  annotations,
}: StoredCheck): Fields {
  const url = `https://api.github.com/repos/octo/bench/check-runs/${id}`;
  return {
    id,
    head_sha,
    node_id: `CR_${id}`,
    external_id: '',
    url,
    html_url: url,
    details_url: url,
    status: 'completed',
    conclusion,
    started_at: '2026-01-01T00:00:00Z',
    completed_at: '2026-01-01T00:00:00Z',
    output: {
      title,
      summary,
      text: null,
      annotations_count: annotations.length,
      annotations_url: `${url}/annotations`,
    },
    name: 'BenchmarkHub',
    check_suite: { id: 1 },
    app: null,
    pull_requests: [],
  };
}
