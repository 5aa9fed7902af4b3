import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { COMMENT_CHARS, commentMarkdown } from '../../action/report/comment.ts';
import type { Report } from '../../action/report/report.ts';
import type { ApiFault } from '../servers/github/state.ts';
import { report } from './attacks/fakes.ts';
import { createRepository, pullPayload, TOKENS, writeFiles } from './repository.ts';
import { runStep } from './runner.ts';

const GIANT = 'ünïcode 😀 `|` @octo '.repeat(20_000);

/** Everything a report can have, and far too much of it. */
function enormous(text: string): Report {
  const names = Array.from({ length: 300 }, (_, index) => `vendor/model-${index}${text}`);
  const row = { tier: 'verified', score: 0.5, low: 0.4, high: 0.6, cases: 10, missing: 0 };
  const boards = Array.from({ length: 60 }, (_, index) => ({
    benchmark: `board-${index}`,
    fingerprint: '',
    current: true,
    cases: 10,
    tests: 0,
    minimum_detectable_effect: 0.1,
    rows: names.map((model) => ({ ...row, model, cost_usd_per_100_cases: 1 })),
  }));
  const changes = names.map((model) => ({
    model,
    mustPass: [text, text, text],
    gate: {},
    comparison: {
      benchmark: 'board',
      difference: -0.5,
      low: -0.6,
      high: -0.4,
      cases: 10,
      verdict: 'regressed',
    },
  }));
  return report({
    boards: boards as unknown as Report['boards'],
    judgement: {
      changes: changes as unknown as NonNullable<Report['judgement']>['changes'],
      regressions: 300,
      improvements: 0,
      sentence: 'Significantly worse for 300 of 300 models',
    },
    title: 'Significantly worse for 300 of 300 models',
    regressedCases: Array.from({ length: 5_000 }, (_, index) => ({
      benchmark: 'board',
      case: `case-${index}${text}`,
      model: names[index % 300] ?? '',
      file: 'benchmarks/board/cases.jsonl',
      line: index + 1,
    })),
    models: names.map((model) => ({ model, benchmark: 'board', new: 1, reused: 0, usd: 1 })),
    failures: Array.from({ length: 5_000 }, (_, index) => ({
      outcome: `outcome-${index}`,
      count: 1,
      example: text,
    })),
    problems: Array.from({ length: 5_000 }, (_, line) => ({
      file: `benchmarks/${text}`,
      line,
      message: text,
      fix: text,
    })),
    next: '/benchmark 0123456789ab',
  });
}

describe('a comment that is too long', () => {
  for (const [name, text] of [
    ['300 models and 5,000 failures', ''],
    ['giant strings', GIANT],
  ] as const)
    test(`${name}: it fits, begins with the verdict and ends with the way on`, () => {
      const markdown = commentMarkdown(enormous(text));
      assert.ok(markdown.length <= COMMENT_CHARS, String(markdown.length));
      assert.ok(markdown.isWellFormed());
      assert.match(markdown, /^### Significantly worse for 300 of 300 models/);
      assert.match(markdown, /\*\*Cost\*\*/);
      assert.match(markdown, /\/benchmark 0123456789ab/);
      assert.match(markdown, /Some tables are left out/);
      assert.match(markdown, /run and full report/);
    });

  test('what matters least goes first, and nothing goes before it has to', () => {
    const whole = enormous('');
    const parts: readonly (readonly [string, RegExp])[] = [
      ['cost by model', /cost by model/],
      ['boards', /<code>board-0<\/code>/],
      ['cases', /answers that passed before/],
      ['failures', /Without a reply/],
      ['changes', /❌ regressed/],
      ['cost', /\*\*Cost\*\*/],
    ];
    let gone = 0;
    for (let most = 600_000; most > 200; most = Math.floor(most * 0.8)) {
      const markdown = commentMarkdown(whole, most);
      assert.ok(markdown.length <= most || !markdown.includes('|'), `${most}: ${markdown.length}`);
      const shown = parts.map(([, pattern]) => pattern.test(markdown));
      const first = shown.indexOf(true) === -1 ? parts.length : shown.indexOf(true);
      assert.ok(shown.slice(first).every(Boolean), `${most}: ${shown.join(' ')}`);
      assert.ok(first >= gone, 'what is gone stays gone');
      gone = first;
    }
    assert.equal(gone, parts.length);
  });
});

describe('an API that refuses', () => {
  /** Writes a report of a paid run once more, with a token, and what the API does first. */
  async function tell(
    token: string,
    faults: readonly Omit<ApiFault, 'path' | 'times'>[],
    comment = 'auto',
  ) {
    await using repository = await createRepository();
    const { github, commit } = repository;
    const sha = commit(undefined, { readme: 'x' }, 'main');
    for (const fault of faults) github.state.faults.push({ path: /comments$/, times: 1, ...fault });
    const workspace = await mkdtemp(join(tmpdir(), 'benchmarkhub-tell-'));
    try {
      const paid = JSON.stringify(report({ headSha: sha, title: 'A paid report' }));
      await writeFiles(workspace, { '.benchmarkhub/report.json': paid });
      const inputs = { command: 'comment', comment };
      const step = { event: 'pull_request_target', payload: pullPayload(sha, sha), sha, workspace };
      const result = await runStep(github, token, { ...step, inputs });
      return { ...result, comments: github.state.comments.map(({ body }) => body) };
    } finally {
      await rm(workspace, { recursive: true, force: true });
    }
  }

  const SECONDARY = 'You have exceeded a secondary rate limit.';
  const limited = { 'retry-after': '1', 'x-ratelimit-remaining': '0' };
  for (const [name, fault] of [
    ['a rate limit', { status: 429, headers: { ...limited, 'x-ratelimit-reset': '1' } }],
    ['a secondary limit', { status: 403, message: SECONDARY, headers: { 'retry-after': '1' } }],
    ['an error of a moment', { status: 502 }],
  ] as const)
    test(`${name} is waited out`, async () => {
      const { code, comments, log } = await tell(TOKENS.job, [fault]);
      assert.equal(code, 0, log);
      assert.equal(comments.length, 1, log);
    });

  test('a read-only token: the summary has it all, and the log says what to do', async () => {
    const { code, comments, summary, log } = await tell(TOKENS.fork, []);
    assert.equal(code, 0, log);
    assert.equal(comments.length, 0);
    assert.match(summary, /A paid report/);
    assert.match(
      log,
      /::warning::the comment was refused \(403\).*by design.*pull-requests: write/,
    );
  });

  test('a limit that lasts for an hour is not waited out, and named', async () => {
    const fault = { status: 403, message: SECONDARY, headers: { 'retry-after': '3600' } };
    const { code, summary, log } = await tell(TOKENS.job, [fault]);
    assert.equal(code, 0, log);
    assert.match(summary, /A paid report/);
    assert.match(log, /::warning::the comment was refused \(403\): too many requests/);
  });

  test('an API that stays away loses nothing either', async () => {
    const down = Array.from({ length: 20 }, () => ({ status: 422 }));
    const { code, summary, log } = await tell(TOKENS.job, down);
    assert.equal(code, 0, log);
    assert.match(summary, /A paid report/);
    assert.match(log, /::warning::the comment was refused \(422\)/);
  });

  test('who demands the comment is told by a red job, after the summary', async () => {
    const { code, summary } = await tell(TOKENS.fork, [], 'always');
    assert.equal(code, 1);
    assert.match(summary, /A paid report/);
  });
});
