import { stat } from 'node:fs/promises';
import { UserError } from '../problem.ts';
import type { Result } from '../results/columns.ts';
import { type ResultLimits, readResultFile } from './results.ts';

/** Bounds on files of results to be united, which may be a stranger's; all inclusive. */
export interface MergeLimits extends ResultLimits {
  readonly files: number;
  /** Bytes of one file as it is stored. */
  readonly fileBytes: number;
  /** Bytes of one file, unpacked. */
  readonly bytes: number;
  /** Rows of all files together. */
  readonly allRows: number;
  /** Time between the first file and the last. */
  readonly milliseconds: number;
}

/** What `merge` reads at most: all rows are held in memory at once. */
export const MERGE_LIMITS: MergeLimits = {
  files: 10_000,
  fileBytes: 512_000_000,
  pageBytes: 256_000_000,
  bytes: 4_000_000_000,
  rows: 2_000_000,
  allRows: 5_000_000,
  milliseconds: 3_600_000,
};

/**
 * All rows of files of results.
 *
 * @throws UserError naming the file and the limit it breaks, or that it is damaged
 */
export async function readWithin(
  files: readonly string[],
  limits: MergeLimits,
  clock: () => number = () => performance.now(),
): Promise<Result[]> {
  const end = clock() + limits.milliseconds;
  if (files.length > limits.files)
    throw over(`${files.length} files`, `${limits.files} files are united at most`);
  const results: Result[] = [];
  for (const file of files) {
    if (clock() > end) throw over(file, `uniting takes longer than ${limits.milliseconds} ms`);
    const { size } = await stat(file);
    if (size > limits.fileBytes)
      throw over(file, `it has ${size} bytes, and at most ${limits.fileBytes} are read`);
    for (const result of await readResultFile(file, limits)) results.push(result);
    if (results.length > limits.allRows)
      throw over(file, `up to here there are more than ${limits.allRows} rows`);
  }
  return results;
}

function over(what: string, reason: string): UserError {
  return new UserError(`${what}: ${reason}`, 'unite the files in several steps, or fewer of them');
}
