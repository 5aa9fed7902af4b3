import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Decision, decide } from '../../engine/analysis/until.ts';
import { resultRow } from '../engine/results/rows.ts';
import { type LlmServer, startLlmServer } from '../servers/llm-server.ts';
import {
  benchmarkFiles,
  command,
  createWorkspace,
  echoCases,
  modelsFile,
  type TestWorkspace,
} from '../workspace.ts';

const CASES = 120;

describe('run --until decided', () => {
  let server: LlmServer;
  let workspace: TestWorkspace;

  before(async () => {
    server = await startLlmServer({
      answer: ({ question, body }) => (body.model === 'two' ? 'wrong' : question),
      latencyMs: 40,
    });
    workspace = await createWorkspace({
      ...benchmarkFiles('echo', echoCases(CASES)),
      'models.yaml': modelsFile(
        { acme: server.url },
        { 'acme/one': ['acme:one'], 'acme/two': ['acme:two'] },
      ),
    });
  });
  after(async () => {
    await server.close();
    await workspace[Symbol.asyncDispose]();
  });

  const run = (...words: string[]) =>
    command(workspace.root, 'run', '--quiet', '--concurrency', '2', '--json', ...words);

  test('stops when a threshold is settled, and what stopped early is never ranked', async () => {
    const { code, out, log } = await run(
      ...['--models', 'acme/one', '--until', 'decided', '--threshold', '0.5'],
    );
    assert.equal(code, 0, log);
    assert.match(log, /acme\/one reaches 50 %, after \d+ of 120 cases/);
    const [row] = JSON.parse(out).boards[0].rows;
    assert.equal(row.method, 'stopped_early');
    assert.deepEqual([row.rank_low, row.rank_high], [null, null]);
    assert.equal(row.cases + row.missing_by_outcome.stopped_early, CASES);
    assert.ok(row.cases < CASES && row.low >= 0.5, JSON.stringify(row));
  });

  test('stops when one of two models is better', async () => {
    const { code, log } = await run('--models', 'acme/one,acme/two', '--until', 'decided');
    assert.equal(code, 0, log);
    assert.match(log, /acme\/one is better than acme\/two: \d+ to 0, evidence/);
  });

  test('the same run without it asks the rest, and is ranked', async () => {
    const { out } = await run('--models', 'acme/one,acme/two', '--concurrency', '16');
    const { rows } = JSON.parse(out).boards[0];
    for (const row of rows) assert.deepEqual([row.cases, row.missing], [CASES, 0]);
    assert.deepEqual([rows[0].rank_low, rows[0].rank_high], [1, 1]);
  });

  test('says what is unclear', async () => {
    for (const [words, message] of [
      [['--until', 'done'], /--until takes "decided"/],
      [['--threshold', '0.5'], /--threshold needs --until decided/],
      [['--models', 'acme/one', '--until', 'decided'], /compares two models/],
    ] as const) {
      const { code, log } = await run(...words);
      assert.equal(code, 1);
      assert.match(log, message);
    }
  });
});

describe('the decision', () => {
  const rows = (outcomes: string) =>
    [...outcomes].map((one, place) => {
      const common = { case_id: `c${place}`, model: 'm' };
      if (one === '?') return resultRow({ ...common, outcome: 'cancelled', score: null });
      if (one === 'x') return resultRow({ ...common, outcome: 'timeout', score: null });
      return resultRow({ ...common, score: Number(one), passed: one === '1' });
    });
  const half = (outcomes: string, cases = 100): Decision =>
    decide({ kind: 'threshold', threshold: 0.5 }, rows(outcomes), cases);

  test('counts only cases before the first that is still open', () => {
    assert.equal(half(`${'1'.repeat(30)}`).decided, true);
    assert.deepEqual(
      [half(`1?${'1'.repeat(30)}`).seen, half(`1?${'1'.repeat(30)}`).decided],
      [1, false],
    );
  });

  test('what has no score settles nothing in either direction', () => {
    assert.equal(half('x'.repeat(40)).decided, false);
    assert.equal(half(`${'0'.repeat(40)}`).sentence, 'm misses 50 %');
  });

  test('all cases seen is decided, whatever they say', () => {
    assert.equal(half('10'.repeat(5), 10).decided, true);
  });
});
