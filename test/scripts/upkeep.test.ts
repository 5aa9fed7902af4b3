import assert from 'node:assert/strict';
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { DuckDBInstance } from '@duckdb/node-api';
import { benchmarkFiles, command, createWorkspace, echoCases } from '../workspace.ts';

const AUTHOR = { authors: [{ name: 'Ann', github: 'Ann-L' }] };

async function ranTwice(root: string): Promise<string[]> {
  for (const model of ['baseline/echo', 'baseline/random']) {
    const ran = await command(root, 'run', '--models', model, '--quiet');
    assert.equal(ran.code, 0, ran.log);
  }
  return parquets(root);
}

function parquets(root: string): string[] {
  return readdirSync(join(root, 'results', 'echo')).filter((name) => name.endsWith('.parquet'));
}

const ROWS = 'SELECT * FROM results ORDER BY run_at, model, case_id';

test('compact folds the files of a month into one, says so first, and loses no row', async () => {
  await using workspace = await createWorkspace(benchmarkFiles('echo', echoCases(4)));
  const { root } = workspace;
  const files = await ranTwice(root);
  assert.equal(files.length, 2);
  const before = (await command(root, 'query', ROWS, '--json')).out;

  const kept = await command(root, 'compact');
  assert.match(kept.log, /nothing to fold/);
  const told = await command(root, 'compact', '--before', '2999-01-01');
  assert.match(told.log, /2 files would become 1; add --yes/);
  assert.deepEqual(parquets(root), files);

  const done = await command(root, 'compact', '--before', '2999-01-01', '--yes', '--json');
  const [{ rows, bytes, bytes_after }] = JSON.parse(done.out).compactions;
  assert.equal(rows, 8);
  assert.ok(bytes_after < bytes, `${bytes_after} of ${bytes} bytes`);
  const [only, ...others] = parquets(root);
  assert.deepEqual(others, []);
  assert.equal((await command(root, 'query', ROWS, '--json')).out, before);

  // As if a run had been cut off between writing the new file and removing an old one.
  const folder = join(root, 'results', 'echo');
  copyFileSync(join(folder, only ?? ''), join(folder, files[0] ?? ''));
  const again = await command(root, 'compact', '--before', '2999-01-01', '--yes', '--json');
  assert.equal(JSON.parse(again.out).compactions[0].rows, 8);
  assert.deepEqual(parquets(root), [only]);
  assert.match((await command(root, 'compact', '--before', 'soon')).log, /--before takes a day/);
});

test('export-personal gives what is about one person and nothing of others', async () => {
  const cases = echoCases(2).map((each, index) => ({ ...each, author: index ? 'bo' : 'ann-l' }));
  await using workspace = await createWorkspace(benchmarkFiles('echo', cases, AUTHOR));
  const { root } = workspace;
  await ranTwice(root);
  const entry = { time: '2026-01-01T00:00:00Z', run_id: 'r', benchmark: 'echo', model: 'm' };
  const costs = { calls: 1, predicted_usd: 1, predicted_usd_low: 0, predicted_usd_high: 2 };
  const tokens = { predicted_output_tokens: 1, actual_output_tokens: 1, actual_usd: 1 };
  const lines = ['ann-l', 'bo'].map((actor) =>
    JSON.stringify({ ...entry, actor, ...costs, predicted_basis: 'tokens', ...tokens }),
  );
  await workspace.write({ 'results/ledger/a.jsonl': `${lines.join('\n')}\n` });
  const record = JSON.parse((await command(root, 'export-personal', '@ANN-L')).out);
  assert.deepEqual(
    [record.authored.length, record.cases.length, record.ledger.length, record.runs.length],
    [1, 1, 1, 0],
  );
  assert.equal(record.cases[0].case, 'c0');
  assert.ok(!JSON.stringify(record).includes('"bo"'));
  assert.match((await command(root, 'export-personal')).log, /takes one login/);
  const stranger = JSON.parse((await command(root, 'export-personal', 'nobody')).out);
  assert.deepEqual(stranger.authored, []);
});

test('export --format duckdb writes a database that stands alone and overwrites nothing', async () => {
  await using workspace = await createWorkspace(benchmarkFiles('echo', echoCases(3)));
  const { root } = workspace;
  await ranTwice(root);
  const done = await command(root, 'export', '--format', 'duckdb', '--out', 'all.duckdb');
  assert.equal(done.code, 0, done.log);
  const instance = await DuckDBInstance.create(join(root, 'all.duckdb'), {
    access_mode: 'READ_ONLY',
  });
  const connection = await instance.connect();
  const sql =
    'SELECT (SELECT count(*) FROM results), (SELECT count(*) FROM cases), (SELECT count(*) > 0 FROM models), (SELECT count(*) FROM latest)';
  const reader = await connection.runAndReadAll(sql);
  assert.deepEqual(reader.getRowsJson(), [['6', '3', true, '6']]);
  connection.closeSync();
  instance.closeSync();
  writeFileSync(join(root, 'mine.duckdb'), 'mine');
  const refused = await command(root, 'export', '--format', 'duckdb', '--out', 'mine.duckdb');
  assert.match(refused.log, /is there already/);
  assert.equal(readFileSync(join(root, 'mine.duckdb'), 'utf8'), 'mine');
  assert.ok(!existsSync(join(root, 'mine.duckdb.wal')));
});
