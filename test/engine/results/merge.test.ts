import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { readResultFile, resultPath, writeResultFile } from '../../../engine/node/results.ts';
import type { Result } from '../../../engine/results/columns.ts';
import { mergeResults } from '../../../engine/results/merge.ts';
import { seededShuffle } from '../../../engine/statistics/index.ts';
import { benchmarkFiles, createWorkspace, echoCases, execute } from '../../workspace.ts';

const MODELS = ['baseline/echo', 'baseline/random'];

async function measured(): Promise<readonly Result[]> {
  await using workspace = await createWorkspace(benchmarkFiles('echo', echoCases(40)));
  const { results } = await execute(workspace.root, MODELS, { trials: 2 });
  return results;
}

async function bytesOf(results: readonly Result[]): Promise<Buffer> {
  await using workspace = await createWorkspace();
  const [merged] = mergeResults(results);
  assert.ok(merged);
  const file = resultPath(merged.benchmark, merged.runAt, merged.runId);
  await writeResultFile(workspace.root, file, merged.results);
  return readFile(join(workspace.root, file));
}

test('any order of the parts gives the same bytes', async () => {
  const results = await measured();
  const expected = await bytesOf(results);
  for (const seed of ['a', 'b', 'c']) {
    assert.deepEqual(await bytesOf(seededShuffle(results, seed)), expected);
  }
});

test('uniting what was united before changes nothing, parts twice or not', async () => {
  const results = await measured();
  const [merged] = mergeResults(results);
  const expected = await bytesOf(results);
  assert.deepEqual(await bytesOf([...(merged?.results ?? []), ...results]), expected);
  assert.deepEqual(await bytesOf([...results, ...results]), expected);
});

test('a united file reads back as the rows it was made of', async () => {
  await using workspace = await createWorkspace();
  const results = await measured();
  const [merged] = mergeResults(results);
  assert.ok(merged);
  await writeResultFile(workspace.root, 'all.parquet', merged.results);
  assert.deepEqual(await readResultFile(join(workspace.root, 'all.parquet')), merged.results);
});

test('a reply that was had counts before one that failed, and the newest of two', async () => {
  const [row] = await measured();
  assert.ok(row);
  const failed: Result = { ...row, run_id: 'later', outcome: 'timeout', score: null };
  const newer: Result = { ...row, run_id: 'newer', asked_at: new Date('2099-01-01T00:00:00Z') };
  assert.equal(mergeResults([row, failed])[0]?.results[0]?.outcome, 'answered');
  assert.equal(mergeResults([failed, row])[0]?.results[0]?.outcome, 'answered');
  assert.equal(mergeResults([newer, row, failed])[0]?.results[0]?.run_id, 'newer');
});

test('results of two states of a benchmark are refused, with both fingerprints', async () => {
  const [row] = await measured();
  assert.ok(row);
  const other: Result = { ...row, fingerprint: 'f'.repeat(64) };
  assert.throws(() => mergeResults([row, other]), {
    name: 'UserError',
    message: new RegExp(`not comparable.*${row.fingerprint.slice(0, 12)}`),
  });
});

test('each benchmark is united apart from the others', async () => {
  const results = await measured();
  const others = results.map((row) => ({ ...row, benchmark: 'another', fingerprint: 'x' }));
  const merged = mergeResults([...results, ...others]);
  assert.deepEqual(
    merged.map(({ benchmark, results: rows }) => [benchmark, rows.length]),
    [
      ['another', results.length],
      ['echo', results.length],
    ],
  );
});
