import assert from 'node:assert/strict';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { decompress } from 'fzstd';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { type Database, openDatabase } from '../../../engine/node/duckdb.ts';
import { readResultFile, resultPath, writeResultFile } from '../../../engine/node/results.ts';
import { readQueries } from '../../../engine/node/sql.ts';
import type { Result } from '../../../engine/results/columns.ts';
import { COLUMNS, ROW_GROUP_ROWS } from '../../../engine/results/parquet.ts';
import { SQL_FOLDER } from '../../../scripts/workspace.ts';
import { createWorkspace } from '../../workspace.ts';
import { missingRow, resultRow } from './rows.ts';

/** Text that has broken one writer or another. */
const HARD_TEXTS = [
  '',
  'ünïcödé, 漢字, العربية, 한국어',
  '👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 𝕏',
  'a "quoted", comma\r\nand\ttab; \\backslash\\ \'single\'',
  'nul \u0000 and bell \u0007',
  'a byte order mark \uFEFF within',
  'x'.repeat(1_000_000),
];

const ROWS: readonly Result[] = [
  ...HARD_TEXTS.map((output, index) =>
    resultRow({ case_id: `c${index}`, output, answer: output.slice(0, 50) }),
  ),
  missingRow('timeout', { case_id: 'late', cost_usd: null, cost_source: 'unknown' }),
  missingRow('budget_stop', { case_id: 'stopped', asked_at: null, attempts: 0, latency_ms: null }),
  resultRow({
    case_id: 'many',
    scores: [
      { scorer: 'a', value: 0.5, weight: 2, passed: false, answer: null, reason: '' },
      { scorer: 'b "x"', value: null, weight: 0, passed: null, answer: 'ü', reason: 'unscored' },
    ],
  }),
];

async function writeRows(root: string, rows: Iterable<Result>, name = 'sums/a.parquet') {
  await writeResultFile(root, name, rows);
  return join(root, name);
}

async function openFiles(resultsFolder: string, resultFiles: readonly string[]): Promise<Database> {
  const nothing = {
    benchmarks: [],
    models: [],
    queries: await readQueries(SQL_FOLDER),
  };
  return openDatabase({ resultsFolder, resultFiles, ...nothing });
}

test('rows read back equal by hyparquet, in Node and with the browser’s decompressor', async () => {
  await using folder = await createWorkspace();
  const path = await writeRows(folder.root, ROWS);
  assert.deepEqual(await readResultFile(path), ROWS);
  const bytes = await readFile(path);
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
  const rows = await parquetReadObjects({
    file,
    compressors: { ZSTD: (page) => decompress(page) },
  });
  assert.deepEqual(
    rows.map(({ output }) => output),
    ROWS.map(({ output }) => output),
  );
});

test('rows read back equal by DuckDB, nested scores included', async () => {
  await using folder = await createWorkspace();
  await writeRows(folder.root, ROWS);
  using database = await openFiles(folder.root, ['sums/a.parquet']);
  const { rows, columns } = await database.query('SELECT * FROM results');
  assert.deepEqual(columns, Object.keys(COLUMNS));
  assert.deepEqual(rows, ROWS);
});

test('equal rows give equal bytes, other rows do not', async () => {
  await using folder = await createWorkspace();
  const paths = [
    await writeRows(folder.root, ROWS, 'a.parquet'),
    await writeRows(folder.root, structuredClone(ROWS), 'b.parquet'),
    await writeRows(folder.root, ROWS.with(3, resultRow()), 'c.parquet'),
  ];
  const [a, b, c] = await Promise.all(paths.map((path) => readFile(path)));
  assert.ok(a?.equals(b ?? Buffer.alloc(0)));
  assert.ok(!a?.equals(c ?? Buffer.alloc(0)));
});

test('half of a surrogate pair does not keep a file from being read', async () => {
  await using folder = await createWorkspace();
  const path = await writeRows(folder.root, [
    resultRow({ output: 'cut \ud83d', answer: '\udc00' }),
  ]);
  const [row] = await readResultFile(path);
  assert.deepEqual([row?.output, row?.answer], ['cut \ufffd', '\ufffd']);
  using database = await openFiles(folder.root, ['sums/a.parquet']);
  assert.equal((await database.query('SELECT * FROM results')).rows[0]?.output, 'cut \ufffd');
});

test('a file without rows is a file', async () => {
  await using folder = await createWorkspace();
  const path = await writeRows(folder.root, []);
  assert.deepEqual(await readResultFile(path), []);
  using database = await openFiles(folder.root, ['sums/a.parquet']);
  assert.deepEqual((await database.query('SELECT * FROM results')).rows, []);
});

test('12,000 rows make three row groups, in order', async () => {
  await using folder = await createWorkspace();
  function* many() {
    for (let index = 0; index < 12_000; index++)
      yield resultRow({ case_id: `c${index}`, trial: index + 1 });
  }
  const path = await writeRows(folder.root, many());
  const bytes = await readFile(path);
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
  const groups = parquetMetadata(file).row_groups.map(({ num_rows }) => Number(num_rows));
  assert.deepEqual(groups, [ROW_GROUP_ROWS, ROW_GROUP_ROWS, 2_000]);
  const rows = await readResultFile(path);
  assert.ok(rows.every(({ trial }, index) => trial === index + 1));
  assert.ok(bytes.length / 12_000 < 60, `${bytes.length / 12_000} bytes a row`);
});

test('long outputs fill a row group early, so that memory stays bounded', async () => {
  await using folder = await createWorkspace();
  const output = 'long '.repeat(200_000);
  const rows = Array.from({ length: 40 }, (_, trial) => resultRow({ output, trial }));
  const bytes = await readFile(await writeRows(folder.root, rows));
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
  assert.equal(parquetMetadata(file).row_groups.length, 2);
});

test('an older file without a column, and one with a column of its own, load beside a new one', async () => {
  await using folder = await createWorkspace();
  await writeRows(folder.root, [resultRow({ case_id: 'new' })], 'sums/new.parquet');
  const old = parquetWriteBuffer({
    columnData: [
      { name: 'benchmark', data: ['sums'], type: 'STRING' },
      { name: 'case_id', data: ['old'], type: 'STRING' },
      { name: 'score', data: [0.5], type: 'DOUBLE' },
      { name: 'gone', data: ['x'], type: 'STRING' },
    ],
  });
  const path = join(folder.root, 'sums', 'old.parquet');
  await writeFile(path, new Uint8Array(old));
  const [row] = await readResultFile(path);
  assert.deepEqual([row?.case_id, row?.score, row?.weight, row?.scores], ['old', 0.5, null, []]);
  using database = await openFiles(folder.root, ['sums/new.parquet', 'sums/old.parquet']);
  const { rows } = await database.query('SELECT case_id, score, model FROM results ORDER BY 1');
  assert.deepEqual(rows, [
    { case_id: 'new', score: 1, model: 'acme/one' },
    { case_id: 'old', score: 0.5, model: null },
  ]);
});

test('paths with quotes and umlauts are read', async () => {
  await using folder = await createWorkspace();
  const plain = await writeRows(folder.root, [resultRow()]);
  const odd = "it's é/b.parquet";
  await mkdir(dirname(join(folder.root, odd)));
  await copyFile(plain, join(folder.root, odd));
  using database = await openFiles(folder.root, [odd]);
  assert.equal((await database.query('FROM results')).rows.length, 1);
});

test('a write that fails leaves no file behind', async () => {
  await using folder = await createWorkspace();
  function* broken() {
    yield resultRow();
    throw new Error('the scorer broke');
  }
  await assert.rejects(writeRows(folder.root, broken()), /the scorer broke/);
  await assert.rejects(readFile(join(folder.root, 'sums/a.parquet')), { code: 'ENOENT' });
});

test('the path of a run holds its time in UTC and its id', () => {
  const path = resultPath('sums', new Date('2026-01-02T03:04:05.678Z'), 'abc');
  assert.equal(path, 'sums/20260102T030405Z-abc.parquet');
});
