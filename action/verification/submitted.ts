import {
  readSubmission,
  SUBMISSION_LIMITS,
  SUBMISSIONS_FOLDER,
  type Submission,
  submissionBenchmark,
} from '../../engine/node/submissions.ts';
import type { Problem } from '../../engine/problem.ts';
import type { Context } from '../context.ts';
import type { Proposal } from '../proposal.ts';
import { openWorkspaceOf } from '../study.ts';

/** Files that a proposal submits, read and checked. */
export interface Submitted {
  readonly submissions: readonly Submission[];
  readonly problems: readonly Problem[];
}

/** Files that one proposal may submit. */
const MAX_FILES = 50;

/** Paths of the files of submitted results that a proposal adds or changes; all without a base. */
export function submittedPaths({ data, base }: Pick<Proposal, 'data' | 'base'>): string[] {
  return [...data.entries.values()]
    .filter(({ path, oid }) => {
      const isNew = base?.entries.get(path)?.oid !== oid;
      return (
        path.startsWith(`${SUBMISSIONS_FOLDER}/`) &&
        isNew &&
        submissionBenchmark(path) !== undefined
      );
    })
    .map(({ path }) => path)
    .sort();
}

/** Reads what a proposal submits, with the models of the trusted commit. */
export async function submitted(
  context: Context,
  proposal: Proposal,
  most: number = MAX_FILES,
): Promise<Submitted> {
  const paths = submittedPaths(proposal);
  const ids = [...new Set(paths.flatMap((path) => submissionBenchmark(path) ?? []))];
  const submissions: Submission[] = [];
  const problems: Problem[] = [];
  if (paths.length === 0) return { submissions, problems };
  if (paths.length > most) return { submissions, problems: [tooMany(paths[most] ?? '', most)] };
  const workspace = await openWorkspaceOf(context, proposal, ids);
  problems.push(...workspace.problems);
  for (const path of paths) {
    const bytes = await proposal.data.read(path, SUBMISSION_LIMITS.bytes);
    if (bytes === undefined) continue;
    const read = await readSubmission(Buffer.from(bytes), path, workspace);
    submissions.push(...read.submissions);
    problems.push(...read.problems);
  }
  return { submissions, problems };
}

function tooMany(file: string, most: number): Problem {
  const message = `more than ${most} files are submitted at once`;
  return { file, line: 1, column: 1, severity: 'error', message, fix: 'submit the rest later' };
}
