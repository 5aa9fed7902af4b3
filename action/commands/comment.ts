import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from '../../engine/node/files.ts';
import { UserError } from '../../engine/problem.ts';
import type { Context } from '../context.ts';
import { deliver } from '../deliver.ts';
import { parseReport } from '../report/report.ts';

/** Writes the report that a command before has left in the folder, for a job that may comment. */
export async function comment(context: Context): Promise<number> {
  const path = join(context.host.folder, 'report.json');
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (isMissing(error))
      throw new UserError(`there is no report ${path}`, 'run a command that writes one before');
    throw error;
  });
  await deliver(context, parseReport(text), { comment: true, check: false });
  return 0;
}
