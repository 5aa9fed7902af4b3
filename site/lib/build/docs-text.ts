import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocFile } from '../documents/docs.ts';

/** The files of `docs/` below the root of the package. */
export async function loadDocs(root: string): Promise<readonly DocFile[]> {
  const folder = join(root, 'docs');
  const files = (await readdir(folder)).filter((name) => name.endsWith('.md')).sort();
  return Promise.all(
    files.map(async (file) => ({
      name: file.replace(/\.md$/, ''),
      text: await readFile(join(folder, file), 'utf8'),
    })),
  );
}
