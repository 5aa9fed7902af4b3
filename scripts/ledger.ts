import type { Registry } from '../engine/model/model.ts';
import { isFree } from '../engine/model/price.ts';
import type { WrittenRun } from '../engine/node/execute.ts';
import { readActor } from '../engine/node/git.ts';
import type { FileJournal } from '../engine/node/journal.ts';
import { isUsable } from '../engine/node/keys.ts';
import { writeLedger } from '../engine/node/ledger.ts';
import { importStoredResults } from '../engine/node/stored-results.ts';
import { type Estimate, type EstimateOptions, estimateRun } from '../engine/plan/estimate.ts';
import type { BenchmarkPlan } from '../engine/plan/plan.ts';
import { type Invocation, integerOption } from './command.ts';
import { resultsFolder } from './workspace.ts';

/** A prediction, and when it was made. */
export interface Prediction {
  readonly estimate: Estimate;
  readonly time: Date;
}

/** How the command line would ask: with the keys of the environment, and its options. */
export function estimateOptions({ values }: Invocation, registry: Registry): EstimateOptions {
  return {
    providers: registry.providers,
    isUsable: (provider) => isUsable(provider, process.env),
    concurrency: integerOption(values, 'concurrency', 1, 10_000),
    batch: values.batch === true,
  };
}

/** What a run is expected to cost; `undefined` when nothing in it costs anything. */
export async function predict(
  invocation: Invocation,
  plans: readonly BenchmarkPlan[],
  journal: FileJournal,
  registry: Registry,
): Promise<Prediction | undefined> {
  if (plans.every(({ models }) => models.every(isFree))) return undefined;
  await importStoredResults(journal, resultsFolder(invocation), invocation.root, plans);
  return {
    estimate: estimateRun(plans, journal, estimateOptions(invocation, registry)),
    time: new Date(),
  };
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
