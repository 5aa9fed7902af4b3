import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Benchmark } from '../benchmark/benchmark.ts';
import { BENCHMARK_FILE, parseBenchmark } from '../benchmark/parse.ts';
import type { Registry } from '../model/model.ts';
import { parseRegistry } from '../model/registry.ts';
import { suggestion } from '../nearest.ts';
import { type Problem, sortProblems, UserError } from '../problem.ts';
import { diskFolder, foldersIn, isMissing } from './files.ts';
import { unknownJudges, withJudges } from './judges.ts';
import { parseSettings, SETTINGS_FILE, type Settings } from './settings.ts';

/** A folder with benchmarks, models and results, read and checked. */
export interface Workspace {
  readonly root: string;
  /** Valid benchmarks, by id. */
  readonly benchmarks: readonly Benchmark[];
  /** Ids of all benchmarks that were looked for, valid or not. */
  readonly ids: readonly string[];
  readonly registry: Registry;
  readonly settings: Settings;
  readonly problems: readonly Problem[];
}

/** Folders below `benchmarks/` that hold no benchmarks. */
const NOT_BENCHMARKS: ReadonlySet<string> = new Set(['templates']);

/**
 * Reads a workspace.
 *
 * @param root the folder that holds `benchmarks/`
 * @param builtIn path of the built-in `models.yaml`
 * @param wanted ids or paths of benchmarks; all when empty
 * @throws UserError when a wanted benchmark does not exist.
 */
export async function openWorkspace(
  root: string,
  builtIn: string,
  wanted: readonly string[] = [],
): Promise<Workspace> {
  const ids = await idsOf(root, wanted);
  const parsed = await Promise.all(
    ids.map((id) => parseBenchmark(diskFolder(root, `benchmarks/${id}`))),
  );
  const models = await readRegistry(root, builtIn);
  const settings = parseSettings((await readOptional(join(root, SETTINGS_FILE))) ?? '');
  return {
    root,
    ids,
    benchmarks: parsed.flatMap(({ benchmark }) =>
      benchmark === undefined ? [] : withJudges(benchmark, settings.settings.judges),
    ),
    registry: models.registry,
    settings: settings.settings,
    problems: sortProblems([
      ...parsed.flatMap(({ problems }) => problems),
      ...models.problems,
      ...settings.problems,
      ...unknownJudges(
        parsed.flatMap(({ benchmark }) => benchmark ?? []),
        settings.settings,
        models.registry,
      ),
    ]),
  };
}

/** @throws UserError listing the problems when the workspace has an error. */
export function requireValid(workspace: Workspace): void {
  const errors = workspace.problems.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return;
  const lines = errors
    .slice(0, 20)
    .map((problem) => `  ${problem.file}:${problem.line}:${problem.column} ${problem.message}`);
  const more = errors.length > lines.length ? [`  … and ${errors.length - lines.length} more`] : [];
  throw new UserError(
    ['the benchmarks have problems:', ...lines, ...more].join('\n'),
    'run `benchmarkhub validate` for the fixes',
  );
}

async function idsOf(root: string, wanted: readonly string[]): Promise<string[]> {
  const folders = (await foldersIn(join(root, 'benchmarks'))).filter(
    (name) => !NOT_BENCHMARKS.has(name) && !name.startsWith('.'),
  );
  if (wanted.length === 0) return folders;
  return [...new Set(wanted.map((name) => idFromName(name, folders)))];
}

/** Understands `arithmetic`, `benchmarks/arithmetic/` and `benchmarks/arithmetic/benchmark.yaml`. */
function idFromName(name: string, folders: readonly string[]): string {
  const parts = name
    .split(/[\\/]/)
    .filter((part) => part !== '' && part !== '.' && part !== BENCHMARK_FILE);
  const id = parts.at(-1) ?? name;
  if (folders.includes(id)) return id;
  throw new UserError(`there is no benchmark "${name}"`, suggestion(id, folders));
}

async function readRegistry(
  root: string,
  builtIn: string,
): Promise<{ registry: Registry; problems: readonly Problem[] }> {
  const base = parseRegistry(await readFile(builtIn, 'utf8'), 'models.yaml');
  const own = join(root, 'models.yaml');
  const text = own === builtIn ? undefined : await readOptional(own);
  if (text === undefined) return base;
  const merged = parseRegistry(text, 'models.yaml', base.registry);
  return { registry: merged.registry, problems: [...base.problems, ...merged.problems] };
}

async function readOptional(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
