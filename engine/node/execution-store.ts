import type { DatabaseSync } from 'node:sqlite';
import type { ExecutionStore } from '../sandbox/execution.ts';
import type { SandboxResult } from '../sandbox/sandbox.ts';

/** The store in the database of a journal. */
export function storeIn(database: DatabaseSync): ExecutionStore {
  database.exec(
    'CREATE TABLE IF NOT EXISTS executions (key TEXT PRIMARY KEY, result TEXT NOT NULL) STRICT, WITHOUT ROWID',
  );
  const find = database.prepare('SELECT result FROM executions WHERE key = ?');
  const record = database.prepare('INSERT OR REPLACE INTO executions VALUES (?, ?)');
  return {
    find: (key) => {
      const row = find.get(key);
      return row === undefined ? undefined : (JSON.parse(String(row.result)) as SandboxResult);
    },
    record: (key, { stdout: _, ...result }) => {
      record.run(key, JSON.stringify({ ...result, stdout: '' }));
    },
  };
}
