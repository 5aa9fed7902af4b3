import { executeRun, plansOf, type WrittenRun } from '../../engine/node/execute.ts';
import { readProvenance } from '../../engine/node/git.ts';
import { UserError } from '../../engine/problem.ts';
import { type Command, type Invocation, listOption } from '../command.ts';
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
  const named = listOption(invocation.values, 'models');
  const models = named.length > 0 ? named : await measuredModels(invocation);
  if (models.length === 0)
    throw new UserError('there are no stored replies', 'run `benchmarkhub run` first');
  const plans = plansOf(workspace, {
    ...planOptions(invocation),
    models,
    assumedPrice: { input: 0, output: 0 },
  });
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

/** Models that have results, and are still in the registry. */
async function measuredModels(invocation: Invocation): Promise<string[]> {
  const workspace = await openValid(invocation);
  using database = await openAnalysis(workspace, resultsFolder(invocation));
  const { rows } = await database.query(
    "SELECT DISTINCT model FROM results WHERE tier <> 'published' ORDER BY model",
  );
  return rows.map(({ model }) => String(model)).filter((id) => workspace.registry.models.has(id));
}
