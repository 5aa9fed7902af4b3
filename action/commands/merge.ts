import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { executeRun, type WrittenRun } from '../../engine/node/execute.ts';
import { readResultFile } from '../../engine/node/results.ts';
import { FINAL_OUTCOMES, type Result } from '../../engine/results/columns.ts';
import { emptyTally } from '../../engine/results/tally.ts';
import { type Context, commitWay } from '../context.ts';
import { deliver, regressionProblems } from '../deliver.ts';
import { evaluate } from '../evaluate.ts';
import { appendFiles, pushCommit } from '../git/append.ts';
import { type PlanDocument, parsePlan } from '../plan-document.ts';
import { openPlanned, type Planned } from '../planned.ts';
import type { FailureReport, Report } from '../report/report.ts';
import { budgetBytes, budgetPath } from '../results/budget.ts';
import { entryOf } from '../results/reserve.ts';
import { candidatePath } from '../results/stored.ts';
import { CODE_REFUSED, type Gathered, gatherShards } from '../shard-folder.ts';
import { mergeVerification } from './merge-verification.ts';
import { emptyReport } from './reporting.ts';
import { isRegression } from './validate.ts';

const NEVER = new AbortController().signal;

/**
 * Scores what the shards were answered, whatever finished, and tells and stores it. Holds no key.
 * Results are stored before anything is told, since telling may be refused.
 */
export async function merge(context: Context): Promise<number> {
  const { host } = context;
  const document = parsePlan(host.inputs.plan);
  if (document.sample !== undefined) return mergeVerification(context, document);
  using planned = await openPlanned(context, document);
  const gathered = await gatherShards(
    context,
    planned.plans,
    planned.study.journal,
    document.run_id,
  );
  const resultsFolder = join(host.folder, 'results');
  const runs = await executeRun(planned.study.workspace, planned.plans, {
    journal: planned.study.journal,
    resultsFolder,
    environment: {},
    tier: 'verified',
    commit: document.head,
    repository: host.repository,
    engineVersion: context.engineVersion,
    runId: document.run_id,
    offline: true,
    codeRefused: CODE_REFUSED,
    stop: NEVER,
    abort: NEVER,
  });
  const report = await reportOf(context, { document, planned, gathered, runs, resultsFolder });
  await storeRuns(context, document, runs, resultsFolder, report.cost.spent ?? 0);
  host.annotate(regressionProblems(report));
  await deliver(context, report, { comment: true, check: document.pull !== null });
  const nobody = report.calls.failed > 0 && report.calls.failed === totalOf(runs);
  return isRegression(context, report) || (nobody && host.inputs.failOn !== 'never') ? 1 : 0;
}

interface Merged {
  readonly document: PlanDocument;
  readonly planned: Planned;
  readonly gathered: Gathered;
  readonly runs: readonly WrittenRun[];
  readonly resultsFolder: string;
}

async function reportOf(context: Context, merged: Merged): Promise<Report> {
  const { document, planned, gathered, runs, resultsFolder } = merged;
  const { proposal, plans, study } = planned;
  const { boards, judgement, regressedCases, failureChanges } = await evaluate(
    context,
    proposal,
    plans,
    study.journal,
  );
  const results: Result[] = [];
  for (const { file } of runs) results.push(...(await readResultFile(join(resultsFolder, file))));
  const calls = callsOfRuns(runs);
  const isPartial = calls.failed > 0 || gathered.statuses.some(({ partial }) => partial);
  return {
    ...emptyReport(context, proposal),
    title: judgement.changes.length > 0 ? judgement.sentence : titleOf(boards.length),
    state: isPartial ? 'Partial: what was answered is kept, the same command goes on' : 'Done',
    status: isPartial ? 'partial' : 'done',
    boards,
    judgement,
    regressedCases,
    failureChanges,
    calls,
    cost: {
      expected: document.expected_usd,
      low: document.expected_usd,
      high: document.budget_usd,
      spent: runs.reduce((sum, run) => sum + run.calls.cost_usd, 0),
      budget: document.budget_usd,
    },
    failures: failuresOf(results),
    next: isPartial ? againOf(document) : '',
    moved: await hasMoved(context, document),
  };
}

function titleOf(boards: number): string {
  return boards === 1 ? 'First results of a benchmark' : `First results of ${boards} benchmarks`;
}

function againOf({ head, pull }: PlanDocument): string {
  return pull === null ? '' : `/benchmark ${head.slice(0, 12)}`;
}

function callsOfRuns(runs: readonly WrittenRun[]): Report['calls'] {
  const sum = emptyTally();
  for (const { calls } of runs) {
    sum.new += calls.new;
    sum.reused += calls.reused;
    sum.failed += calls.failed;
  }
  return { new: sum.new, reused: sum.reused, failed: sum.failed };
}

function totalOf(runs: readonly WrittenRun[]): number {
  return runs.reduce((sum, { calls }) => sum + calls.total, 0);
}

function failuresOf(results: readonly Result[]): FailureReport[] {
  const failed = results.filter(({ outcome }) => !FINAL_OUTCOMES.has(outcome));
  return [...Map.groupBy(failed, ({ outcome }) => outcome)].map(([outcome, rows]) => ({
    outcome,
    count: rows.length,
    example: rows[0]?.error ?? '',
  }));
}

async function hasMoved({ github }: Context, { pull, head }: PlanDocument): Promise<boolean> {
  if (pull === null) return false;
  // Not knowing is no reason to lose the report.
  return github.pull(pull).then(
    ({ headSha }) => headSha !== head,
    () => false,
  );
}

/** One commit for the results and for what they cost; unmerged pull requests keep to a folder of their own. */
async function storeRuns(
  context: Context,
  document: PlanDocument,
  runs: readonly WrittenRun[],
  resultsFolder: string,
  spentUsd: number,
): Promise<void> {
  const { git, host } = context;
  if (host.inputs.dryRun) return;
  const files = new Map<string, Uint8Array>();
  for (const { file } of runs)
    files.set(placeOf(document, file), await readFile(join(resultsFolder, file)));
  if (document.budget_usd > 0) {
    const entry = entryOf(document, 'settle', spentUsd);
    files.set(budgetPath(entry), budgetBytes(entry));
  }
  const { resultsBranch } = host.inputs;
  try {
    const way = commitWay(context, pushCommit(git, resultsBranch));
    const message = `Add the results of run ${document.run_id}`;
    const commit = await appendFiles(git, resultsBranch, message, async () => files, way);
    host.output('results-commit', commit ?? '');
  } catch (error) {
    host.warn(
      `the results could not be stored: ${error instanceof Error ? error.message : String(error)}. They are in the artifacts of this run; run this job again.`,
    );
  }
}

function placeOf({ pull, head }: PlanDocument, file: string): string {
  return pull === null ? `results/${file}` : candidatePath(pull, head, file);
}
