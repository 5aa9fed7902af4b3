import type { Board } from '../../engine/analysis/board.ts';
import { boardsOf } from '../../engine/node/boards.ts';
import { executeRun, plansOf, type WrittenRun } from '../../engine/node/execute.ts';
import { readProvenance } from '../../engine/node/git.ts';
import { withJudging } from '../../engine/node/judged-boards.ts';
import { requireKeys } from '../../engine/node/keys.ts';
import type { Workspace } from '../../engine/node/workspace.ts';
import type { BenchmarkPlan } from '../../engine/plan/plan.ts';
import { UserError } from '../../engine/problem.ts';
import type { RunProgress } from '../../engine/run/progress.ts';
import {
  type Command,
  type Invocation,
  integerOption,
  numberOption,
  textOption,
  type Values,
} from '../command.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { scoringOptions } from '../judging.ts';
import { keepLedger, predict } from '../ledger.ts';
import { boardLines } from '../terminal/board.ts';
import { countText } from '../terminal/format.ts';
import { showProgress } from '../terminal/progress.ts';
import { failureLines, summaryLines } from '../terminal/run-summary.ts';
import { printable } from '../terminal/terminal.ts';
import { inRandomOrder, questionOf, UNTIL_OPTIONS, type Watch, watchRun } from '../until.ts';
import {
  engineVersion,
  openResults,
  openValid,
  openWorkspaceJournal,
  resultsFolder,
} from '../workspace.ts';
import { PLAN_OPTIONS, planOptions } from './plan.ts';

export const run: Command = {
  summary: 'ask what is new, score it, store it and show the boards',
  usage: '[benchmark…]',
  options: {
    ...PLAN_OPTIONS,
    timeout: {
      type: 'string',
      value: 'SECONDS',
      about: 'longest wait for one reply (default: 120)',
    },
    stream: {
      type: 'boolean',
      about: 'ask for answers as streams, and record when each began',
    },
    fresh: { type: 'boolean', about: 'ask everything anew, whatever is stored' },
    resume: {
      type: 'boolean',
      about: 'go on where a stopped run ended; this is what every run does',
    },
    offline: {
      type: 'boolean',
      about: 'ask nobody on a network: stored replies and baselines only',
    },
    shard: {
      type: 'string',
      value: 'I/N',
      about: 'ask only the I-th of N equal parts of the plan',
    },
    run: {
      type: 'string',
      value: 'ID',
      about: 'name of the run, for the shards of one run to share',
    },
    ...UNTIL_OPTIONS,
    quiet: { type: 'boolean', short: 'q', about: 'no progress' },
    verbose: {
      type: 'boolean',
      short: 'v',
      about:
        'tell of every request: route, outcome, tokens, time; never a key, a prompt or an answer',
    },
  },
  run: runRun,
};

async function runRun(invocation: Invocation): Promise<number> {
  const workspace = await openValid(invocation);
  const plans = plansOf(workspace, planOptions(invocation));
  const runs = plans.every((plan) => questionOf(invocation.values, plan) === undefined)
    ? await executePlans(invocation, workspace, plans)
    : await executeUntil(invocation, workspace, plans);
  const boards = await boardsAfter(invocation, workspace);
  printRuns(invocation, runs, boards);
  return exitCodeOf(runs);
}

/** 2 when the outside world gave no reply at all, 1 when the run was cut short. */
export function exitCodeOf(runs: readonly WrittenRun[]): number {
  const total = runs.reduce((sum, { calls }) => sum + calls.total, 0);
  const failed = runs.reduce((sum, { calls }) => sum + calls.failed, 0);
  if (runs.some(({ partial }) => partial !== false)) return 1;
  return total > 0 && failed === total ? 2 : 0;
}

/** The runs and the boards they make, as a person or a program reads them. */
export function printRuns(
  { json, terminal }: Invocation,
  runs: readonly WrittenRun[],
  boards: readonly Board[],
): void {
  if (json) {
    const listed = runs.map(({ calls: { cost_usd, models: _, ...calls }, ...rest }) => ({
      ...rest,
      calls,
      cost_usd,
    }));
    terminal.out(JSON.stringify({ runs: listed, boards }, null, 2));
    return;
  }
  for (const board of boards)
    for (const line of ['', ...boardLines(board, terminal)]) terminal.out(line);
}

/** One benchmark after the other, each until its question is settled. */
async function executeUntil(
  invocation: Invocation,
  workspace: Workspace,
  plans: readonly BenchmarkPlan[],
): Promise<WrittenRun[]> {
  const runs: WrittenRun[] = [];
  for (const plan of plans)
    runs.push(...(await executePlans(invocation, workspace, [inRandomOrder(plan)])));
  return runs;
}

/** Runs plans with the options of the command line, showing progress and what came of it. */
export async function executePlans(
  invocation: Invocation,
  workspace: Workspace,
  plans: readonly BenchmarkPlan[],
): Promise<WrittenRun[]> {
  const { values, terminal, root } = invocation;
  const limits = limitOptions(values);
  const offline = values.offline === true;
  const batch = batchOption(values);
  if (!offline)
    requireKeys(
      [...new Set(plans.flatMap(({ models }) => models))],
      workspace.registry,
      process.env,
    );
  const provenance = await readProvenance(root);
  using journal = openWorkspaceJournal(root);
  using interrupt = listenForInterrupt(terminal);
  let stopProgress = () => {};
  let progress: RunProgress | undefined;
  const runId = runOption(values) ?? newRunId();
  const [plan] = plans;
  const question = plan === undefined ? undefined : questionOf(values, plan);
  const stamp = {
    runId,
    runAt: new Date(),
    tier: 'self_reported',
    ...provenance,
    engineVersion: engineVersion(),
    unasked: 'cancelled',
  } as const;
  using watch =
    question === undefined || plan === undefined
      ? undefined
      : watchRun(question, plan, journal, stamp, () => progress);
  try {
    const predicted = await predict(invocation, plans, journal, workspace.registry);
    const runs = await executeRun(workspace, plans, {
      journal,
      resultsFolder: resultsFolder(invocation),
      environment: process.env,
      tier: 'self_reported',
      ...provenance,
      engineVersion: engineVersion(),
      ...limits,
      runId,
      decided: watch?.decided,
      ...scoringOptions(invocation, workspace, plans),
      fresh: values.fresh === true,
      stream: values.stream === true,
      offline,
      onRequest: values.verbose === true ? noteOf(invocation) : undefined,
      batches: batch ? { onNote: noteOf(invocation) } : undefined,
      stop: interrupt.stop,
      abort: interrupt.abort,
      onStart: (started) => {
        progress = started;
        if (values.quiet !== true) stopProgress = showProgress(terminal, started);
      },
    });
    stopProgress();
    await keepLedger(invocation, runs, predicted);
    const lines = [...summaryLines(runs, predicted?.estimate), ...failureLines(progress)];
    for (const line of [...lines, ...answerLines(watch)]) terminal.log(line);
    return runs;
  } finally {
    stopProgress();
  }
}

function answerLines(watch: Watch | undefined): string[] {
  if (watch === undefined) return [];
  const { seen, cases, sentence } = watch.answer();
  return [`${printable(sentence)}, after ${countText(seen)} of ${countText(cases)} cases`];
}

function newRunId(): string {
  return crypto.randomUUID().replaceAll('-', '').slice(0, 12);
}

/** Where what happens is told as it does: a line each, in a log as on a screen. */
function noteOf({ values, terminal }: Invocation): (text: string) => void {
  return values.quiet === true ? () => {} : (text) => terminal.log(printable(text));
}

/** @throws UserError for what makes no sense together. */
function batchOption(values: Values): boolean {
  for (const other of ['offline', 'stream'])
    if (values.batch === true && values[other] === true)
      throw new UserError(`--batch and --${other} exclude each other`);
  if (values.quiet === true && values.verbose === true)
    throw new UserError('--quiet and --verbose exclude each other');
  return values.batch === true;
}

function runOption(values: Values): string | undefined {
  const run = textOption(values, 'run');
  if (run === undefined || /^[a-z0-9]{4,40}$/.test(run)) return run;
  throw new UserError(`--run takes 4 to 40 lower-case letters and digits, not "${run}"`);
}

function limitOptions(values: Values) {
  const timeout = numberOption(values, 'timeout', 0.001, 86_400);
  return {
    concurrency: integerOption(values, 'concurrency', 1, 10_000),
    maxCostUsd: numberOption(values, 'max-cost', 0),
    timeoutMs: timeout === undefined ? undefined : timeout * 1000,
  };
}

/** Boards of the workspace's benchmarks as their files stand now. */
export async function boardsAfter(invocation: Invocation, workspace: Workspace): Promise<Board[]> {
  const folder = resultsFolder(invocation);
  using database = await openResults(folder);
  const boards = await boardsOf(database, workspace.benchmarks);
  const current = boards.filter((board) => board.current);
  return withJudging(current, workspace.benchmarks, { ...invocation, resultsFolder: folder });
}
