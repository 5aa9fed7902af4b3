import type { DuckDBConnection, DuckDBResultReader, DuckDBValue } from '@duckdb/node-api';
import { UserError } from '../problem.ts';
import { createTables, createViews, type DatabaseSources, type Row } from './duckdb-views.ts';
import { narrowByBenchmark } from './narrow.ts';
import { queryNamed } from './sql.ts';

/** The analysis database of a workspace: the views `results`, `latest`, `cases` and `models`. */
export interface Database extends Disposable {
  /** Runs one of the project's own queries; a parameter `benchmark` narrows what it reads. */
  run(name: string, parameters?: Record<string, DuckDBValue>): Promise<Row[]>;
  /** The same of a query whose lists hold numbers: as typed arrays, with NaN for NULL. */
  columns(name: string): Promise<Row[]>;
  /** Runs one SELECT of the user; columns keep their order. */
  query(sql: string): Promise<{ columns: readonly string[]; rows: Row[] }>;
}

/** Only what the views need can be read; nothing can be written, installed or fetched. */
const LOCK_DOWN = [
  'SET autoinstall_known_extensions = false',
  'SET autoload_known_extensions = false',
  'SET allow_community_extensions = false',
  "SET temp_directory = ''",
  'SET enable_external_access = false',
  'SET lock_configuration = true',
];

export async function openDatabase(sources: DatabaseSources): Promise<Database> {
  // Commands that open no database, such as `plan`, do not load a library of 70 MB for it.
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const { rowsWithColumns } = await import('./duckdb-columns.ts');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await createViews(connection, sources);
  for (const statement of LOCK_DOWN) await connection.run(statement);
  let tables: Promise<void> | undefined;
  const narrow = narrowByBenchmark(instance, connection, sources.queries);
  return {
    run: async (name, parameters) => {
      const about = parameters?.benchmark;
      const own = typeof about === 'string' ? await narrow.about(about) : undefined;
      const sql = queryNamed(sources.queries, name);
      return (await read(own ?? connection, sql, parameters)).rows;
    },
    columns: (name) => rowsWithColumns(connection, queryNamed(sources.queries, name)),
    query: async (sql) => {
      tables ??= createTables(connection, sources);
      await tables;
      return queryOfUser(connection, sql);
    },
    [Symbol.dispose]: () => {
      narrow.closeSync();
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function read(
  connection: DuckDBConnection,
  sql: string,
  parameters?: Record<string, DuckDBValue>,
): Promise<{ columns: readonly string[]; rows: Row[] }> {
  return rowsOf(await connection.runAndReadAll(sql, parameters));
}

function rowsOf(reader: DuckDBResultReader): { columns: readonly string[]; rows: Row[] } {
  const columns = reader.deduplicatedColumnNames();
  const rows: Record<string, unknown>[] = Array.from(
    { length: reader.currentRowCount },
    () => ({}),
  );
  // Column by column, which is many times as fast as row by row.
  for (const [index, values] of reader.getColumnsJS().entries()) {
    const name = columns[index] ?? '';
    for (const [place, row] of rows.entries()) row[name] = plain(values[place]);
  }
  return { columns, rows };
}

async function queryOfUser(
  connection: DuckDBConnection,
  sql: string,
): Promise<{ columns: readonly string[]; rows: Row[] }> {
  const { StatementType } = await import('@duckdb/node-api');
  try {
    const statements = await connection.extractStatements(sql);
    if (statements.count !== 1)
      throw new UserError(`one statement is expected, here are ${statements.count}`);
    const statement = await statements.prepare(0);
    // COPY could write over the results, which have to be readable; EXPLAIN ANALYZE would run it.
    if (statement.statementType !== StatementType.SELECT)
      throw new UserError('only a SELECT can be asked; nothing is ever written');
    return rowsOf(await statement.runAndReadAll());
  } catch (error) {
    if (error instanceof UserError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new UserError(
      message,
      'the views are results, latest, cases and models; DESCRIBE results shows the columns',
      { cause: error },
    );
  }
}

/** 64-bit integers become numbers: every count here is far below 2^53. */
function plain(value: unknown): unknown {
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.every(isPlain) ? value : value.map(plain);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

/** Long lists of numbers stay as they are. */
function isPlain(value: unknown): boolean {
  return value === null || typeof value === 'number';
}
