import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hashOf } from '../../hash.ts';
import type { Result } from '../../results/columns.ts';
import { listResultFiles, readResultFile, resultPath, writeResultFile } from '../results.ts';

/** Files of results of one benchmark and month, and the one that takes their place. */
export interface Compaction {
  readonly benchmark: string;
  /** `YYYY-MM` in UTC. */
  readonly month: string;
  /** Relative to the folder of results. */
  readonly files: readonly string[];
  readonly replacement: string;
  readonly rows: number;
  /** Bytes of the files before. */
  readonly bytes: number;
  /** Bytes of the file after; `null` as long as nothing was written. */
  readonly bytesAfter: number | null;
}

/**
 * Folds the files of each benchmark and past month into one. Every row is kept, since a board over
 * time needs all runs; a row that is there twice, because an earlier attempt was cut off between
 * writing and removing, is kept once.
 *
 * @param before files whose runs all began before this moment are folded, exclusive
 * @param apply whether anything is written; otherwise it is only told
 */
export async function compactResults(
  folder: string,
  before: Date,
  apply: boolean,
): Promise<Compaction[]> {
  const compactions: Compaction[] = [];
  for (const [group, files] of await groupsOf(folder, before)) {
    if (files.length < 2) continue;
    const [benchmark = '', month = ''] = group.split(' ');
    compactions.push(await compactOne(folder, benchmark, month, files, apply));
  }
  return compactions;
}

async function groupsOf(folder: string, before: Date): Promise<[string, string[]][]> {
  const end = before.toISOString().replaceAll('-', '');
  const files = (await listResultFiles(folder)).filter((file) => timeOf(file) < end);
  const groups = Map.groupBy(files, (file) => {
    const time = timeOf(file);
    return `${benchmarkOf(file)} ${time.slice(0, 4)}-${time.slice(4, 6)}`;
  });
  // A file without a time in its name is not ours to fold.
  return [...groups].filter(([group]) => /^[^ ]+ \d{4}-\d{2}$/.test(group));
}

function benchmarkOf(file: string): string {
  return file.split('/').slice(0, -1).join('/');
}

function timeOf(file: string): string {
  return /(\d{8}T\d{6}Z)-[^/]*$/.exec(file)?.[1] ?? '~';
}

async function compactOne(
  folder: string,
  benchmark: string,
  month: string,
  files: readonly string[],
  apply: boolean,
): Promise<Compaction> {
  const rows = await rowsOf(folder, files);
  const runs = [...new Set(rows.map(({ run_id }) => run_id))].sort();
  const latest = new Date(Math.max(...rows.map(({ run_at }) => run_at.getTime())));
  const path = resultPath(benchmark, latest, hashOf(runs).slice(0, 12));
  const replacement = path.replace(/\.parquet$/, '.compact.parquet');
  const bytes = await bytesOf(folder, files);
  const facts = { benchmark, month, files, replacement, rows: rows.length, bytes };
  if (!apply) return { ...facts, bytesAfter: null };
  await writeResultFile(folder, replacement, rows);
  for (const file of files) if (file !== replacement) await rm(join(folder, file));
  return { ...facts, bytesAfter: await bytesOf(folder, [replacement]) };
}

async function rowsOf(folder: string, files: readonly string[]): Promise<Result[]> {
  const rows = new Map<string, Result>();
  for (const file of files)
    for (const row of await readResultFile(join(folder, file))) rows.set(nameOf(row), row);
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

function nameOf({ run_at, run_id, fingerprint, model, tier, case_id, trial }: Result): string {
  const place = [model, tier, case_id, String(trial).padStart(6, '0'), fingerprint];
  return JSON.stringify([run_at.toISOString(), run_id, ...place]);
}

async function bytesOf(folder: string, files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(files.map((file) => stat(join(folder, file))));
  return sizes.reduce((sum, { size }) => sum + size, 0);
}
