import { readFile } from 'node:fs/promises';
import type { BenchmarkFolder } from '../../engine/benchmark/folder.ts';
import { BENCHMARK_LIMITS } from '../../engine/benchmark/limits.ts';
import { BENCHMARK_FILE, parseBenchmark } from '../../engine/benchmark/parse.ts';
import type { Registry } from '../../engine/model/model.ts';
import { parseRegistry } from '../../engine/model/registry.ts';
import { parseSettings, SETTINGS_FILE } from '../../engine/node/settings.ts';
import { SUBMISSIONS_FOLDER, submissionBenchmark } from '../../engine/node/submissions.ts';
import type { Workspace } from '../../engine/node/workspace.ts';
import { type Problem, sortProblems } from '../../engine/problem.ts';
import type { Tree } from '../git/tree.ts';

/** What of a commit is read. */
export const ROOTS: readonly string[] = [
  'benchmarks',
  'results',
  SUBMISSIONS_FOLDER,
  'models.yaml',
  SETTINGS_FILE,
];

const MODELS_FILE = 'models.yaml';
const NO_BENCHMARKS: ReadonlySet<string> = new Set(['templates']);

/** Where a workspace comes from. */
export interface WorkspaceSource {
  /** Benchmarks: the commit that is looked at, which a stranger may have written. */
  readonly data: Tree;
  /** Models, prices, addresses and settings: a commit of the repository's own. */
  readonly trusted: Tree;
  /** Path of the built-in `models.yaml`. */
  readonly builtIn: string;
  /** A folder for files that a model may name, which holds none. */
  readonly root: string;
}

/** Reads a workspace out of git objects. @param wanted ids of benchmarks; all when absent */
export async function workspaceOf(
  source: WorkspaceSource,
  wanted?: readonly string[],
): Promise<Workspace> {
  const { data, trusted, root, builtIn } = source;
  const ids = idsOf(data).filter((id) => wanted?.includes(id) ?? true);
  const parsed = [];
  for (const id of ids) parsed.push(await parseBenchmark(treeFolder(data, id)));
  const models = await registryOf(trusted, builtIn);
  const settings = parseSettings((await textOf(trusted, SETTINGS_FILE)) ?? '');
  return {
    root,
    ids,
    benchmarks: parsed.flatMap(({ benchmark }) => benchmark ?? []),
    registry: models.registry,
    settings: settings.settings,
    problems: sortProblems([
      ...parsed.flatMap(({ problems }) => problems),
      ...(wanted ?? []).filter((id) => !ids.includes(id)).map(missing),
      ...models.problems,
      ...settings.problems,
    ]),
  };
}

function missing(id: string): Problem {
  const file = `benchmarks/${id}/${BENCHMARK_FILE}`;
  return {
    ...START,
    file,
    message: `there is no benchmark "${id}"`,
    fix: 'check the input benchmarks',
  };
}

const START = { line: 1, column: 1, severity: 'error' } as const;

/** A benchmark's folder in a commit: only plain files, only below it. */
function treeFolder(tree: Tree, id: string): BenchmarkFolder {
  const path = `benchmarks/${id}`;
  return { id, path, read: (name, maxBytes) => tree.read(`${path}/${name}`, maxBytes) };
}

function idsOf(tree: Tree): string[] {
  const folders = [...tree.entries.keys()].flatMap((path) => {
    const [root, id, file] = path.split('/');
    return root === 'benchmarks' && id !== undefined && file !== undefined ? [id] : [];
  });
  return [...new Set(folders)].filter((id) => !NO_BENCHMARKS.has(id) && !id.startsWith('.')).sort();
}

async function registryOf(
  tree: Tree,
  builtIn: string,
): Promise<{ registry: Registry; problems: readonly Problem[] }> {
  const base = parseRegistry(await readFile(builtIn, 'utf8'), MODELS_FILE);
  const text = await textOf(tree, MODELS_FILE);
  if (text === undefined) return base;
  const merged = parseRegistry(text, MODELS_FILE, base.registry);
  return { registry: merged.registry, problems: [...base.problems, ...merged.problems] };
}

async function textOf(tree: Tree, path: string): Promise<string | undefined> {
  const bytes = await tree.read(path, BENCHMARK_LIMITS.yamlBytes);
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}

/**
 * What of a proposed commit is refused before anything of it is read: files below `benchmarks/` that
 * are not plain, and results that the base does not have, since results come from runs alone.
 */
export function refusedFiles(data: Tree, base: Tree): Problem[] {
  return [...data.entries.values()].flatMap(({ path, mode, oid }) => {
    const at = { file: path, line: 1, column: 1, severity: 'error' } as const;
    if (path.startsWith('results/') && base.entries.get(path)?.oid !== oid) {
      const message = 'results are written by runs and cannot be proposed';
      return [{ ...at, message, fix: 'remove the file; a run of your pull request makes it' }];
    }
    if (path.startsWith(`${SUBMISSIONS_FOLDER}/`) && submissionBenchmark(path) === undefined) {
      const message = 'only files of results are submitted';
      return [{ ...at, message, fix: 'name it submissions/<benchmark>/<file>.parquet' }];
    }
    const isOurs = path.startsWith('benchmarks/') || path.startsWith(`${SUBMISSIONS_FOLDER}/`);
    if (!isOurs || mode === '100644') return [];
    if (mode === '100755' && base.entries.get(path)?.mode === mode) return [];
    const message = `this is ${KINDS[mode] ?? 'no plain file'}, and benchmarks are plain files`;
    return [{ ...at, message, fix: 'commit it as a plain file (mode 100644)' }];
  });
}

const KINDS: Readonly<Record<string, string>> = {
  '100755': 'a program',
  '120000': 'a link',
  '160000': 'another repository',
};

/** Ids of the benchmarks that differ between two commits. */
export function changedBenchmarks(a: Tree, b: Tree): string[] {
  const changed = new Set<string>();
  for (const path of new Set([...a.entries.keys(), ...b.entries.keys()])) {
    const [root, id, file] = path.split('/');
    if (root !== 'benchmarks' || id === undefined || file === undefined) continue;
    const [before, after] = [a.entries.get(path), b.entries.get(path)];
    if (before?.oid !== after?.oid || before?.mode !== after?.mode) changed.add(id);
  }
  return [...changed].filter((id) => !NO_BENCHMARKS.has(id)).sort();
}
