import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { parquetReadObjects } from 'hyparquet';
import pMap from 'p-map';
import { publishedCaseRows } from '../../../engine/analysis/published.ts';
import type { CaseRow } from '../../../engine/analysis/rows.ts';
import type { Benchmark } from '../../../engine/benchmark/benchmark.ts';
import type { Database } from '../../../engine/node/duckdb.ts';
import { failureRows, runFailureRows } from '../../../engine/node/failures.ts';
import type { Tally } from '../answers.ts';
import type { FailureRow, FingerprintFacts, Measurements, ResultFile } from '../measurements.ts';
import { held } from './held.ts';

/** What measurements are read from. */
export interface MeasurementSources {
  readonly database: Database;
  readonly resultsFolder: string;
  /** Relative to `resultsFolder`. */
  readonly resultFiles: readonly string[];
  readonly benchmarks: readonly Benchmark[];
}

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
    caseScores: held(
      async (id) => [
        ...(await run<CaseRow>('benchmark_case_scores', { benchmark: id })),
        ...benchmarks.filter((one) => one.id === id).flatMap(publishedCaseRows),
      ],
      lengthOf,
    ),
    runScores: (id, benchmark) => run('run_case_scores', { run: id, benchmark }),
    failureRows: held(
      (benchmark) => failureRows(database, benchmark, resultsFolder),
      ({ failed, cases }) => failed.length + cases.length,
    ),
    runFailureRows: (id, benchmark) => runFailureRows(database, id, benchmark, resultsFolder),
    caseTallies: held(
      async (benchmark) => talliesOf(await run<TallyRow>('case_tallies', { benchmark })),
      ({ size }) => size,
    ),
    runHistory: (benchmark) => run('benchmark_run_history', { benchmark }),
    failures: held((benchmark) => run<FailureRow>('failures', { benchmark }), lengthOf),
    fingerprints: held(
      (benchmark) =>
        run<FingerprintFacts>('fingerprints', {
          benchmark,
          fingerprint: current.get(benchmark) ?? '',
        }),
      lengthOf,
    ),
  };
}

type TallyRow = Tally & { readonly case_id: string };

function talliesOf(rows: readonly TallyRow[]): ReadonlyMap<string, Tally> {
  return new Map(rows.map(({ case_id, ...tally }) => [case_id, tally]));
}

function lengthOf(rows: readonly unknown[]): number {
  return rows.length;
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
