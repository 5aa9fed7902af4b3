import { constants } from 'node:fs';
import { access, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { type Compressors, parquetMetadata, parquetReadObjects, snappyUncompress } from 'hyparquet';
import { fileWriter, type Writer } from 'hyparquet-writer';
import type { Shard } from '../plan/shard.ts';
import { UserError } from '../problem.ts';
import type { Result } from '../results/columns.ts';
import { resultFromRow, writeResults } from '../results/parquet.ts';
import { isMissing } from './files.ts';

/** `results/<benchmark>/<UTC time>-<run id>.parquet`, relative to the workspace. */
export function resultPath(benchmark: string, runAt: Date, runId: string, shard?: Shard): string {
  const time = runAt.toISOString().replace(/[-:]/g, '').replace(/\.\d+/, '');
  const part = shard === undefined ? '' : `.${shard.index}-of-${shard.count}`;
  return `${benchmark}/${time}-${runId}${part}.parquet`;
}

/**
 * Makes the folders that results of these benchmarks go to.
 *
 * @throws UserError when that cannot be done, which is better known before anything is paid for.
 */
export async function makeResultFolders(
  folder: string,
  benchmarks: readonly string[],
): Promise<void> {
  for (const path of benchmarks.map((benchmark) => join(folder, benchmark))) {
    try {
      await mkdir(path, { recursive: true });
      await access(path, constants.W_OK);
    } catch (error) {
      const cause = error instanceof Error ? error : new Error(String(error));
      const fix = 'make it a folder that can be written, or name another with --results';
      throw new UserError(`results cannot be written to ${path}: ${cause.message}`, fix, { cause });
    }
  }
}

/** Makes sure that what was written to a file survives a power cut. */
async function persist(path: string): Promise<void> {
  await using file = await open(path, 'r+');
  await file.sync();
}

/** Errors of a disk that is full or may not be written: the user's to solve, and nothing is lost. */
const DISK_ERRORS: ReadonlySet<unknown> = new Set([
  'ENOSPC',
  'EDQUOT',
  'EFBIG',
  'EROFS',
  'EACCES',
  'EPERM',
  'EIO',
]);

function writeError(target: string, cause: unknown): unknown {
  if (!(cause instanceof Error && 'code' in cause && DISK_ERRORS.has(cause.code))) return cause;
  return new UserError(
    `the results ${target} cannot be written: ${cause.message}`,
    'make room, then give the same command again: every reply is in the journal, and none is asked twice',
    { cause },
  );
}

/**
 * Writes one immutable file of results, whole or not at all.
 *
 * @throws UserError when the disk is full or may not be written
 */
export async function writeResultFile(
  folder: string,
  path: string,
  results: Iterable<Result>,
): Promise<number> {
  const target = join(folder, path);
  const temporary = `${target}.${process.pid}.tmp`;
  await mkdir(join(target, '..'), { recursive: true });
  try {
    const rows = await writeResults(
      yieldingWriter(temporary),
      (bytes) => zstdCompressSync(bytes),
      results,
    );
    await persist(temporary);
    await rename(temporary, target);
    return rows;
  } catch (error) {
    await rm(temporary, { force: true });
    throw writeError(target, error);
  }
}

/** Lets signals and other work in after every row group. */
function yieldingWriter(path: string): Writer {
  return Object.assign(fileWriter(path), {
    flush: () => new Promise<void>((resolve) => setImmediate(resolve)),
  });
}

/** Paths of all files of results below `folder`, sorted, relative to it. */
export async function listResultFiles(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder, { recursive: true });
    return names
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => name.endsWith('.parquet'))
      .sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** All rows of one file of results. @throws UserError when it is damaged, or breaks a limit. */
export async function readResultFile(path: string, limits?: ResultLimits): Promise<Result[]> {
  return parseResultFile(await readFile(path), path, limits);
}

/** Caps for a file that a stranger made; inclusive. */
export interface ResultLimits {
  readonly rows: number;
  /** Bytes of one page of a column, unpacked. */
  readonly pageBytes: number;
  /** Bytes of all pages together, unpacked; as many as there are when absent. */
  readonly bytes?: number;
}

/**
 * All rows of the bytes of a file of results.
 *
 * @param name what an error calls it
 * @param limits none unless given
 * @throws UserError when it is damaged, or breaks a limit
 */
export async function parseResultFile(
  bytes: Buffer,
  name: string,
  limits?: ResultLimits,
): Promise<Result[]> {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const compressors = compressorsWithin(limits);
  try {
    if (limits !== undefined) requireRows(file as ArrayBuffer, limits.rows);
    const rows = await parquetReadObjects({ file: file as ArrayBuffer, compressors });
    return rows.map(resultFromRow);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new UserError(`${name} cannot be read: ${message}`, 'restore it, or move it away', {
      cause,
    });
  }
}

/** Decompressors that refuse to write more than a file may hold. */
function compressorsWithin(limits: ResultLimits | undefined): Compressors {
  let left = limits?.bytes ?? Number.POSITIVE_INFINITY;
  const counted = (bytes: number) => {
    left -= bytes;
    if (left < 0) throw new RangeError(`it unpacks to more than ${limits?.bytes} bytes`);
    if (bytes > (limits?.pageBytes ?? bytes))
      throw new RangeError(`it has a page of more than ${limits?.pageBytes} bytes`);
  };
  const options = limits === undefined ? {} : { maxOutputLength: limits.pageBytes };
  return {
    ZSTD: (page) => {
      const unpacked = new Uint8Array(zstdDecompressSync(page, options));
      counted(unpacked.length);
      return unpacked;
    },
    SNAPPY: (page, length) => {
      counted(length);
      const unpacked = new Uint8Array(length);
      snappyUncompress(page, unpacked);
      return unpacked;
    },
  };
}

function requireRows(file: ArrayBuffer, most: number): void {
  const rows = Number(parquetMetadata(file).num_rows);
  if (!(rows <= most)) throw new RangeError(`it has ${rows} rows, and at most ${most} are read`);
}
