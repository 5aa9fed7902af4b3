import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Benchmark } from '../../../engine/benchmark/benchmark.ts';
import { parseBenchmark } from '../../../engine/benchmark/parse.ts';
import type {
  ForeignFile,
  Imported,
  ImportedBenchmark,
} from '../../../engine/exchange/import/importer.ts';
import { IMPORTERS } from '../../../engine/exchange/import/index.ts';
import { importBenchmarks, memoryFolder } from '../../../engine/exchange/import/run.ts';

/** Folder of this repository. */
export const ROOT: string = resolve(import.meta.dirname, '..', '..', '..');

/** Real configurations of others, which are not part of this repository. */
export const SHARED: string = resolve(ROOT, '..', 'shared', 'data');

/** Why a test over files that may be absent is skipped. */
export function skipWithout(path: string): string | false {
  return existsSync(join(SHARED, path))
    ? false
    : `the data of others (${path}) are not on this machine`;
}

/** A text as a foreign file. */
export function file(path: string, content: unknown): ForeignFile {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return { path, bytes: new TextEncoder().encode(text) };
}

/** All files of a folder as they would be read for an import. */
export function folderFiles(folder: string): ForeignFile[] {
  return globSync('**/*', { cwd: folder })
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort()
    .map((path) => ({
      path: path.replaceAll('\\', '/'),
      bytes: new Uint8Array(readFileSync(join(folder, path))),
    }));
}

export function importFiles(
  files: readonly ForeignFile[],
  format = 'auto',
  columns: Readonly<Record<string, string>> = {},
): Promise<Imported> {
  return importBenchmarks(IMPORTERS, files, format, { columns });
}

/** The benchmark that an import made, read as from disk. */
export async function parsed(imported: ImportedBenchmark | undefined): Promise<Benchmark> {
  if (imported === undefined) throw new Error('nothing was imported');
  const { benchmark, problems } = await parseBenchmark(memoryFolder(imported.id, imported.files));
  if (benchmark === undefined) throw new Error(JSON.stringify(problems));
  return benchmark;
}

/** Imports and reads the first benchmark. */
export async function importOne(
  files: readonly ForeignFile[],
  format = 'auto',
  columns: Readonly<Record<string, string>> = {},
): Promise<Benchmark> {
  return parsed((await importFiles(files, format, columns)).benchmarks[0]);
}

/** `dropped assert: python`, for the reasons of an import. */
export function noteWords({ notes }: Imported): string[] {
  return notes.map(({ severity, item }) => `${severity} ${item}`);
}
