import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import type { Benchmark } from '../../engine/benchmark/benchmark.ts';
import { BENCHMARK_LIMITS } from '../../engine/benchmark/limits.ts';
import type {
  ExportedFile,
  Exporter,
  ExportSource,
  FolderFile,
} from '../../engine/exchange/export/exporter.ts';
import { EXPORTERS } from '../../engine/exchange/export/index.ts';
import { Notes } from '../../engine/exchange/import/notes.ts';
import { suggestion } from '../../engine/nearest.ts';
import { boardsOf, resultsByCase } from '../../engine/node/boards.ts';
import { readContributors } from '../../engine/node/contributors.ts';
import type { Database } from '../../engine/node/duckdb.ts';
import { writeDuckdbFile } from '../../engine/node/exchange/duckdb-file.ts';
import { writeNewFiles } from '../../engine/node/exchange/new-files.ts';
import { diskFolder } from '../../engine/node/files.ts';
import { readProvenance } from '../../engine/node/git.ts';
import type { Workspace } from '../../engine/node/workspace.ts';
import { UserError } from '../../engine/problem.ts';
import { type Command, type Invocation, textOption } from '../command.ts';
import {
  analysisSources,
  engineVersion,
  openAnalysis,
  openValid,
  RESULTS_OPTION,
  resultsFolder,
} from '../workspace.ts';
import { noteLines } from './import/notes.ts';

/** Written by DuckDB itself, over all benchmarks at once. */
const DUCKDB = 'duckdb';

const FORMATS = [...Object.keys(EXPORTERS), DUCKDB];

export const exportCommand: Command = {
  summary: 'write benchmarks and results for other tools, and citations',
  usage: '[benchmark…] --format FORMAT',
  options: {
    format: { type: 'string', value: FORMATS.join('|'), about: 'what is written' },
    out: {
      type: 'string',
      value: 'FILE|DIR',
      about: 'where to; a single text goes to standard output without it, several files to export/',
    },
    ...RESULTS_OPTION,
  },
  run: runExport,
};

async function runExport(invocation: Invocation): Promise<number> {
  if (textOption(invocation.values, 'format') === DUCKDB) return exportDuckdb(invocation);
  const exporter = exporterOf(textOption(invocation.values, 'format'));
  const workspace = await openValid(invocation);
  const notes = new Notes();
  const files: ExportedFile[] = [];
  using database = await openAnalysis(workspace, resultsFolder(invocation));
  for (const source of await sourcesOf(invocation, workspace, database))
    files.push(...(await exporter.export(source, notes)));
  if (files.length === 0)
    throw new UserError(
      `there is nothing to write as ${exporter.format}`,
      'run the benchmark first',
    );
  await put(invocation, unique(files), notes);
  if (!invocation.json)
    for (const line of noteLines(notes.all, invocation.terminal, notes.more))
      invocation.terminal.log(line);
  return 0;
}

async function exportDuckdb(invocation: Invocation): Promise<number> {
  const { root, values, terminal, json } = invocation;
  const workspace = await openValid(invocation);
  const folder = resultsFolder(invocation);
  const path = resolve(root, textOption(values, 'out') ?? 'benchmarkhub.duckdb');
  await writeDuckdbFile(path, await analysisSources(workspace, folder));
  terminal.out(json ? JSON.stringify({ files: [path], notes: [] }, null, 2) : path);
  return 0;
}

function exporterOf(format: string | undefined): Exporter {
  const exporter =
    format !== undefined && Object.hasOwn(EXPORTERS, format) ? EXPORTERS[format] : undefined;
  if (exporter !== undefined) return exporter;
  if (format === undefined)
    throw new UserError('export needs a --format', `formats: ${FORMATS.join(', ')}`);
  throw new UserError(`there is no format "${format}"`, suggestion(format, FORMATS));
}

async function sourcesOf(
  { root }: Invocation,
  workspace: Workspace,
  database: Database,
): Promise<ExportSource[]> {
  const boards = await boardsOf(database, workspace.benchmarks);
  const { commit, repository } = await readProvenance(root);
  const { settings } = workspace;
  const site =
    settings.site === undefined ? null : `${settings.site}${settings.base}`.replace(/\/$/, '');
  const sources: ExportSource[] = [];
  for (const benchmark of workspace.benchmarks) {
    const rows = [...(await resultsByCase(database, benchmark.id)).values()].flat();
    sources.push({
      benchmark,
      board: boards.find((board) => board.benchmark === benchmark.id && board.current),
      results: rows.filter(({ fingerprint }) => fingerprint === benchmark.fingerprint),
      files: await filesOf(root, benchmark),
      models: workspace.registry.models,
      repository: settings.repository ?? repository,
      site,
      commit,
      publisher: settings.title,
      contributors: await readContributors(root, benchmark.id),
      engineVersion: engineVersion(),
      now: new Date(),
      zstd: (bytes) => zstdCompressSync(bytes),
    });
  }
  return sources;
}

/** The plain files of a benchmark's folder and the folders in it, such as tables of a database. */
async function filesOf(root: string, { id }: Benchmark): Promise<FolderFile[]> {
  const folder = diskFolder(root, `benchmarks/${id}`);
  const entries = await readdir(join(root, 'benchmarks', id), { recursive: true });
  const names = entries.map((name) => name.replaceAll('\\', '/')).sort();
  const files = await Promise.all(
    names.map(async (name) => ({
      name,
      bytes: await folder.read(name, BENCHMARK_LIMITS.casesBytes),
    })),
  );
  return files.flatMap(({ name, bytes }) => (bytes === undefined ? [] : [{ name, bytes }]));
}

/** Files of several benchmarks may have one name, such as CITATION.cff. */
function unique(files: readonly ExportedFile[]): ExportedFile[] {
  const taken = new Map<string, number>();
  return files.map((file) => {
    const count = (taken.get(file.path) ?? 0) + 1;
    taken.set(file.path, count);
    return count === 1 ? file : { ...file, path: file.path.replace(/(\.[^./]+)?$/, `-${count}$1`) };
  });
}

async function put(
  invocation: Invocation,
  files: readonly ExportedFile[],
  notes: Notes,
): Promise<void> {
  const { terminal, root, json, values } = invocation;
  const out = textOption(values, 'out');
  const [only, ...others] = files;
  if (only === undefined) return;
  if (!json && out === undefined && others.length === 0 && typeof only.content === 'string') {
    terminal.out(only.content.trimEnd());
    return;
  }
  const isFile = out !== undefined && others.length === 0 && /\.[A-Za-z]\w*$/.test(out);
  const folder = isFile ? resolve(root, out, '..') : resolve(root, out ?? 'export');
  const written = isFile ? [{ ...only, path: out.split(/[\\/]/).at(-1) ?? only.path }] : files;
  await writeNewFiles(folder, written);
  const paths = written.map(({ path }) => join(folder, path));
  if (json) terminal.out(JSON.stringify({ files: paths, notes: notes.all }, null, 2));
  else for (const path of paths) terminal.out(path);
}
