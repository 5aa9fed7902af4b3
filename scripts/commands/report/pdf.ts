import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Board, Comparison } from '../../../engine/analysis/board.ts';
import { hashOfBytes } from '../../../engine/hash.ts';
import { readContributors } from '../../../engine/node/contributors.ts';
import { writeNewFiles } from '../../../engine/node/exchange/new-files.ts';
import { readProvenance } from '../../../engine/node/git.ts';
import {
  type ReportFile,
  type ReportSection,
  type ReportSource,
  reportPdf,
} from '../../../engine/node/pdf/report.ts';
import { listResultFiles } from '../../../engine/node/results.ts';
import type { Workspace } from '../../../engine/node/workspace.ts';
import { UserError } from '../../../engine/problem.ts';
import { apaOf, bibtexOf, type Publication } from '../../../engine/report/citation.ts';
import { type Invocation, textOption } from '../../command.ts';
import { engineVersion, resultsFolder } from '../../workspace.ts';

/** Writes the report as a PDF and prints where. */
export async function writePdfReport(
  invocation: Invocation,
  workspace: Workspace,
  boards: readonly Board[],
  comparisons: readonly Comparison[],
): Promise<void> {
  const { root, values, terminal } = invocation;
  if (boards.every(({ rows }) => rows.length === 0))
    throw new UserError('there are no results to report', 'run `benchmarkhub run` first');
  const path = resolve(root, textOption(values, 'out') ?? 'report.pdf');
  const bytes = await reportPdf(await sourceOf(invocation, workspace, boards, comparisons));
  const name = path.split(/[\\/]/).at(-1) ?? path;
  await writeNewFiles(resolve(path, '..'), [{ path: name, content: bytes }]);
  terminal.out(invocation.json ? JSON.stringify({ file: path }) : path);
}

async function sourceOf(
  invocation: Invocation,
  workspace: Workspace,
  boards: readonly Board[],
  comparisons: readonly Comparison[],
): Promise<ReportSource> {
  const { settings, benchmarks, root } = workspace;
  const { commit, repository } = await readProvenance(root);
  const shown = boards.filter(({ rows }) => rows.length > 0);
  const credits = await contributorsOf(root, shown);
  return {
    title: `${settings.title}: benchmark report`,
    publisher: settings.title,
    sections: shown.flatMap((board): ReportSection[] => {
      const benchmark = benchmarks.find(({ id }) => id === board.benchmark);
      if (benchmark === undefined) return [];
      const publication = publicationOf(workspace, board, credits.get(board.benchmark) ?? []);
      const comparison = comparisons.find((each) => each.benchmark === board.benchmark);
      const citation = apaOf(benchmark, publication);
      return [{ benchmark, board, comparison, citation, bibtex: bibtexOf(benchmark, publication) }];
    }),
    files: await filesOf(
      resultsFolder(invocation),
      shown.map(({ benchmark }) => benchmark),
    ),
    commit,
    repository: settings.repository ?? repository,
    engineVersion: engineVersion(),
  };
}

async function contributorsOf(
  root: string,
  boards: readonly Board[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const ids = [...new Set(boards.map(({ benchmark }) => benchmark))];
  return new Map(
    await Promise.all(ids.map(async (id) => [id, await readContributors(root, id)] as const)),
  );
}

/** The year is the newest run's, since the clock must not change the file. */
function publicationOf(
  { settings }: Workspace,
  { benchmark, rows }: Board,
  contributors: readonly string[],
): Publication {
  const newest =
    rows
      .flatMap(({ run_at }) => run_at ?? [])
      .sort()
      .at(-1) ?? '1970';
  const { site, base, title: publisher } = settings;
  const year = newest.slice(0, 4);
  if (site === undefined) return { publisher, year, contributors };
  return {
    publisher,
    year,
    contributors,
    address: `${site}${base}`.replace(/\/?$/, `/b/${benchmark}/`),
  };
}

async function filesOf(folder: string, benchmarks: readonly string[]): Promise<ReportFile[]> {
  const files = (await listResultFiles(folder)).filter((file) =>
    benchmarks.includes(file.split(/[\\/]/)[0] ?? ''),
  );
  return Promise.all(
    files.map(async (file) => ({
      file,
      sha256: hashOfBytes(await readFile(join(folder, file))),
    })),
  );
}
