import { execFileSync } from 'node:child_process';
import * as full from './bodies.ts';
import type { GitHubState, Scope, StoredComment, Token } from './state.ts';

/** A request as a route sees it. */
export interface ApiRequest {
  readonly state: GitHubState;
  readonly token: Token;
  /** Path of the bare repository on disk. */
  readonly repository: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
}

interface Route {
  /** As GitHub's description writes it. */
  readonly path: string;
  readonly method: string;
  readonly needs?: Scope;
  readonly answer: (request: ApiRequest) => ApiAnswer;
}

const COMMENT_CHARS = 65_536;

/** The part of GitHub's REST API that the Action uses. */
export const ROUTES: readonly Route[] = [
  {
    method: 'get',
    path: '/repos/{owner}/{repo}/pulls/{pull_number}',
    answer: ({ state, parameters }) => {
      const pull = state.pulls.get(Number(parameters.pull_number));
      return pull === undefined ? NOT_FOUND : ok(full.pull(pull));
    },
  },
  {
    method: 'get',
    path: '/repos/{owner}/{repo}/compare/{basehead}',
    answer: ({ repository, parameters }) => {
      const [base = '', head = ''] = decodeURIComponent(parameters.basehead ?? '').split('...');
      const merge = git(repository, 'merge-base', base, head).trim();
      return ok(full.comparison(base, merge));
    },
  },
  {
    method: 'get',
    path: '/repos/{owner}/{repo}/collaborators/{username}/permission',
    answer: ({ state, parameters }) => {
      const login = parameters.username ?? '';
      return ok(full.permission(login, state.permissions.get(login) ?? 'none'));
    },
  },
  {
    method: 'get',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/comments',
    answer: ({ state, parameters, query }) => {
      const page = Number(query.get('page') ?? 1);
      const size = Number(query.get('per_page') ?? 30);
      const all = state.comments.filter(({ issue }) => issue === Number(parameters.issue_number));
      return ok(all.slice((page - 1) * size, page * size).map(full.comment));
    },
  },
  {
    method: 'post',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/comments',
    needs: 'issues',
    answer: ({ state, parameters, body, token }) => {
      if (String(body.body).length > COMMENT_CHARS) return TOO_LONG;
      const comment: StoredComment = {
        id: state.nextId++,
        issue: Number(parameters.issue_number),
        author: token.login,
        body: String(body.body),
        edits: 0,
      };
      state.comments.push(comment);
      return { status: 201, body: full.comment(comment) };
    },
  },
  {
    method: 'patch',
    path: '/repos/{owner}/{repo}/issues/comments/{comment_id}',
    needs: 'issues',
    answer: ({ state, parameters, body }) => {
      if (String(body.body).length > COMMENT_CHARS) return TOO_LONG;
      const comment = state.comments.find(({ id }) => id === Number(parameters.comment_id));
      if (comment === undefined) return NOT_FOUND;
      comment.body = String(body.body);
      comment.edits++;
      return ok(full.comment(comment));
    },
  },
  {
    method: 'post',
    path: '/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions',
    needs: 'issues',
    answer: ({ state, parameters, body, token }) => {
      const reaction = { comment: Number(parameters.comment_id), content: String(body.content) };
      state.reactions.push(reaction);
      return { status: 201, body: full.reaction(state.nextId++, reaction.content, token.login) };
    },
  },
  {
    method: 'post',
    path: '/repos/{owner}/{repo}/check-runs',
    needs: 'checks',
    answer: ({ state, body }) => {
      const output = full.outputOf(body.output);
      if (output.annotations.length > 50) return TOO_LONG;
      const check = {
        id: state.nextId++,
        head_sha: String(body.head_sha),
        conclusion: String(body.conclusion),
        ...output,
      };
      state.checks.push(check);
      return { status: 201, body: full.check(check) };
    },
  },
  {
    method: 'patch',
    path: '/repos/{owner}/{repo}/check-runs/{check_run_id}',
    needs: 'checks',
    answer: ({ state, parameters, body }) => {
      const check = state.checks.find(({ id }) => id === Number(parameters.check_run_id));
      if (check === undefined) return NOT_FOUND;
      const { annotations } = full.outputOf(body.output);
      if (annotations.length > 50) return TOO_LONG;
      check.annotations.push(...annotations);
      return ok(full.check(check));
    },
  },
];

const NOT_FOUND: ApiAnswer = { status: 404, body: { message: 'Not Found' } };
const TOO_LONG: ApiAnswer = {
  status: 422,
  body: { message: 'Validation Failed', documentation_url: 'https://docs.github.com/rest' },
};

function ok(body: unknown): ApiAnswer {
  return { status: 200, body };
}

function git(repository: string, ...words: readonly string[]): string {
  return execFileSync('git', ['--git-dir', repository, ...words], { encoding: 'utf8' });
}
