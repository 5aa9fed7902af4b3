import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { judgeBenchmarkId } from '../judges/question.ts';
import { UserError } from '../problem.ts';
import { FINAL_OUTCOMES, type Result } from '../results/columns.ts';
import { type Reply, replyOf } from '../results/reply.ts';
import { conversationBenchmarkId, turnsOf } from '../results/turns.ts';
import { votesOf } from '../results/votes.ts';
import type { Journal, JournalEntry, ReplyHistory } from '../run/journal.ts';
import type { ExecutionStore } from '../sandbox/execution.ts';
import { createBatch } from './batch.ts';
import { storeIn } from './execution-store.ts';
import { readHistories } from './history.ts';

/** A journal in a file, shared safely by processes that run at once. */
export interface FileJournal extends Journal, Disposable {
  /** What became of the programs that were run to score replies. */
  readonly executions: ExecutionStore;
  /** Whether a file of results has been taken in before. */
  hasImported(file: string): boolean;
  /** Takes in the replies of stored results, so that what another machine paid for is reused. */
  importResults(file: string, results: Iterable<Result>): void;
}

/**
 * WAL with `synchronous = NORMAL`: a reply survives the death of the process at any instant; only a
 * power cut can lose the last replies, and never damages the file. Replies stand in the order they
 * came, beside a small index of their keys, because a tree of whole replies in random order would
 * be rewritten with every one.
 */
const SET_UP = `
  PRAGMA busy_timeout = 10000;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA cache_size = -16000;
  CREATE TABLE IF NOT EXISTS replies (
    id INTEGER PRIMARY KEY,
    call_key TEXT NOT NULL,
    run_id TEXT NOT NULL,
    benchmark TEXT NOT NULL,
    model TEXT NOT NULL,
    final INTEGER NOT NULL,
    input_tokens INTEGER,
    output_tokens INTEGER,
    latency_ms REAL,
    reply TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS replies_by_key ON replies (call_key, final);
  CREATE TABLE IF NOT EXISTS imported (file TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
`;

/** The newest reply counts, also when results of an older run are taken in after it. */
const RECORD = `
  INSERT INTO replies (call_key, run_id, benchmark, model, final, input_tokens, output_tokens, latency_ms, reply)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (call_key, final) DO UPDATE SET
    run_id = excluded.run_id, benchmark = excluded.benchmark, model = excluded.model,
    input_tokens = excluded.input_tokens, output_tokens = excluded.output_tokens,
    latency_ms = excluded.latency_ms, reply = excluded.reply
  WHERE coalesce(excluded.reply ->> 'asked_at', '') >= coalesce(replies.reply ->> 'asked_at', '')`;

/** Keys come as a JSON list. */
const FIND = `
  SELECT call_key, run_id, benchmark, model, final, reply
  FROM json_each(?) AS key CROSS JOIN replies ON call_key = key.value`;

const ANSWERED = `
  SELECT call_key FROM json_each(?) AS key CROSS JOIN replies ON call_key = key.value AND final = 1`;

const ANSWERED_SINCE = `${ANSWERED} WHERE coalesce(reply ->> 'asked_at', '') >= ?`;

/**
 * Opens the journal at `path`, making it when it is not there.
 *
 * @throws UserError when the file is no journal or the folder cannot be written; its methods do
 *   when it turns out to be damaged.
 */
export function openJournal(path: string): FileJournal {
  const guard = <Value>(work: () => Value): Value => {
    try {
      return work();
    } catch (error) {
      throw journalError(path, error);
    }
  };
  const database = guard(() => openDatabase(path));
  const find = database.prepare(FIND);
  const answered = database.prepare(ANSWERED);
  const answeredSince = database.prepare(ANSWERED_SINCE);
  const record = database.prepare(RECORD);
  const imported = database.prepare('SELECT 1 FROM imported WHERE file = ?');
  const batch = createBatch<JournalEntry>((entries) =>
    guard(() =>
      inTransaction(database, () => {
        for (const entry of entries) insert(record, entry);
      }),
    ),
  );
  const executions = guard(() => storeIn(database));
  let histories: ReadonlyMap<string, ReplyHistory> | undefined;
  return {
    find: (callKey) => guard(() => entriesFrom(find.all(JSON.stringify([callKey]))).get(callKey)),
    findAll: (callKeys) => guard(() => entriesFrom(find.all(JSON.stringify(callKeys)))),
    answered: (callKeys, since) =>
      guard(() => {
        const keys = JSON.stringify(callKeys);
        const rows =
          since === undefined ? answered.all(keys) : answeredSince.all(keys, since.toISOString());
        return new Set(rows.map((row) => String(row.call_key)));
      }),
    record: batch.add,
    executions: {
      find: (key) => guard(() => executions.find(key)),
      record: (key, result) => guard(() => executions.record(key, result)),
    },
    history: (benchmark, model) => {
      histories ??= guard(() => readHistories(database));
      return histories.get(`${benchmark} ${model}`);
    },
    hasImported: (file) => guard(() => imported.get(file) !== undefined),
    importResults: (file, results) => guard(() => importResults(database, record, file, results)),
    [Symbol.dispose]: () => {
      batch.flush();
      database.close();
    },
  };
}

/** Does all of a piece of work in a database or none of it. */
export function inTransaction(database: DatabaseSync, work: () => void): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    work();
    database.exec('COMMIT');
  } catch (error) {
    // A full disk has ended the transaction already; a second error would hide the first.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function openDatabase(path: string): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path);
  database.exec(SET_UP);
  return database;
}

function journalError(path: string, cause: unknown): UserError {
  const message = cause instanceof Error ? cause.message : String(cause);
  const fix = `see that its disk has room and that ${dirname(path)} can be written; move ${path} away if it is damaged (replies that are in no file of results are then asked again)`;
  return new UserError(`the journal ${path} cannot be used: ${message}`, fix, { cause });
}

function insert(statement: StatementSync, entry: JournalEntry): void {
  const { callKey, runId, benchmark, model, reply } = entry;
  const final = FINAL_OUTCOMES.has(reply.outcome) ? 1 : 0;
  const { input_tokens, output_tokens, latency_ms } = reply;
  statement.run(
    callKey,
    runId,
    benchmark,
    model,
    final,
    input_tokens,
    output_tokens,
    latency_ms,
    JSON.stringify(reply),
  );
}

/** Of two entries of a call the one that was had counts, not the one that failed. */
function entriesFrom(rows: readonly Record<string, unknown>[]): Map<string, JournalEntry> {
  const entries = new Map<string, JournalEntry>();
  for (const row of rows) {
    const entry = entryFromRow(row);
    if (row.final === 1 || !entries.has(entry.callKey)) entries.set(entry.callKey, entry);
  }
  return entries;
}

function entryFromRow(row: Readonly<Record<string, unknown>>): JournalEntry {
  const stored = JSON.parse(String(row.reply)) as Omit<Reply, 'asked_at'> & {
    asked_at: string | null;
  };
  const asked_at = stored.asked_at === null ? null : new Date(stored.asked_at);
  return {
    callKey: String(row.call_key),
    runId: String(row.run_id),
    benchmark: String(row.benchmark),
    model: String(row.model),
    reply: Object.assign(stored, { asked_at }),
  };
}

function importResults(
  database: DatabaseSync,
  record: StatementSync,
  file: string,
  results: Iterable<Result>,
): void {
  inTransaction(database, () => {
    for (const result of results) {
      const { outcome, output, call_key, run_id, benchmark, model, turns = null } = result;
      // Turns of a conversation that broke off were paid for too.
      for (const { key, reply } of turnsOf(turns)) {
        if (FINAL_OUTCOMES.has(reply.outcome))
          insert(record, { callKey: key, runId: run_id, benchmark, model, reply });
      }
      if (!FINAL_OUTCOMES.has(outcome) || output === null) continue;
      insert(record, {
        callKey: call_key,
        runId: run_id,
        benchmark: turns === null ? benchmark : conversationBenchmarkId(benchmark),
        model,
        reply: replyOf(result),
      });
      for (const { vote, reply } of votesOf(result.votes))
        insert(record, {
          callKey: vote.key,
          runId: run_id,
          benchmark: judgeBenchmarkId(benchmark),
          model: vote.judge,
          reply,
        });
    }
    database.prepare('INSERT OR IGNORE INTO imported VALUES (?)').run(file);
  });
}
