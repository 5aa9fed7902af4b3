import assert from 'node:assert/strict';
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
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

test('validate --outputs warns of what is personal in answers, with file, run and case', async () => {
  const outputs = ['mail jo@firma.de now', 'ask ann@allowed.net', 'plain'];
  const cases = echoCases(3);
  const allow = { allow_personal: ['*@allowed.net'] };
  await using workspace = await createWorkspace(benchmarkFiles('echo', cases, allow));
  const { root } = workspace;
  const rows = outputs.map((output, index) => `x/m,c${index},${output}\n`);
  await workspace.write({ 'out.csv': `model,id,output\n${rows.join('')}` });
  const took = await command(root, 'import', join(root, 'out.csv'), '--benchmark', 'echo');
  assert.equal(took.code, 0, took.log);
  const quiet = JSON.parse((await command(root, 'validate', '--json')).out);
  assert.deepEqual(quiet.problems, []);
  const { code, out } = await command(root, 'validate', '--outputs', '--json');
  assert.equal(code, 0, 'a warning is no error');
  const [only, ...others] = JSON.parse(out).problems;
  assert.deepEqual(others, []);
  assert.equal(only.severity, 'warning');
  assert.match(only.file, /^results\/echo\/.*\.parquet$/);
  assert.match(
    only.message,
    /answer of x\/m to "c0" in run \w+ holds .* an email address: j…@firma\.de/,
  );
});

test('doctor tells sizes and what makes them smaller', async () => {
  await using workspace = await createWorkspace(benchmarkFiles('echo', echoCases(2)));
  const { root } = workspace;
  await ranTwice(root);
  const sizes = async () => {
    const { checks } = JSON.parse((await command(root, 'doctor', '--json')).out);
    return checks.filter(({ name }: { name: string }) => /results|journal/.test(name));
  };
  const before = await sizes();
  assert.deepEqual(
    before.map(({ name, fine }: { name: string; fine: boolean }) => [name, fine]),
    [
      ['largest file of results', true],
      ['all results', true],
      ['journal', true],
    ],
  );
  // Sparse: it has the size and takes no room.
  truncateSync(join(root, 'results', 'echo', parquets(root)[0] ?? ''), 60_000_000);
  const [file] = await sizes();
  assert.equal(file.fine, false);
  assert.match(file.found, /^60 MB \(echo\/.*\.parquet\), of 50 MB/);
  assert.match(file.fix, /retain --days 90.*compact/);
});
