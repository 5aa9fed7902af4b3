import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Database, openDatabase } from '../engine/node/duckdb.ts';
import type { DatabaseSources } from '../engine/node/duckdb-views.ts';
import { type FileJournal, openJournal } from '../engine/node/journal.ts';
import { listResultFiles } from '../engine/node/results.ts';
import { readQueries } from '../engine/node/sql.ts';
import { openWorkspace, requireValid, type Workspace } from '../engine/node/workspace.ts';
import { UserError } from '../engine/problem.ts';
import { type Invocation, type Option, textOption } from './command.ts';

/** Folder of this package. */
export const PACKAGE_ROOT: string = resolve(import.meta.dirname, '..');

/** The built-in registry of models. */
export const BUILT_IN_MODELS: string = join(PACKAGE_ROOT, 'models.yaml');

/** The SQL of the analysis. */
export const SQL_FOLDER: string = join(PACKAGE_ROOT, 'engine', 'sql');

/** Version of this package, written into every result. */
export function engineVersion(): string {
  const { version } = JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}

/** The option of all commands that read or write results. */
export const RESULTS_OPTION: Readonly<Record<string, Option>> = {
  results: {
    type: 'string',
    value: 'DIR',
    about: 'folder of results (default: results/ in the workspace)',
  },
};

export function resultsFolder(invocation: Invocation): string {
  return resolve(invocation.root, textOption(invocation.values, 'results') ?? 'results');
}

/** The workspace as it is, with its problems. */
export function openNamed(invocation: Invocation): Promise<Workspace> {
  return openWorkspace(invocation.root, BUILT_IN_MODELS, invocation.names);
}

/** @throws UserError when the workspace has errors, or no benchmark at all. */
export async function openValid(
  invocation: Invocation,
  names: readonly string[] = invocation.names,
): Promise<Workspace> {
  const workspace = await openWorkspace(invocation.root, BUILT_IN_MODELS, names);
  requireValid(workspace);
  if (workspace.benchmarks.length === 0) {
    throw new UserError(
      `there are no benchmarks in ${join(invocation.root, 'benchmarks')}`,
      'go to the folder that holds benchmarks/, or name it with --root',
    );
  }
  return workspace;
}

export function openWorkspaceJournal(root: string): FileJournal {
  return openJournal(join(root, '.benchmarkhub', 'journal.sqlite'));
}

/** The analysis database over the stored results alone: enough for boards, and open at once. */
export async function openResults(folder: string): Promise<Database> {
  return openDatabase({
    resultsFolder: folder,
    resultFiles: await listResultFiles(folder),
    benchmarks: [],
    models: [],
    queries: await readQueries(SQL_FOLDER),
  });
}

/** The analysis database over the stored results of a workspace. */
export async function openAnalysis(
  workspace: Workspace,
  folder: string,
  only?: readonly string[],
): Promise<Database> {
  return openDatabase(await analysisSources(workspace, folder, only));
}

/** What the analysis database is made of: all files of results, or `only` these. */
export async function analysisSources(
  workspace: Workspace,
  folder: string,
  only?: readonly string[],
): Promise<DatabaseSources> {
  return {
    resultsFolder: folder,
    resultFiles: only ?? (await listResultFiles(folder)),
    benchmarks: workspace.benchmarks,
    models: workspace.registry.models.values(),
    queries: await readQueries(SQL_FOLDER),
  };
}
