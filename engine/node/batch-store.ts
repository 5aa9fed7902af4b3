import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { UserError } from '../problem.ts';
import type { BatchStore } from '../run/batch/store.ts';
import { inTransaction } from './journal.ts';

const SET_UP = `
  PRAGMA busy_timeout = 10000;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  CREATE TABLE IF NOT EXISTS batches (
    id INTEGER PRIMARY KEY,
    label TEXT NOT NULL UNIQUE,
    provider TEXT NOT NULL,
    batch_id TEXT
  ) STRICT;
  CREATE TABLE IF NOT EXISTS calls (
    call_key TEXT NOT NULL,
    label TEXT NOT NULL,
    benchmark TEXT NOT NULL,
    model TEXT NOT NULL,
    worst_usd REAL NOT NULL,
    PRIMARY KEY (call_key, label)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS calls_by_label ON calls (label);
`;

const OPEN = `
  SELECT label, provider, batch_id, (SELECT count(*) FROM calls WHERE calls.label = batches.label) AS calls
  FROM batches ORDER BY id`;

/** The open batches in a file, held by one process at a time. */
export interface FileBatchStore extends BatchStore, Disposable {}

/** Path of the open batches of a workspace. */
export function batchStorePath(root: string): string {
  return join(root, '.benchmarkhub', 'batches.sqlite');
}

/**
 * Opens the store for a run with batches, which no other process may have at the same time: two
 * would send the same calls twice. The hold ends with the process, however that ends.
 *
 * @throws UserError when another process has it, or the folder cannot be written
 */
export function openBatchStore(path: string): FileBatchStore {
  mkdirSync(dirname(path), { recursive: true });
  const hold = holdFile(`${path}.lock`);
  const database = openDatabase(path);
  const statements = {
    calls: database.prepare('SELECT * FROM calls WHERE label = ?'),
    holds: database.prepare('SELECT 1 FROM calls WHERE call_key = ?'),
    begin: database.prepare('INSERT INTO batches (label, provider) VALUES (?, ?)'),
    call: database.prepare('INSERT INTO calls VALUES (?, ?, ?, ?, ?)'),
    created: database.prepare('UPDATE batches SET batch_id = ? WHERE label = ?'),
  };
  return {
    open: () => openBatches(database),
    callsOf: (label) =>
      statements.calls.all(label).map((row) => ({
        callKey: String(row.call_key),
        benchmark: String(row.benchmark),
        model: String(row.model),
        worstUsd: Number(row.worst_usd),
      })),
    holds: (callKey) => statements.holds.get(callKey) !== undefined,
    begin: (label, provider, calls) =>
      inTransaction(database, () => {
        statements.begin.run(label, provider);
        for (const { callKey, benchmark, model, worstUsd } of calls)
          statements.call.run(callKey, label, benchmark, model, worstUsd);
      }),
    created: (label, batchId) => void statements.created.run(batchId, label),
    finish: (label) =>
      inTransaction(database, () => {
        database.prepare('DELETE FROM calls WHERE label = ?').run(label);
        database.prepare('DELETE FROM batches WHERE label = ?').run(label);
      }),
    [Symbol.dispose]: () => {
      database.close();
      hold.close();
    },
  };
}

/** Benchmarks and models that have calls in a batch under way, as `benchmark model`. */
export function readHeldCalls(path: string): ReadonlySet<string> {
  if (!existsSync(path)) return new Set();
  const database = openDatabase(path);
  try {
    const rows = database.prepare('SELECT DISTINCT benchmark, model FROM calls').all();
    return new Set(rows.map(({ benchmark, model }) => `${benchmark} ${model}`));
  } finally {
    database.close();
  }
}

function openBatches(database: DatabaseSync) {
  return database
    .prepare(OPEN)
    .all()
    .map((row) => ({
      label: String(row.label),
      provider: String(row.provider),
      batchId: row.batch_id === null ? null : String(row.batch_id),
      calls: Number(row.calls),
    }));
}

function openDatabase(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  database.exec(SET_UP);
  return database;
}

/** An open write transaction is a lock that the system takes back when the process dies. */
function holdFile(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  try {
    database.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
    return database;
  } catch (cause) {
    database.close();
    const fix =
      'wait for it to end, or stop it; its batches go on and are collected by the next run';
    throw new UserError('another `run --batch` has this workspace', fix, { cause });
  }
}
