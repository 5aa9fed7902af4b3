import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  listResultFiles,
  readResultFile,
  resultPath,
  writeResultFile,
} from '../../engine/node/results.ts';
import { readSubmission, SUBMISSIONS_FOLDER } from '../../engine/node/submissions.ts';
import type { Workspace } from '../../engine/node/workspace.ts';
import { UserError } from '../../engine/problem.ts';
import { FINAL_OUTCOMES, type Result } from '../../engine/results/columns.ts';
import { mergeResults } from '../../engine/results/merge.ts';
import { type Command, type Invocation, listOption } from '../command.ts';
import { countText } from '../terminal/format.ts';
import { printable } from '../terminal/terminal.ts';
import { openValid, RESULTS_OPTION, resultsFolder } from '../workspace.ts';

export const submit: Command = {
  summary: 'put results of your own key into a pull request, for the repository to check',
  usage: '[benchmark…]',
  options: {
    models: {
      type: 'string',
      value: 'a,b',
      about: 'only these models (default: all with results)',
    },
    ...RESULTS_OPTION,
  },
  run: runSubmit,
};

async function runSubmit(invocation: Invocation): Promise<number> {
  const { json, terminal, root } = invocation;
  const workspace = await openValid(invocation);
  const rows = await currentRows(invocation, workspace);
  if (rows.length === 0)
    throw new UserError(
      'there are no results of these benchmarks as they are now',
      'benchmarkhub run --models vendor/model',
    );
  const folder = join(root, SUBMISSIONS_FOLDER);
  const written = [];
  for (const { benchmark, runAt, runId, results } of mergeResults(rows)) {
    const file = resultPath(benchmark, runAt, runId.slice(0, 12));
    await mkdir(folder, { recursive: true });
    await writeResultFile(folder, file, results);
    const path = `${SUBMISSIONS_FOLDER}/${file}`;
    const { problems } = await readSubmission(await readFile(join(root, path)), path, workspace);
    written.push({ file: path, rows: results.length, problems });
  }
  if (json) terminal.out(JSON.stringify({ submitted: written }, null, 2));
  else for (const line of written.flatMap(linesOf)) terminal.out(line);
  return written.some(({ problems }) => problems.length > 0) ? 1 : 0;
}

/** What was really asked of models, of benchmarks as they stand. */
async function currentRows(invocation: Invocation, workspace: Workspace): Promise<Result[]> {
  const folder = resultsFolder(invocation);
  const models = listOption(invocation.values, 'models');
  const current = new Map(workspace.benchmarks.map(({ id, fingerprint }) => [id, fingerprint]));
  const rows: Result[] = [];
  for (const file of await listResultFiles(folder))
    for (const row of await readResultFile(join(folder, file)))
      if (
        current.get(row.benchmark) === row.fingerprint &&
        (row.tier === 'self_reported' || row.tier === 'verified') &&
        FINAL_OUTCOMES.has(row.outcome) &&
        (models.length === 0 || models.includes(row.model))
      )
        rows.push({ ...row, tier: 'self_reported' });
  return rows;
}

interface Written {
  readonly file: string;
  readonly rows: number;
  readonly problems: readonly { readonly message: string; readonly fix: string }[];
}

function linesOf({ file, rows, problems }: Written): string[] {
  const told = problems.map(({ message, fix }) => `  ${printable(message)} → ${fix}`);
  if (told.length > 0) return [`${file} would be refused:`, ...told];
  return [`${file}: ${countText(rows)} results; commit it and open a pull request`];
}
