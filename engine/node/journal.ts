import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { UserError } from '../problem.ts';
import { FINAL_OUTCOMES, type Result } from '../results/columns.ts';
import type { Reply } from '../results/reply.ts';
import type { Journal, JournalEntry, ReplyHistory } from '../run/journal.ts';

/** A journal in a file, shared safely by processes that run at once. */
export interface FileJournal extends Journal, Disposable {
  /** Whether a file of results has been taken in before. */
  hasImported(file: string): boolean;
  /** Takes in the replies of stored results, so that what another machine paid for is reused. */
  importResults(file: string, results: Iterable<Result>): void;
}

/**
 * WAL with `synchronous = NORMAL`: a reply survives the death of the process at any instant; only a
 * power cut can lose the last replies, and never damages the file.
 */
const SET_UP = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA busy_timeout = 10000;
  CREATE TABLE IF NOT EXISTS replies (
    call_key TEXT PRIMARY KEY,
    run_id TEXT NOT NULL,
    benchmark TEXT NOT NULL,
    model TEXT NOT NULL,
    final INTEGER NOT NULL,
    input_tokens INTEGER,
    output_tokens INTEGER,
    latency_ms REAL,
    reply TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS replies_of_model ON replies (benchmark, model);
  CREATE TABLE IF NOT EXISTS imported (file TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
`;

/** A reply that failed never replaces one that was had. */
const RECORD = `
  INSERT INTO replies VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (call_key) DO UPDATE SET
    run_id = excluded.run_id, benchmark = excluded.benchmark, model = excluded.model, final = excluded.final,
    input_tokens = excluded.input_tokens, output_tokens = excluded.output_tokens,
    latency_ms = excluded.latency_ms, reply = excluded.reply
  WHERE excluded.final >= replies.final`;

const HISTORY = `
  SELECT count(*) AS replies, avg(input_tokens) AS input, avg(output_tokens) AS output,
    avg(output_tokens * output_tokens) AS squares, avg(latency_ms) AS latency
  FROM replies WHERE benchmark = ? AND model = ? AND final = 1 AND output_tokens IS NOT NULL`;

/**
 * Opens the journal at `path`, making it when it is not there.
 *
 * @throws UserError when the file is no journal or the folder cannot be written.
 */
export function openJournal(path: string): FileJournal {
  const database = openDatabase(path);
  const find = database.prepare(
    'SELECT run_id, benchmark, model, reply FROM replies WHERE call_key = ?',
  );
  const record = database.prepare(RECORD);
  const history = database.prepare(HISTORY);
  return {
    find: (callKey) => entryFromRow(callKey, find.get(callKey)),
    record: (entry) => insert(record, entry),
    history: (benchmark, model) => historyFromRow(history.get(benchmark, model)),
    hasImported: (file) =>
      database.prepare('SELECT 1 FROM imported WHERE file = ?').get(file) !== undefined,
    importResults: (file, results) => importResults(database, record, file, results),
    [Symbol.dispose]: () => database.close(),
  };
}

function openDatabase(path: string): DatabaseSync {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const database = new DatabaseSync(path);
    database.exec(SET_UP);
    return database;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const fix = `check that ${dirname(path)} can be written; move ${path} away if it is damaged (stored replies are then asked again)`;
    throw new UserError(`the journal ${path} cannot be opened: ${message}`, fix, { cause: error });
  }
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

function entryFromRow(
  callKey: string,
  row: Record<string, unknown> | undefined,
): JournalEntry | undefined {
  if (row === undefined) return undefined;
  const stored = JSON.parse(String(row.reply)) as Omit<Reply, 'asked_at'> & {
    asked_at: string | null;
  };
  const asked_at = stored.asked_at === null ? null : new Date(stored.asked_at);
  return {
    callKey,
    runId: String(row.run_id),
    benchmark: String(row.benchmark),
    model: String(row.model),
    reply: { ...stored, asked_at },
  };
}

function historyFromRow(row: Record<string, unknown> | undefined): ReplyHistory | undefined {
  const replies = Number(row?.replies ?? 0);
  if (row === undefined || replies === 0) return undefined;
  const mean = Number(row.output);
  const variance = Math.max(0, Number(row.squares) - mean * mean);
  return {
    replies,
    inputTokensMean: Number(row.input),
    outputTokensMean: mean,
    outputTokensDeviation: replies < 2 ? 0 : Math.sqrt((variance * replies) / (replies - 1)),
    latencyMsMean: Number(row.latency ?? 0),
  };
}

function importResults(
  database: DatabaseSync,
  record: StatementSync,
  file: string,
  results: Iterable<Result>,
): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    for (const result of results) {
      if (!FINAL_OUTCOMES.has(result.outcome) || result.output === null) continue;
      insert(record, {
        callKey: result.call_key,
        runId: result.run_id,
        benchmark: result.benchmark,
        model: result.model,
        reply: replyOf(result),
      });
    }
    database.prepare('INSERT OR IGNORE INTO imported VALUES (?)').run(file);
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

function replyOf(result: Result): Reply {
  return {
    outcome: result.outcome,
    finish_reason: result.finish_reason,
    output: result.output,
    reasoning_tokens: result.reasoning_tokens,
    input_tokens: result.input_tokens,
    output_tokens: result.output_tokens,
    cost_usd: result.cost_usd,
    cost_source: result.cost_source,
    latency_ms: result.latency_ms,
    first_token_ms: result.first_token_ms,
    attempts: result.attempts,
    provider: result.provider,
    served_model: result.served_model,
    error: result.error,
    asked_at: result.asked_at,
  };
}
