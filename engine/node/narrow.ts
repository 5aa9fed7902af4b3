import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { createNarrowViews } from './duckdb-views.ts';
import type { Queries } from './sql.ts';

/** Connections that see the results of one benchmark only. */
export interface Narrow {
  /** The same connection for the same benchmark; `undefined` when nothing was measured of it. */
  about(benchmark: string): Promise<DuckDBConnection | undefined>;
  closeSync(): void;
}

/**
 * A question about one benchmark opens the files of that one and not of all: with a thousand
 * benchmarks, a site asks thousands of such questions. The views stand in the schema of their own
 * connection, before the ones of the whole workspace.
 */
export function narrowByBenchmark(
  instance: DuckDBInstance,
  whole: DuckDBConnection,
  queries: Queries,
): Narrow {
  const open: DuckDBConnection[] = [];
  const known = new Map<string, Promise<DuckDBConnection>>();
  let files: Promise<ReadonlyMap<string, readonly string[]>> | undefined;
  const connect = async (benchmark: string, paths: readonly string[]) => {
    const connection = await instance.connect();
    open.push(connection);
    await createNarrowViews(connection, queries, paths, benchmark);
    return connection;
  };
  return {
    about: async (benchmark) => {
      files ??= filesByBenchmark(whole);
      const paths = (await files).get(benchmark);
      if (paths === undefined) return undefined;
      const connection = known.get(benchmark) ?? connect(benchmark, paths);
      known.set(benchmark, connection);
      return connection;
    },
    closeSync: () => {
      for (const connection of open) connection.closeSync();
    },
  };
}

/** Which files hold results of which benchmark: what is in them says so, not how they are called. */
async function filesByBenchmark(
  connection: DuckDBConnection,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = await connection.runAndReadAll(
    'SELECT DISTINCT benchmark, filename FROM result_files ORDER BY benchmark, filename',
  );
  const files = new Map<string, string[]>();
  for (const [benchmark, file] of found.getRows()) {
    const name = String(benchmark);
    const paths = files.get(name) ?? [];
    paths.push(String(file));
    files.set(name, paths);
  }
  return files;
}
