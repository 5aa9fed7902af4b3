import { executeRun, plansOf, type WrittenRun } from '../../engine/node/execute.ts';
import { readProvenance } from '../../engine/node/git.ts';
import type { Workspace } from '../../engine/node/workspace.ts';
import type { BenchmarkPlan } from '../../engine/plan/plan.ts';
import { UserError } from '../../engine/problem.ts';
import { codeOptions } from '../code.ts';
import type { Command, Invocation } from '../command.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { countText } from '../terminal/format.ts';
import {
  engineVersion,
  openAnalysis,
  openValid,
  openWorkspaceJournal,
  resultsFolder,
} from '../workspace.ts';
import { PLAN_OPTIONS, planOptions } from './plan.ts';
import { boardsAfter, printRuns } from './run.ts';

export const score: Command = {
  summary: 'score the stored replies again: no calls, no keys, no cost',
  usage: '[benchmark…]',
  options: Object.fromEntries(
    ['models', 'trials', 'results'].flatMap((name) =>
      PLAN_OPTIONS[name] ? [[name, PLAN_OPTIONS[name]]] : [],
    ),
  ),
  run: runScore,
};

async function runScore(invocation: Invocation): Promise<number> {
  const workspace = await openValid(invocation);
  const plans = await storedPlans(invocation, workspace);
  if (plans.length === 0)
    throw new UserError('there are no stored replies', 'run `benchmarkhub run` first');
  using journal = openWorkspaceJournal(invocation.root);
  using interrupt = listenForInterrupt(invocation.terminal);
  const runs = await executeRun(workspace, plans, {
    journal,
    resultsFolder: resultsFolder(invocation),
    environment: {},
    tier: 'self_reported',
    ...(await readProvenance(invocation.root)),
    engineVersion: engineVersion(),
    offline: true,
    ...codeOptions(invocation, workspace, plans, true),
    stop: interrupt.stop,
    abort: interrupt.abort,
  });
  for (const { benchmark, calls } of runs) {
    const missing = calls.failed > 0 ? `, ${countText(calls.failed)} have none` : '';
    invocation.terminal.log(
      `${benchmark}: ${countText(calls.total - calls.failed)} stored replies scored${missing}`,
    );
  }
  printRuns(invocation, runs.map(asStored), await boardsAfter(invocation, workspace));
  return 0;
}

/** Baselines are computed again, which asks nobody: for the count they are stored replies. */
function asStored(run: WrittenRun): WrittenRun {
  const { calls } = run;
  return { ...run, calls: { ...calls, new: 0, reused: calls.reused + calls.new } };
}

/** What has been measured of each benchmark, as far as its models are still in the registry. */
async function storedPlans(invocation: Invocation, workspace: Workspace): Promise<BenchmarkPlan[]> {
  using database = await openAnalysis(workspace, resultsFolder(invocation));
  const { rows } = await database.query(
    "SELECT benchmark, model, max(trial) AS trials FROM results WHERE tier <> 'published' GROUP BY ALL ORDER BY ALL",
  );
  const options = planOptions(invocation);
  // Nothing is asked, so no price is needed.
  const assumedPrice = { input: 0, output: 0 };
  return workspace.benchmarks.flatMap((benchmark) => {
    const stored = rows.filter((row) => row.benchmark === benchmark.id);
    const known = stored.filter(({ model }) => workspace.registry.models.has(String(model)));
    const models =
      options.models.length > 0 ? options.models : known.map(({ model }) => `${model}`);
    if (models.length === 0) return [];
    const trials = options.trials ?? Math.max(...known.map((row) => Number(row.trials)), 1);
    return plansOf({ ...workspace, benchmarks: [benchmark] }, { models, trials, assumedPrice });
  });
}
