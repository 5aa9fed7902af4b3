import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir, realpath, rename, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { BenchmarkFolder } from '../benchmark/folder.ts';

/** Whether an error says that a file or folder is not there. */
export function isMissing(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'ENOENT' || error.code === 'ENOTDIR')
  );
}

/** A folder on disk. Links are not followed, so that no file outside it can be reached. */
export function diskFolder(root: string, path: string): BenchmarkFolder {
  const folder = join(root, path);
  return {
    id: path.split('/').at(-1) ?? path,
    path,
    read: (name, maxBytes) => readPlainFile(folder, name, maxBytes),
  };
}

async function readPlainFile(
  folder: string,
  name: string,
  maxBytes: number,
): Promise<Uint8Array | undefined> {
  const path = join(folder, name);
  try {
    if (!(await lstat(path)).isFile()) return undefined;
    if (isOutside(await realpath(folder), await realpath(path))) return undefined;
    return await readCapped(path, maxBytes);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isOutside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '..' || way.startsWith(`..${sep}`);
}

/** @throws RangeError when the file is larger than `maxBytes`. */
async function readCapped(path: string, maxBytes: number): Promise<Uint8Array> {
  await using file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  const { size } = await file.stat();
  if (size > maxBytes) throw new RangeError(`${path} is larger than ${maxBytes} bytes`);
  return new Uint8Array(await file.readFile());
}

/** Names of the folders in a folder, sorted; empty when it does not exist. */
export async function foldersIn(path: string): Promise<string[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Writes a file whole or not at all: into a neighbour first, then renamed. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  await writeFile(temporary, content);
  await rename(temporary, path);
}
