import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Benchmark } from '../benchmark/benchmark.ts';
import type { Model } from '../model/model.ts';
import { UserError } from '../problem.ts';
import { COLUMNS } from '../results/parquet.ts';
import { type Queries, queryNamed } from './sql.ts';

/** A row as plain JavaScript: numbers, strings, booleans, dates, lists, objects, `null`. */
export type Row = Readonly<Record<string, unknown>>;

/** What the views are made of. */
export interface DatabaseSources {
  readonly resultsFolder: string;
  /** Files of results, relative to `resultsFolder`. */
  readonly resultFiles: readonly string[];
  readonly benchmarks: readonly Benchmark[];
  readonly models: Iterable<Model>;
  readonly queries: Queries;
  /** As many as there are cores when left out. */
  readonly threads?: number;
}

/** The views `results` and `latest` of an empty database. */
export async function createViews(
  connection: DuckDBConnection,
  sources: DatabaseSources,
): Promise<void> {
  await connection.run("SET TimeZone = 'UTC'");
  if (sources.threads !== undefined) await connection.run(`SET threads = ${sources.threads}`);
  await createResults(connection, sources);
  await connection.run(`CREATE TABLE repeated AS ${queryNamed(sources.queries, 'repeated')}`);
  await createLatest(connection, sources.queries);
}

/** The tables `cases` and `models`, which only questions of a user read. */
export async function createTables(
  connection: DuckDBConnection,
  { benchmarks, models }: DatabaseSources,
): Promise<void> {
  await createCases(connection, benchmarks);
  await createModels(connection, models);
}

const SQL_TYPES = {
  text: 'VARCHAR',
  number: 'DOUBLE',
  integer: 'INTEGER',
  boolean: 'BOOLEAN',
  time: 'TIMESTAMP',
  scores:
    'STRUCT(scorer VARCHAR, value DOUBLE, weight DOUBLE, passed BOOLEAN, answer VARCHAR, reason VARCHAR)[]',
} as const;

async function createResults(
  connection: DuckDBConnection,
  { resultsFolder, resultFiles }: DatabaseSources,
): Promise<void> {
  const columns = Object.entries(COLUMNS).map(([name, kind]) => `"${name}" ${SQL_TYPES[kind]}`);
  await connection.run(`CREATE TABLE no_results (${columns.join(', ')})`);
  if (resultFiles.length === 0) {
    await connection.run('CREATE VIEW results AS SELECT * FROM no_results');
    await connection.run(`CREATE VIEW result_files AS SELECT *, '' AS filename FROM no_results`);
    return;
  }
  const paths = resultFiles.map((file) => join(resultsFolder, file));
  await connection.run(`SET allowed_paths = [${paths.map(quote).join(', ')}]`);
  const list = `[${paths.map(quote).join(', ')}]`;
  const read = `read_parquet(${list}, union_by_name = true)`;
  const select = await projection(connection, read).catch((cause: Error) => {
    const message = `the results cannot be read: ${cause.message}`;
    throw new UserError(message, 'restore the damaged file, or move it away', { cause });
  });
  await connection.run(`CREATE VIEW results AS SELECT ${select} FROM ${read}`);
  await connection.run(
    `CREATE VIEW result_files AS SELECT * FROM read_parquet(${list}, union_by_name = true, filename = true)`,
  );
}

/** Every column in its type; one that no file has is NULL, one of a later version stays. */
async function projection(connection: DuckDBConnection, read: string): Promise<string> {
  const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${read}`);
  const present = new Set(described.getRows().map(([name]) => String(name)));
  const known = Object.entries(COLUMNS).map(([name, kind]) => {
    const value = present.has(name) ? `"${name}"` : 'NULL';
    return `${value}::${SQL_TYPES[kind]} AS "${name}"`;
  });
  const more = [...present].filter((name) => !Object.hasOwn(COLUMNS, name));
  return [...known, ...more.map((name) => `"${name.replaceAll('"', '""')}"`)].join(', ');
}

/**
 * Where no call has two results, all of them are the latest, and nothing has to be compared. Bytes
 * and order of what is computed are the same either way.
 */
async function createLatest(
  connection: DuckDBConnection,
  queries: Queries,
  benchmark?: string,
): Promise<void> {
  const [where, temporary] =
    benchmark === undefined ? ['', ''] : [` WHERE benchmark = ${quote(benchmark)}`, 'TEMP '];
  const repeated = await connection.runAndReadAll(`SELECT count(*)::INTEGER FROM repeated${where}`);
  const [[count] = []] = repeated.getRows();
  const latest = count === 0 ? 'SELECT * FROM results' : queryNamed(queries, 'latest');
  await connection.run(`CREATE ${temporary}VIEW latest AS ${latest}`);
}

/** The views `results` and `latest` of one benchmark, which only their own connection sees. */
export async function createNarrowViews(
  connection: DuckDBConnection,
  queries: Queries,
  paths: readonly string[],
  benchmark: string,
): Promise<void> {
  const read = `read_parquet([${paths.map(quote).join(', ')}], union_by_name = true)`;
  const select = await projection(connection, read);
  await connection.run(`CREATE TEMP VIEW results AS SELECT ${select} FROM ${read}`);
  await createLatest(connection, queries, benchmark);
}

async function createCases(
  connection: DuckDBConnection,
  benchmarks: readonly Benchmark[],
): Promise<void> {
  await connection.run(
    'CREATE TABLE cases (benchmark VARCHAR, fingerprint VARCHAR, case_id VARCHAR, case_hash VARCHAR, "cluster" VARCHAR, tags VARCHAR[], weight DOUBLE, expected VARCHAR, file VARCHAR, line INTEGER)',
  );
  const rows = benchmarks.flatMap(({ id, fingerprint, cases }) =>
    cases.map(({ id: case_id, hash, cluster, tags, weight, expected, source }) => ({
      benchmark: id,
      fingerprint,
      case_id,
      case_hash: hash,
      cluster: cluster ?? null,
      tags,
      weight,
      expected: expected === undefined ? null : JSON.stringify(expected),
      file: source.file,
      line: source.line,
    })),
  );
  await insertRows(connection, 'cases', rows);
}

async function createModels(connection: DuckDBConnection, models: Iterable<Model>): Promise<void> {
  await connection.run(
    'CREATE TABLE models (model VARCHAR, title VARCHAR, vendor VARCHAR, released DATE, open_weights BOOLEAN, context BIGINT, price_input DOUBLE, price_output DOUBLE, reasoning BOOLEAN, tags VARCHAR[])',
  );
  const rows = [...models].map((model) => ({
    model: model.id,
    title: model.title,
    vendor: model.vendor,
    released: model.released ?? null,
    open_weights: model.open_weights,
    context: model.context ?? null,
    price_input: model.price?.input ?? null,
    price_output: model.price?.output ?? null,
    reasoning: model.reasoning,
    tags: model.tags,
  }));
  await insertRows(connection, 'models', rows);
}

/** Loads rows through one JSON parameter, many times faster than single inserts. */
async function insertRows(
  connection: DuckDBConnection,
  table: string,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const columns = await connection.runAndReadAll(
    `SELECT column_name, data_type FROM information_schema.columns WHERE table_name = '${table}' ORDER BY ordinal_position`,
  );
  const shape = Object.fromEntries(
    columns.getRows().map(([name, type]) => [String(name), String(type)]),
  );
  for (let start = 0; start < rows.length; start += 10_000) {
    const json = JSON.stringify(rows.slice(start, start + 10_000), wellFormed);
    const sql = `INSERT INTO ${table} SELECT row.* FROM (SELECT unnest(from_json($json::JSON, ${quote(JSON.stringify([shape]))})) AS row)`;
    await connection.run(sql, { json });
  }
}

/** DuckDB refuses half of a surrogate pair, also when JSON escapes it. */
function wellFormed(_: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed() : value;
}

/** A SQL string literal. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
