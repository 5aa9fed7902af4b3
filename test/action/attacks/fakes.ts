import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommentEvent } from '../../../action/event.ts';
import type { GitHub, IssueComment } from '../../../action/github/client.ts';
import { type Host, openHost } from '../../../action/host.ts';
import type { Report } from '../../../action/report/report.ts';
import type { Problem } from '../../../engine/problem.ts';

/** A commit of nobody. */
export const HEAD: string = 'a'.repeat(40);

/** What a stranger could write to break out of every place at once. */
export const EVIL =
  '\n::set-output name=status::done\n##[error]x\u202e @octo #1 <img src=x> [a](http://evil) `` | ![b](http://evil/c.png)';

/** That one of the problems is an error which says this. */
export function says(problems: readonly Problem[], pattern: RegExp): void {
  assert.ok(
    problems.some(({ message, severity }) => severity === 'error' && pattern.test(message)),
    JSON.stringify(problems),
  );
}

/** A GitHub that knows one maintainer and one pull request, and notes what is asked of it. */
export function someGitHub(comments: readonly IssueComment[] = []): {
  github: GitHub;
  calls: string[];
} {
  const calls: string[] = [];
  const note =
    (name: string) =>
    async (...words: readonly unknown[]) => {
      calls.push([name, ...words].join(' '));
      return 1;
    };
  const github = {
    pull: async (number: number) => ({
      number,
      headSha: HEAD,
      baseSha: HEAD,
      author: 'stranger',
      state: 'open',
    }),
    permission: async (login: string) => (login === 'maintainer' ? 'write' : 'read'),
    viewer: async () => 'github-actions',
    comments: async () => comments,
    react: note('react'),
    createComment: note('create'),
    updateComment: note('update'),
  };
  return { github: github as unknown as GitHub, calls };
}

/** A comment as its event tells it. */
export function command(body: string, author = 'maintainer', authorType = 'User'): CommentEvent {
  return { id: 1, body, author, authorType, pull: 7 };
}

/** A report with nothing in it but what is changed. */
export function report(change: Partial<Report> = {}): Report {
  return {
    title: 'Done',
    state: 'Done',
    status: 'done',
    pull: 7,
    headSha: HEAD,
    baseSha: HEAD,
    boards: [],
    judgement: null,
    regressedCases: [],
    calls: { new: 0, reused: 0, failed: 0 },
    cost: { expected: 0, low: 0, high: 0, spent: 0, budget: 1 },
    models: [],
    failures: [],
    problems: [],
    next: '',
    runUrl: 'https://github.com/octo/bench/actions/runs/1',
    siteUrl: '',
    engineVersion: '1.0.0',
    moved: false,
    ...change,
  };
}

/** Opens a host in this process with an environment of its own. */
export function withHost<Value>(
  environment: Readonly<Record<string, string>>,
  work: (host: Host) => Value,
): Value {
  const root = mkdtempSync(join(tmpdir(), 'benchmarkhub-host-'));
  writeFileSync(join(root, 'event.json'), '{}');
  writeFileSync(join(root, 'output'), '');
  const inputs = {
    COMMAND: 'plan',
    'BUDGET-USD': '1',
    'MONTH-USD': '1',
    'AUTHOR-MONTH-USD': '1',
    SHARDS: '1',
    'TIMEOUT-MINUTES': '1',
    COMMENT: 'auto',
    'FAIL-ON': 'error',
    'RESULTS-BRANCH': 'results',
    'SIGNED-COMMITS': 'false',
    'DRY-RUN': 'false',
  };
  const set = {
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name}`, value])),
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'octo/bench',
    GITHUB_RUN_ID: '1',
    GITHUB_SHA: HEAD,
    GITHUB_EVENT_NAME: 'push',
    GITHUB_EVENT_PATH: join(root, 'event.json'),
    GITHUB_API_URL: 'https://api.github.com',
    GITHUB_WORKSPACE: root,
    GITHUB_OUTPUT: join(root, 'output'),
    ...environment,
  };
  const before = { ...process.env };
  Object.assign(process.env, set);
  try {
    return work(openHost());
  } finally {
    process.env = before;
    rmSync(root, { recursive: true, force: true });
  }
}
