import { join, resolve } from 'node:path';
import { boardsOf, resultsByCase } from '../../../engine/node/boards.ts';
import { readContributors } from '../../../engine/node/contributors.ts';
import { type Database, openDatabase } from '../../../engine/node/duckdb.ts';
import { readProvenance } from '../../../engine/node/git.ts';
import { withJudging } from '../../../engine/node/judged-boards.ts';
import { withPreferences } from '../../../engine/node/preferences.ts';
import { listResultFiles } from '../../../engine/node/results.ts';
import { readQueries } from '../../../engine/node/sql.ts';
import { openWorkspace, requireValid, type Workspace } from '../../../engine/node/workspace.ts';
import type { SiteData } from '../site-data.ts';
import { loadDocs } from './docs-text.ts';
import { folderFiles, openTemplates } from './folders.ts';
import { held } from './held.ts';
import { openMeasurements } from './measurements.ts';

/**
 * Reads the workspace in `BENCHMARKHUB_ROOT` with the results in `BENCHMARKHUB_RESULTS`; the package
 * itself is the current folder, for bundled code cannot ask where it lies.
 */
export async function openSource(): Promise<SiteData> {
  const packageRoot = process.cwd();
  const root = resolve(process.env.BENCHMARKHUB_ROOT || packageRoot);
  const workspace = await openWorkspace(root, join(packageRoot, 'models.yaml'));
  requireValid(workspace);
  const resultsFolder = resolve(process.env.BENCHMARKHUB_RESULTS || join(root, 'results'));
  const resultFiles = await listResultFiles(resultsFolder);
  const database = await openAnalysis(workspace, packageRoot, resultsFolder, resultFiles);
  const sources = { root, resultsFolder };
  const measured = await boardsOf(database, workspace.benchmarks);
  const judged = await withJudging(measured, workspace.benchmarks, sources);
  const boards = await withPreferences(judged, workspace.benchmarks, sources);
  const { commit, repository } = await readProvenance(root);
  const { settings, benchmarks, registry } = workspace;
  const address = settings.repository ?? repository;
  return {
    ...(await openMeasurements({ database, resultsFolder, resultFiles, benchmarks })),
    title: settings.title,
    description: settings.description,
    ...(address === null ? {} : { repository: address }),
    generatedAt: new Date().toISOString(),
    commit,
    benchmarks,
    docs: await loadDocs(packageRoot),
    models: [...registry.models.values()],
    providers: [...registry.providers.values()],
    templates: await openTemplates(root),
    benchmarkFiles: (benchmark) => folderFiles(root, `benchmarks/${benchmark}`),
    contributors: (benchmark) => readContributors(root, benchmark),
    boards: Map.groupBy(boards, (board) => board.benchmark),
    caseResults: held(
      (benchmark) => resultsByCase(database, benchmark),
      (cases) => [...cases.values()].reduce((sum, results) => sum + results.length, 0),
      MOST_RESULTS,
    ),
  };
}

async function openAnalysis(
  workspace: Workspace,
  packageRoot: string,
  resultsFolder: string,
  resultFiles: readonly string[],
): Promise<Database> {
  return openDatabase({
    resultsFolder,
    resultFiles,
    benchmarks: workspace.benchmarks,
    models: workspace.registry.models.values(),
    queries: await readQueries(join(packageRoot, 'engine', 'sql')),
  });
}

/** Results with their outputs, which weigh more than rows of scores. */
const MOST_RESULTS = 50_000;
