import { lstat, rename, rm } from 'node:fs/promises';
import { UserError } from '../../problem.ts';
import { createTables, createViews, type DatabaseSources } from '../duckdb-views.ts';
import { isMissing } from '../files.ts';

/** Tables of the file, with the rows of the views of the same name. */
const TABLES = ['results', 'latest', 'cases', 'models'] as const;

/**
 * Writes the analysis database as one DuckDB file that stands alone: what `query` calls views are
 * tables in it. Whole or not at all.
 *
 * @throws UserError when there is something at the path already
 */
export async function writeDuckdbFile(path: string, sources: DatabaseSources): Promise<void> {
  if (await exists(path))
    throw new UserError(
      `${path} is there already, and nothing is overwritten`,
      'name another file',
    );
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await fill(temporary, sources);
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
    await rm(`${temporary}.wal`, { force: true });
  }
}

async function fill(path: string, sources: DatabaseSources): Promise<void> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    await createViews(connection, sources);
    await createTables(connection, sources);
    await connection.run(`ATTACH '${path.replaceAll("'", "''")}' AS stored`);
    for (const table of TABLES)
      await connection.run(`CREATE TABLE stored.${table} AS SELECT * FROM ${table}`);
    await connection.run('DETACH stored');
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
