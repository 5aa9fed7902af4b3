import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { MERGE_LIMITS, readWithin } from '../../engine/node/merge-files.ts';
import { listResultFiles, resultPath, writeResultFile } from '../../engine/node/results.ts';
import { UserError } from '../../engine/problem.ts';
import { mergeResults } from '../../engine/results/merge.ts';
import type { Command, Invocation } from '../command.ts';
import { countText } from '../terminal/format.ts';
import { RESULTS_OPTION, resultsFolder } from '../workspace.ts';

export const merge: Command = {
  summary: 'unite result files, such as those of the shards of a run, into one a benchmark',
  usage: 'file or folder…',
  options: RESULTS_OPTION,
  run: runMerge,
};

async function runMerge(invocation: Invocation): Promise<number> {
  const { names, terminal } = invocation;
  if (names.length === 0)
    throw new UserError(
      'merge takes files of results, or folders of them',
      'benchmarkhub merge shards/ --results results',
    );
  const files = (await Promise.all(names.map((name) => filesOf(resolve(name))))).flat();
  const results = await readWithin(files, MERGE_LIMITS);
  const merged = [];
  for (const { benchmark, runAt, runId, results: rows } of mergeResults(results)) {
    const file = resultPath(benchmark, runAt, runId);
    await writeResultFile(resultsFolder(invocation), file, rows);
    merged.push({ benchmark, run_id: runId, file, rows: rows.length });
  }
  if (invocation.json) terminal.out(JSON.stringify({ files: files.length, merged }, null, 2));
  else
    for (const { file, rows } of merged)
      terminal.out(`${file}: ${countText(rows)} results of ${files.length} files`);
  return 0;
}

/** @throws UserError when there is nothing at the path. */
async function filesOf(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new UserError(`there is no file or folder ${path}`);
  return found.isFile() ? [path] : (await listResultFiles(path)).map((file) => join(path, file));
}
