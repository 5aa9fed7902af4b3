import { isFree } from '../engine/model/price.ts';
import type { WrittenRun } from '../engine/node/execute.ts';
import { readActor } from '../engine/node/git.ts';
import type { FileJournal } from '../engine/node/journal.ts';
import { writeLedger } from '../engine/node/ledger.ts';
import { importStoredResults } from '../engine/node/stored-results.ts';
import { type Estimate, estimateRun } from '../engine/plan/estimate.ts';
import type { BenchmarkPlan } from '../engine/plan/plan.ts';
import type { Invocation } from './command.ts';
import { resultsFolder } from './workspace.ts';

/** A prediction, and when it was made. */
export interface Prediction {
  readonly estimate: Estimate;
  readonly time: Date;
}

/** What a run is expected to cost; `undefined` when nothing in it costs anything. */
export async function predict(
  invocation: Invocation,
  plans: readonly BenchmarkPlan[],
  journal: FileJournal,
): Promise<Prediction | undefined> {
  if (plans.every(({ models }) => models.every(isFree))) return undefined;
  await importStoredResults(journal, resultsFolder(invocation), invocation.root, plans);
  return { estimate: estimateRun(plans, journal), time: new Date() };
}

/** Writes down the prediction and what came of it, for the next prediction and for who pays. */
export async function keepLedger(
  invocation: Invocation,
  runs: readonly WrittenRun[],
  prediction: Prediction | undefined,
): Promise<void> {
  if (prediction === undefined) return;
  const actor = await readActor(invocation.root, process.env);
  await writeLedger(resultsFolder(invocation), runs, prediction.estimate, actor, prediction.time);
}
