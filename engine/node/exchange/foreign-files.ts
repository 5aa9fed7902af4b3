import { lstat, readdir, readFile, realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { type ForeignFile, IMPORT_LIMITS } from '../../exchange/import/importer.ts';
import { UserError } from '../../problem.ts';
import { isMissing } from '../files.ts';

/** Folders that hold nothing of a benchmark. */
const SKIPPED: ReadonlySet<string> = new Set(['node_modules', '__pycache__']);

/** Endings of files that may name others, which are then looked for beside them. */
const REFERRING = /(?:\.ya?ml|promptfooconfig[^/]*\.json)$/;

/** Endings of files that a configuration refers to; templates of tasks have none. */
const REFERRED = /(?:^|\/)(?:[^./]+|[^/]+\.(?:txt|md|csv|tsv|jsonl?|ndjson|ya?ml|parquet))$/;

interface Budget {
  files: number;
  bytes: number;
  /** Levels of folders that are still read. */
  readonly depth: number;
  /** Whether reading just ends when the budget is used up. */
  readonly isOptional: boolean;
}

/**
 * Reads the files a user names: files, and whole folders. Links are not followed, and nothing
 * outside the folders named is read; a configuration may refer to what lies beside and below it.
 *
 * @throws UserError when a path is not there, or there is too much to read
 */
export async function readForeignFiles(paths: readonly string[]): Promise<ForeignFile[]> {
  const { files: most, bytes } = IMPORT_LIMITS;
  const budget: Budget = { files: most, bytes, depth: 10, isOptional: false };
  const files = new Map<string, ForeignFile>();
  const root = commonRoot(await Promise.all(paths.map(folderOf)));
  for (const path of paths) {
    for (const file of await readNamed(resolve(path), root, budget)) {
      const known = files.get(file.path);
      if (known === undefined || known.beside === true) files.set(file.path, file);
    }
  }
  return [...files.values()];
}

/** The folder a path is, or is in. */
async function folderOf(path: string): Promise<string> {
  try {
    const found = await realpath(resolve(path));
    return (await lstat(found)).isDirectory() ? found : dirname(found);
  } catch (error) {
    if (isMissing(error)) throw new UserError(`there is no file ${path}`, '', { cause: error });
    throw error;
  }
}

function commonRoot(folders: readonly string[]): string {
  const [first = '/', ...others] = folders;
  return others.reduce((root, folder) => {
    let common = root;
    while (folder !== common && !folder.startsWith(common === '/' ? '/' : common + sep))
      common = dirname(common);
    return common;
  }, first);
}

async function readNamed(path: string, root: string, budget: Budget): Promise<ForeignFile[]> {
  const found = await realpath(path);
  const folder = dirname(found);
  if ((await lstat(found)).isDirectory()) return readFolder(found, root, budget, []);
  const own = await readOne(found, root, budget);
  if (own === undefined) return [];
  return REFERRING.test(found)
    ? [own, ...(await readBeside(folder, root, basename(found)))]
    : [own];
}

/** What a configuration may refer to, as far as it is small: the rest is noted as missing. */
async function readBeside(folder: string, root: string, named: string): Promise<ForeignFile[]> {
  const budget: Budget = { files: 200, bytes: 32_000_000, depth: 2, isOptional: true };
  const others = await readFolder(folder, root, budget, [named]);
  return others.map((file): ForeignFile => ({ ...file, beside: true }));
}

async function readFolder(
  folder: string,
  root: string,
  budget: Budget,
  skipped: readonly string[],
  depth = 0,
): Promise<ForeignFile[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files: ForeignFile[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.') || SKIPPED.has(entry.name) || skipped.includes(entry.name))
      continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory() && depth < budget.depth)
      files.push(...(await readFolder(path, root, budget, [], depth + 1)));
    if (!entry.isFile() || (budget.isOptional && !REFERRED.test(path))) continue;
    const file = await readOne(path, root, budget);
    if (file !== undefined) files.push(file);
  }
  return files;
}

async function readOne(
  path: string,
  root: string,
  budget: Budget,
): Promise<ForeignFile | undefined> {
  const { size } = await lstat(path);
  const isTooMuch = budget.files < 1 || budget.bytes < size;
  if (isTooMuch && budget.isOptional) return undefined;
  budget.files--;
  budget.bytes -= size;
  if (isTooMuch)
    throw new UserError(
      `there is too much to read: ${IMPORT_LIMITS.files} files of ${IMPORT_LIMITS.bytes} bytes together at most`,
      'name the files that belong to the benchmark instead of their folder',
    );
  return {
    path: relative(root, path).split(sep).join('/'),
    bytes: new Uint8Array(await readFile(path)),
  };
}
