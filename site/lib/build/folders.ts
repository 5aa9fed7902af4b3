import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BENCHMARK_FILE } from '../../../engine/benchmark/parse.ts';
import { isJsonObject } from '../../../engine/json.ts';
import { foldersIn } from '../../../engine/node/files.ts';
import type { DraftFile } from '../builder/draft.ts';
import { yamlValue } from '../builder/yaml-edit.ts';
import type { Template } from '../site-data.ts';

/** Bytes of a file that the builder can show. */
const MOST_BYTES = 2_000_000;

const TEMPLATES = 'benchmarks/templates';

/** The plain files of text in a folder, by name; links, hidden and binary files are left out. */
export async function folderFiles(root: string, folder: string): Promise<DraftFile[]> {
  const path = join(root, folder);
  const names = (await readdir(path, { recursive: true })).sort();
  const read = names.map((name) => readText(path, name));
  return (await Promise.all(read)).flatMap((file) => file ?? []);
}

async function readText(folder: string, name: string): Promise<DraftFile | undefined> {
  const path = join(folder, name);
  const plain = name.replaceAll('\\', '/');
  if (plain.split('/').some((part) => part.startsWith('.'))) return undefined;
  const facts = await lstat(path);
  if (!facts.isFile() || facts.size > MOST_BYTES) return undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
    return { name: plain, text };
  } catch {
    return undefined;
  }
}

/** The starters of a workspace; none when it has no folder of them. */
export async function openTemplates(root: string): Promise<Template[]> {
  const ids = await foldersIn(join(root, TEMPLATES));
  const read = ids.map(async (id) => {
    const files = await folderFiles(root, `${TEMPLATES}/${id}`);
    const main = files.find(({ name }) => name === BENCHMARK_FILE);
    const value = yamlValue(main?.text ?? '');
    const title = isJsonObject(value) ? String(value.title ?? id) : id;
    return main === undefined ? [] : [{ id, title, files }];
  });
  return (await Promise.all(read)).flat();
}
