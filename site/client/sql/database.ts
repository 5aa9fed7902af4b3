import { AsyncDuckDB, type AsyncDuckDBConnection, VoidLogger } from '@duckdb/duckdb-wasm';
import { DataType } from 'apache-arrow';
import { MOST_ROWS, MOST_SECONDS } from '../../lib/sql/limits.ts';
import { arrowTable, readRows } from './arrow-table.ts';
import { fetchOwn, type ListedFile } from './files.ts';

/** Where the parts of the database are. */
export interface EngineAddresses {
  /** The WebAssembly, compressed with gzip. */
  readonly engine: string;
  readonly worker: string;
}

/** What a query gave, at most `MOST_ROWS` of it. */
export interface QueryResult {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** Whether there was more. */
  readonly isCut: boolean;
}

/** Nothing is fetched on the word of a query, and no query can undo that. */
const NO_EXTENSIONS = [
  'SET autoinstall_known_extensions = false',
  'SET autoload_known_extensions = false',
  'SET allow_community_extensions = false',
];

const LOCK_DOWN = ['SET enable_external_access = false', 'SET lock_configuration = true'];

const LATEST = `CREATE VIEW latest AS SELECT * FROM results QUALIFY row_number() OVER (
  PARTITION BY benchmark, fingerprint, model, tier, case_id, trial
  ORDER BY (score IS NOT NULL) DESC, run_at DESC, run_id DESC) = 1`;

/** Starts a database that can neither load extensions nor, once `fill` is through, reach anything. */
export async function startDatabase(addresses: EngineAddresses): Promise<AsyncDuckDB> {
  const packed = (await fetchOwn(addresses.engine)).body;
  if (packed === null) throw new Error('the database is empty');
  const unpacked = new Response(packed.pipeThrough(new DecompressionStream('gzip')), {
    headers: { 'content-type': 'application/wasm' },
  });
  const module = URL.createObjectURL(await unpacked.blob());
  const database = new AsyncDuckDB(new VoidLogger(), new Worker(addresses.worker));
  await database.instantiate(module);
  URL.revokeObjectURL(module);
  await database.open({
    query: { castBigIntToDouble: true, castDecimalToDouble: true, castTimestampToDate: true },
  });
  return database;
}

/** Puts the files into the table `results`, then locks the database. */
export async function fill(
  database: AsyncDuckDB,
  files: readonly ListedFile[],
  read: (file: ListedFile) => Promise<ArrayBuffer>,
): Promise<AsyncDuckDBConnection> {
  const connection = await database.connect();
  for (const statement of NO_EXTENSIONS) await connection.query(statement);
  await connection.insertArrowTable(arrowTable([]), { name: 'results', create: true });
  for (const file of files) {
    const table = arrowTable(await readRows(await read(file)));
    await connection.insertArrowTable(table, { name: 'results', create: false });
  }
  await connection.query(LATEST);
  for (const statement of LOCK_DOWN) await connection.query(statement);
  return connection;
}

/** A query would not be cancelled, so the database was ended with it. */
export class DatabaseEnded extends Error {}

/** After that long a query that was cancelled and goes on takes the database with it. */
const GRACE_SECONDS = 2;

/**
 * Asks one query and takes rows until there are enough of them.
 *
 * @throws Error with the database's own words, or when it took longer than `MOST_SECONDS`;
 *   DatabaseEnded when nothing can be asked any more.
 */
export async function ask(connection: AsyncDuckDBConnection, sql: string): Promise<QueryResult> {
  const late = `it took more than ${MOST_SECONDS} s and was ended`;
  const ended = Promise.withResolvers<never>();
  let isLate = false;
  const cancel = setTimeout(() => {
    isLate = true;
    void connection.cancelSent();
  }, MOST_SECONDS * 1000);
  const end = setTimeout(
    () => {
      void connection.bindings.terminate();
      ended.reject(new DatabaseEnded(`${late} with the database: load the page again`));
    },
    (MOST_SECONDS + GRACE_SECONDS) * 1000,
  );
  try {
    return await Promise.race([collect(connection, sql), ended.promise]);
  } catch (error) {
    throw isLate && !(error instanceof DatabaseEnded) ? new Error(late) : error;
  } finally {
    clearTimeout(cancel);
    clearTimeout(end);
  }
}

async function collect(connection: AsyncDuckDBConnection, sql: string): Promise<QueryResult> {
  const batches = await connection.send(sql, true);
  const rows: Record<string, unknown>[] = [];
  let columns: readonly string[] = [];
  for await (const batch of batches) {
    columns = batch.schema.fields.map(({ name }) => name);
    for (let row = 0; row < batch.numRows && rows.length <= MOST_ROWS; row++)
      rows.push(
        rowOf(columns, (column) => {
          const value: unknown = batch.getChildAt(column)?.get(row);
          const type = batch.schema.fields[column]?.type;
          const isTime = DataType.isDate(type) || DataType.isTimestamp(type);
          return isTime && typeof value === 'number' ? new Date(value) : value;
        }),
      );
    if (rows.length > MOST_ROWS) break;
  }
  if (columns.length === 0) columns = batches.schema?.fields.map(({ name }) => name) ?? [];
  const isCut = rows.length > MOST_ROWS;
  if (isCut) await connection.cancelSent();
  return { columns, rows: rows.slice(0, MOST_ROWS), isCut };
}

function rowOf(columns: readonly string[], cell: (column: number) => unknown) {
  return Object.fromEntries(columns.map((name, column) => [name, plain(cell(column))]));
}

/** Structs and lists of Arrow as JSON has them, whole numbers as numbers. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return JSON.parse(
    JSON.stringify(value, (_, item) => (typeof item === 'bigint' ? Number(item) : item)),
  );
}
