import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** What is removed from the journal of a workspace. */
export type JournalRemoval =
  | { readonly olderThan: Date }
  | { readonly callKeys: readonly string[] };

/**
 * Removes replies from a journal, for good: what is deleted is overwritten. A reply that is removed
 * would be asked again.
 *
 * @returns how many there are, removed when `apply`
 */
export function removeFromJournal(path: string, removal: JournalRemoval, apply: boolean): number {
  if (!existsSync(path)) return 0;
  const database = new DatabaseSync(path);
  try {
    database.exec('PRAGMA busy_timeout = 10000; PRAGMA secure_delete = ON');
    const keys = keysOf(database, removal);
    if (apply && keys.length > 0) removeKeys(database, keys);
    return keys.length;
  } finally {
    database.close();
  }
}

function keysOf(database: DatabaseSync, removal: JournalRemoval): number[] {
  if ('olderThan' in removal) {
    const old = "SELECT id FROM replies WHERE coalesce(reply ->> 'asked_at', '') < ?";
    return idsOf(database.prepare(old).all(removal.olderThan.toISOString()));
  }
  const find = database.prepare('SELECT id FROM replies WHERE call_key = ?');
  return removal.callKeys.flatMap((key) => idsOf(find.all(key)));
}

function idsOf(rows: readonly Record<string, unknown>[]): number[] {
  return rows.map(({ id }) => Number(id));
}

function removeKeys(database: DatabaseSync, ids: readonly number[]): void {
  const remove = database.prepare('DELETE FROM replies WHERE id = ?');
  database.exec('BEGIN IMMEDIATE');
  for (const id of ids) remove.run(id);
  database.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)');
}
