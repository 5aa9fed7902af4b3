import { type ClaimVerdict, verdictOnClaim } from '../../engine/analysis/verification.ts';
import { caseScores } from '../../engine/node/submissions.ts';
import { type BenchmarkPlan, callsOf } from '../../engine/plan/plan.ts';
import type { Journal } from '../../engine/run/journal.ts';
import { type Context, commitWay, resultsHead } from '../context.ts';
import { deliver } from '../deliver.ts';
import { appendFiles, pushCommit } from '../git/append.ts';
import type { PlanDocument } from '../plan-document.ts';
import { openSampled, type SampledPlan } from '../planned.ts';
import type { ClaimReport, Report } from '../report/report.ts';
import { budgetBytes, budgetPath } from '../results/budget.ts';
import { entryOf } from '../results/reserve.ts';
import { gatherShards } from '../shard-folder.ts';
import {
  checksOf,
  readRecords,
  recordBytes,
  recordPath,
  type VerificationRecord,
} from '../verification/records.ts';
import { claimedScores } from '../verification/sample.ts';
import { emptyReport } from './reporting.ts';

/**
 * Compares what was asked again with what was submitted, and says whether the claim holds. Holds no
 * key. What the checks of all runs so far say together decides, so it may be repeated at will.
 */
export async function mergeVerification(context: Context, document: PlanDocument): Promise<number> {
  const { host, git } = context;
  using sampled = await openSampled(context, document);
  const plans = sampled.claims.map(({ plan }) => plan);
  const { journal } = sampled.study;
  await gatherShards(context, plans, journal, document.run_id);
  const records = sampled.claims.map((claim) => recordOf(document, claim, journal));
  const spent = plans.reduce((sum, plan) => sum + costOf(plan, journal), 0);
  const before = await readRecords(git, await resultsHead(context));
  const claims = sampled.claims.map((claim, index): ClaimReport => {
    const past = checksOf(before, { digest: claim.submission.digest, model: modelOf(claim) });
    const checks = [...past, ...(records[index]?.checks ?? [])];
    const verdict = verdictOnClaim(claimedScores(claim.submission).size, checks);
    return { path: claim.submission.path, model: modelOf(claim), verdict };
  });
  await store(context, document, records, spent);
  const asked = plans.reduce((sum, plan) => sum + answeredIn(plan, journal), 0);
  const report = reportOf(context, document, sampled.proposal, claims, { spent, asked });
  await deliver(context, report, { comment: true, check: document.pull !== null });
  return report.status === 'invalid' && host.inputs.failOn !== 'never' ? 1 : 0;
}

function modelOf({ plan }: SampledPlan): string {
  return plan.models[0]?.id ?? '';
}

/** Cases that have a score on both sides; what could not be asked or scored says nothing. */
function recordOf(
  { run_id: run, time }: PlanDocument,
  claim: SampledPlan,
  journal: Journal,
): VerificationRecord {
  const claimed = claimedScores(claim.submission);
  const measured = caseScores(claim.plan, journal);
  const checks = claim.cases.flatMap((hash) => {
    const [was, is] = [claimed.get(hash), measured.get(hash)];
    return was === undefined || is === undefined
      ? []
      : [{ case: hash, claimed: was, measured: is }];
  });
  const { digest, path } = claim.submission;
  return { digest, path, model: modelOf(claim), run, time, checks };
}

function costOf(plan: BenchmarkPlan, journal: Journal): number {
  let sum = 0;
  for (const { key } of callsOf(plan)) sum += journal.find(key)?.reply.cost_usd ?? 0;
  return sum;
}

function answeredIn(plan: BenchmarkPlan, journal: Journal): number {
  return journal.answered([...callsOf(plan)].map(({ key }) => key)).size;
}

async function store(
  context: Context,
  document: PlanDocument,
  records: readonly VerificationRecord[],
  spentUsd: number,
): Promise<void> {
  const { git, host } = context;
  if (host.inputs.dryRun) return;
  const files = new Map<string, Uint8Array>();
  for (const [index, record] of records.entries())
    if (record.checks.length > 0) files.set(recordPath(record, index), recordBytes(record));
  if (document.budget_usd > 0) {
    const entry = entryOf(document, 'settle', spentUsd);
    files.set(budgetPath(entry), budgetBytes(entry));
  }
  const { resultsBranch } = host.inputs;
  try {
    const way = commitWay(context, pushCommit(git, resultsBranch));
    const message = `Add the checks of run ${document.run_id}`;
    const commit = await appendFiles(git, resultsBranch, message, async () => files, way);
    host.output('results-commit', commit ?? '');
  } catch (error) {
    host.warn(
      `the checks could not be stored: ${error instanceof Error ? error.message : String(error)}. Run this job again.`,
    );
  }
}

function reportOf(
  context: Context,
  document: PlanDocument,
  proposal: Parameters<typeof emptyReport>[1],
  claims: readonly ClaimReport[],
  { spent, asked }: { readonly spent: number; readonly asked: number },
): Report {
  const has = (decision: ClaimVerdict['decision']) =>
    claims.filter(({ verdict }) => verdict.decision === decision).length;
  const [bad, good] = [has('disagrees'), has('verified')];
  const { expected_usd: expected, budget_usd: budget } = document;
  return {
    ...emptyReport(context, proposal),
    title: titleOf(claims.length, good, bad),
    state: bad > 0 ? 'Disagrees' : good === claims.length ? 'Verified' : 'Not decided yet',
    status: bad > 0 ? 'invalid' : good === claims.length ? 'done' : 'partial',
    cost: { expected, low: expected, high: budget, spent, budget },
    claims,
    calls: { new: asked, reused: 0, failed: 0 },
    next: bad + good < claims.length ? `/benchmark ${document.head.slice(0, 12)} verify` : '',
  };
}

function titleOf(all: number, good: number, bad: number): string {
  if (bad > 0) return `${bad} of ${all} submitted results disagree with what was measured`;
  if (good === all) return all === 1 ? 'Submitted results are verified' : `All ${all} are verified`;
  return `${good} of ${all} submitted results are verified; the rest needs more cases`;
}
