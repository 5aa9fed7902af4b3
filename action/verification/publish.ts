import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { verdictOnClaim } from '../../engine/analysis/verification.ts';
import { writeRun } from '../../engine/node/execute.ts';
import { openJournal } from '../../engine/node/journal.ts';
import { resultPath } from '../../engine/node/results.ts';
import type { Submission } from '../../engine/node/submissions.ts';
import { callsOf } from '../../engine/plan/plan.ts';
import type { Tier } from '../../engine/results/columns.ts';
import { type Context, resultsHead } from '../context.ts';
import { readTree } from '../git/tree.ts';
import type { Proposal } from '../proposal.ts';
import { CODE_REFUSED } from '../shard-folder.ts';
import { checksOf, readRecords, type VerificationRecord } from './records.ts';
import { claimedScores } from './sample.ts';
import { submitted } from './submitted.ts';

/** Files of submitted results that a repository keeps. */
const MAX_FILES = 5_000;

/**
 * Files of results for all that is submitted on the default branch, scored here: as self-reported,
 * and once the checks bear it out as verified too. What disagrees is not published.
 */
export async function publishedSubmissions(
  context: Context,
  { data, trusted }: Proposal,
): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const everything = { data, trusted, base: undefined, pull: undefined };
  const { submissions } = await submitted(context, everything, MAX_FILES);
  if (submissions.length === 0) return files;
  const head = await resultsHead(context);
  const records = await readRecords(context.git, head);
  const tree = head === undefined ? undefined : await readTree(context.git, head, ['results']);
  for (const submission of submissions) {
    const tier = tierOf(submission, records);
    if (tier === undefined) continue;
    const name = `results/${pathOf(submission, tier)}`;
    if (tree?.entries.has(name) !== true) files.set(name, await written(context, submission, tier));
  }
  return files;
}

function tierOf(
  submission: Submission,
  records: readonly VerificationRecord[],
): 'verified' | 'self_reported' | undefined {
  const model = submission.plan.models[0]?.id ?? '';
  const checks = checksOf(records, { digest: submission.digest, model });
  const { decision } = verdictOnClaim(claimedScores(submission).size, checks);
  if (decision === 'disagrees') return undefined;
  return decision === 'verified' ? 'verified' : 'self_reported';
}

/** The same file gives the same name, so nothing is published twice. */
function runIdOf({ digest, plan }: Submission, tier: Tier): string {
  const model = plan.models[0]?.id ?? '';
  const short = Buffer.from(model).toString('hex').slice(-8);
  return `sub${digest.slice(0, 12)}${short}${tier === 'verified' ? 'v' : ''}`;
}

function runAtOf({ plan, journal }: Submission): Date {
  let latest = 0;
  for (const { key } of callsOf(plan))
    latest = Math.max(latest, journal.find(key)?.reply.asked_at?.getTime() ?? 0);
  return new Date(Math.min(latest, Date.now()));
}

function pathOf(submission: Submission, tier: Tier): string {
  return resultPath(submission.plan.benchmark.id, runAtOf(submission), runIdOf(submission, tier));
}

async function written(
  { temporary, engineVersion }: Context,
  submission: Submission,
  tier: 'verified' | 'self_reported',
): Promise<Uint8Array> {
  const runId = runIdOf(submission, tier);
  const resultsFolder = join(temporary, 'submitted');
  using journal = openJournal(join(temporary, `${runId}.sqlite`));
  for (const { key } of callsOf(submission.plan)) {
    const entry = submission.journal.find(key);
    if (entry !== undefined) await journal.record({ ...entry, runId });
  }
  const runAt = runAtOf(submission);
  const origin = { commit: null, repository: null, engineVersion, unasked: 'cancelled' } as const;
  const options = { journal, resultsFolder, codeRefused: CODE_REFUSED };
  const { file } = await writeRun(submission.plan, { runId, runAt, tier, ...origin }, options);
  return readFile(join(resultsFolder, file));
}
