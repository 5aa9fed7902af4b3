import { join } from 'node:path';
import type { BenchmarkPlan } from '../plan/plan.ts';
import type { FileJournal } from './journal.ts';
import { listResultFiles, readResultFile } from './results.ts';
import { importResultsBranch } from './results-branch.ts';

/**
 * Takes the replies of stored results into the journal, each file once: those in the folder of
 * results, and those of the plans' benchmarks on the branch `results`.
 *
 * @throws UserError when a file is damaged
 */
export async function importStoredResults(
  journal: FileJournal,
  folder: string,
  root: string,
  plans: readonly BenchmarkPlan[],
): Promise<void> {
  await importResultFiles(journal, folder);
  const ids = plans.map(({ benchmark }) => benchmark.id);
  await importResultsBranch(journal, root, ids);
}

/** Takes over the replies of the files of results in a folder, those that are new. */
export async function importResultFiles(journal: FileJournal, folder: string): Promise<void> {
  for (const file of await listResultFiles(folder)) {
    if (!journal.hasImported(file))
      journal.importResults(file, await readResultFile(join(folder, file)));
  }
}
