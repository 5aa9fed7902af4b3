import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Result } from '../../results/columns.ts';
import { turnsOf } from '../../results/turns.ts';
import { listResultFiles, readResultFile, writeResultFile } from '../results.ts';

/** A file of results and what it would become. */
export interface Rewrite {
  /** Relative to the folder of results. */
  readonly file: string;
  /** The file that takes its place; `null` when no row is left. */
  readonly replacement: string | null;
  /** Rows that change or go. */
  readonly rows: number;
  /** Keys of the calls that are touched. */
  readonly callKeys: readonly string[];
}

/** What becomes of a row: itself when it stays, another, or `null` when it goes. */
export type Change = (result: Result) => Result | null;

/**
 * Goes through all files of results. A file of which a row changes is written anew under another
 * name and then removed, since a file of results is never changed in place.
 *
 * @param apply whether anything is written; otherwise it is only told
 */
export async function rewriteResults(
  folder: string,
  mark: string,
  change: Change,
  apply: boolean,
): Promise<Rewrite[]> {
  const rewrites: Rewrite[] = [];
  for (const file of await listResultFiles(folder)) {
    const before = await readResultFile(join(folder, file));
    const after = before.map(change);
    const touched = before.filter((result, index) => after[index] !== result);
    if (touched.length === 0) continue;
    const kept = after.filter((result) => result !== null);
    const replacement = kept.length === 0 ? null : renamed(file, mark);
    rewrites.push({
      file,
      replacement,
      rows: touched.length,
      callKeys: touched.flatMap(({ call_key, turns }) => [
        call_key,
        ...turnsOf(turns).map(({ key }) => key),
      ]),
    });
    if (apply) await replace(folder, file, replacement, kept);
  }
  return rewrites;
}

function renamed(file: string, mark: string): string {
  return file.replace(/(?:\.[a-z]+)?\.parquet$/, `.${mark}.parquet`);
}

/** The new file is whole before the old one goes, so that no instant is without the scores. */
async function replace(
  folder: string,
  file: string,
  replacement: string | null,
  kept: readonly Result[],
): Promise<void> {
  if (replacement !== null && replacement !== file)
    await writeResultFile(folder, replacement, kept);
  if (replacement === file) {
    const interim = `${file}.new.parquet`;
    await writeResultFile(folder, interim, kept);
    await rename(join(folder, interim), join(folder, file));
    return;
  }
  await rm(join(folder, file));
}
