import { lstat, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { UserError } from '../../problem.ts';
import { isMissing } from '../files.ts';

/** A file to be written, its path relative to a folder. */
export interface NewFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/**
 * Writes files that are not there yet, all or none.
 *
 * @throws UserError when one of them is there already, or would lie outside the folder
 */
export async function writeNewFiles(folder: string, files: readonly NewFile[]): Promise<void> {
  const targets = files.map(({ path }) => inside(folder, path));
  for (const target of targets) {
    if (await exists(target))
      throw new UserError(
        `${target} is there already, and nothing is overwritten`,
        'name another folder, or move it away',
      );
  }
  for (const [index, { content }] of files.entries()) {
    const target = targets[index] ?? '';
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content, { flag: 'wx' });
  }
}

function inside(folder: string, path: string): string {
  const target = join(folder, path);
  const way = relative(folder, target);
  if (way === '' || way === '..' || way.startsWith(`..${sep}`))
    throw new UserError(`"${path}" lies outside ${folder}`);
  return target;
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
