import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The queries of `engine/sql/`, by name. */
export type Queries = ReadonlyMap<string, string>;

/** Reads every `.sql` file of a folder. */
export async function readQueries(folder: string): Promise<Queries> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
  return new Map(files.map((name, index) => [name.replace(/\.sql$/, ''), texts[index] ?? '']));
}

/** @throws Error when there is no query of that name. */
export function queryNamed(queries: Queries, name: string): string {
  const sql = queries.get(name);
  if (sql === undefined) throw new Error(`there is no query ${name}.sql`);
  return sql;
}
