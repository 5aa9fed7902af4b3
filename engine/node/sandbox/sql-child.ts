import { DuckDBInstance, type DuckDBResultReader, StatementType } from '@duckdb/node-api';
import { readSome, writeAll } from './descriptors.ts';
import { FrameReader, frameOf } from './frames.ts';

/** What the parent asks; what is expected is not in it. */
export interface SqlRequest {
  readonly setup: string;
  readonly query: string;
  readonly memoryMb: number;
}

/** Types that DuckDB calculates with. */
const NUMBER_TYPE = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL\(.*\)|BIGNUM)$/;

const [maxRows = '0'] = process.argv.slice(2);

const { setup, query, memoryMb } = request();
send(await answer());

/** One request is all that a process serves. */
function request(): SqlRequest {
  send({ ready: true });
  const reader = new FrameReader();
  const buffer = Buffer.alloc(1 << 16);
  while (true) {
    const size = readSome(0, buffer);
    if (size === 0) process.exit(0);
    for (const frame of reader.read(buffer.subarray(0, size))) return JSON.parse(frame.toString());
  }
}

async function answer(): Promise<object> {
  try {
    const database = await openLocked();
    return await rowsOf(database).catch((error: unknown) => ({ failed: messageOf(error) }));
  } catch (error) {
    return { broken: messageOf(error) };
  }
}

/** A database in memory that can reach no file, no network and no extension, and stays so. */
async function openLocked() {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '1',
    memory_limit: `${memoryMb}MB`,
    enable_external_access: 'false',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    allow_unsigned_extensions: 'false',
    allow_persistent_secrets: 'false',
  });
  const connection = await instance.connect();
  if (setup.trim() !== '') await connection.run(setup);
  await connection.run('SET lock_configuration = true');
  return connection;
}

async function rowsOf(connection: Awaited<ReturnType<typeof openLocked>>): Promise<object> {
  const statements = await connection.extractStatements(query);
  if (statements.count !== 1) return { failed: `${statements.count} statements, one is asked for` };
  const prepared = await statements.prepare(0);
  if (prepared.statementType !== StatementType.SELECT) {
    return { failed: 'only a query that reads (SELECT) is run' };
  }
  const limit = Number(maxRows);
  const reader = await prepared.streamAndReadUntil(limit + 1);
  if (reader.currentRowCount > limit) return { failed: `more than ${limit} rows` };
  return { columns: columnsOf(reader), rows: reader.getRowsJson() };
}

function columnsOf(reader: DuckDBResultReader): object[] {
  const types = reader.columnTypes();
  return reader.columnNames().map((name, index) => ({
    name,
    isNumber: NUMBER_TYPE.test(String(types[index])),
  }));
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 1000);
}

function send(message: object): void {
  writeAll(1, frameOf(Buffer.from(JSON.stringify(message))));
}
