import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { parquetReadObjects } from 'hyparquet';
import pMap from 'p-map';
import type { Benchmark } from '../../../engine/benchmark/benchmark.ts';
import type { Database } from '../../../engine/node/duckdb.ts';
import type { Measurements, ResultFile } from '../measurements.ts';

/** What measurements are read from. */
export interface MeasurementSources {
  readonly database: Database;
  readonly resultsFolder: string;
  /** Relative to `resultsFolder`. */
  readonly resultFiles: readonly string[];
  readonly benchmarks: readonly Benchmark[];
}

/** Rows that are held at once: all of most sites, so that each is read once for all its pages. */
const HELD_ROWS = 200_000;

export async function openMeasurements(sources: MeasurementSources): Promise<Measurements> {
  const { database, resultsFolder, resultFiles, benchmarks } = sources;
  // DuckDB's rows have the columns that the queries name; a test checks them against these types.
  const run = async <Row>(name: string, parameters?: Record<string, string>) =>
    (await database.run(name, parameters)) as unknown as Row[];
  const current = new Map(benchmarks.map(({ id, fingerprint }) => [id, fingerprint]));
  return {
    runParts: await run('run_parts'),
    runMissing: await run('run_missing'),
    files: await pMap(resultFiles, (path) => describeFile(resultsFolder, path), { concurrency: 8 }),
    fileBytes: (path) => readFile(join(resultsFolder, path)),
    caseScores: held((benchmark) => run('benchmark_case_scores', { benchmark })),
    runScores: (id, benchmark) => run('run_case_scores', { run: id, benchmark }),
    failures: held((benchmark) => run('failures', { benchmark })),
    fingerprints: held((benchmark) =>
      run('fingerprints', { benchmark, fingerprint: current.get(benchmark) ?? '' }),
    ),
  };
}

/** Reads each name once, as long as it is among the last that `HELD_ROWS` has room for. */
function held<Item>(
  read: (name: string) => Promise<readonly Item[]>,
): (name: string) => Promise<readonly Item[]> {
  const known = new Map<string, Promise<readonly Item[]>>();
  const sizes = new Map<string, number>();
  let size = 0;
  const shrink = () => {
    for (const [name, rows] of sizes) {
      if (size <= HELD_ROWS || sizes.size === 1) return;
      size -= rows;
      sizes.delete(name);
      known.delete(name);
    }
  };
  return async (name) => {
    const value = known.get(name) ?? read(name);
    known.set(name, value);
    const rows = await value;
    size += rows.length - (sizes.get(name) ?? 0);
    sizes.delete(name);
    sizes.set(name, rows.length);
    shrink();
    return rows;
  };
}

async function describeFile(folder: string, path: string): Promise<ResultFile> {
  const bytes = await readFile(join(folder, path));
  const rows = await readRuns(bytes);
  const runs = new Map(rows.map(({ run_id, run_at }) => [run_id, run_at.toISOString()]));
  const newest = [...runs].sort(([, a], [, b]) => b.localeCompare(a));
  return {
    path,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    rows: rows.length,
    runs: newest.map(([run]) => run),
    run_at: newest[0]?.[1] ?? null,
  };
}

async function readRuns(bytes: Buffer): Promise<{ run_id: string; run_at: Date }[]> {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  return (await parquetReadObjects({
    file: file as ArrayBuffer,
    columns: ['run_id', 'run_at'],
    compressors: { ZSTD: (page) => new Uint8Array(zstdDecompressSync(page)) },
  })) as { run_id: string; run_at: Date }[];
}
