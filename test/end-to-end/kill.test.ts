import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { listResultFiles, readResultFile } from '../../engine/node/results.ts';
import { type LlmServer, startLlmServer } from '../servers/llm-server.ts';
import {
  benchmarkFiles,
  createWorkspace,
  echoCases,
  modelsFile,
  startCommand,
} from '../workspace.ts';

// All of it: BENCHMARKHUB_KILLS=200 npm test -- test/end-to-end/kill.test.ts
const KILLS = Number(process.env.BENCHMARKHUB_KILLS ?? 12);
const CALLS = KILLS * 10;
const CONCURRENCY = 8;

/** Calls that a reply in the journal answers; 0 while there is no journal. */
function repliesIn(root: string): number {
  try {
    const database = new DatabaseSync(join(root, '.benchmarkhub', 'journal.sqlite'));
    const row = database.prepare('SELECT count(*) AS replies FROM replies WHERE final = 1').get();
    database.close();
    return Number(row?.replies);
  } catch {
    return 0;
  }
}

/**
 * Kills a run at a random moment: before its first request, between two of the next dozen, or while
 * everything is stored already. Answers whether it was still alive.
 */
async function killOnce(words: readonly string[], server: LlmServer): Promise<boolean> {
  const { child, ended } = startCommand(words);
  let hasEnded = false;
  void ended.then(() => {
    hasEnded = true;
  });
  const requests = server.counts.requests + Math.floor(Math.random() * 14);
  const deadline = performance.now() + 300 + Math.random() * 1_500;
  const isDue = () =>
    server.counts.requests > requests || (requests % 7 === 0 && performance.now() > deadline);
  while (!hasEnded && !isDue()) await new Promise((resolve) => setTimeout(resolve, 1));
  child.kill('SIGKILL');
  return (await ended).signal === 'SIGKILL';
}

test(`${KILLS} kills at random moments of a run of ${CALLS} calls`, async (t) => {
  await using server = await startLlmServer({ latencyMs: () => Math.random() * 6 });
  await using workspace = await createWorkspace({
    ...benchmarkFiles('echo', echoCases(CALLS)),
    'models.yaml': modelsFile({ acme: server.url }, { 'acme/one': ['acme:one'] }),
  });
  const words = ['run', '--root', workspace.root, '--models', 'acme/one'];
  const counts = { kills: 0, completed: 0, lostInFlight: 0, mostLost: 0 };
  let lost = 0;
  while (counts.kills < KILLS) {
    if (await killOnce(words, server)) counts.kills++;
    else counts.completed++;
    const unanswered = server.counts.requests - repliesIn(workspace.root);
    const lostNow = unanswered - lost;
    assert.ok(lostNow <= CONCURRENCY, `${lostNow} of at most ${CONCURRENCY} in flight were lost`);
    counts.mostLost = Math.max(counts.mostLost, lostNow);
    lost = unanswered;
  }
  counts.lostInFlight = lost;

  const { code, log } = await startCommand(words).ended;
  assert.equal(code, 0, log);
  const extra = server.counts.requests - CALLS;
  t.diagnostic(JSON.stringify({ calls: CALLS, ...counts, extraRequests: extra }));
  assert.equal(extra, lost, 'only what was in flight at a kill is asked again');

  const folder = join(workspace.root, 'results');
  const files = await listResultFiles(folder);
  const all = await Promise.all(files.map((file) => readResultFile(join(folder, file))));
  const last = all.reduce((newest, results) =>
    Number(results[0]?.run_at) > Number(newest[0]?.run_at) ? results : newest,
  );
  assert.equal(last.length, CALLS);
  assert.equal(new Set(last.map(({ case_id }) => case_id)).size, CALLS);
  assert.ok(last.every(({ outcome, score }) => outcome === 'answered' && score === 1));
});
