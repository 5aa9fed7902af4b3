import { join } from 'node:path';
import type { Benchmark } from '../engine/benchmark/benchmark.ts';
import { type FileJournal, openJournal } from '../engine/node/journal.ts';
import { importResultFiles } from '../engine/node/stored-results.ts';
import type { Workspace } from '../engine/node/workspace.ts';
import type { BenchmarkPlan } from '../engine/plan/plan.ts';
import { callsOf } from '../engine/plan/plan.ts';
import { storedKeys } from '../engine/plan/reuse.ts';
import type { Context } from './context.ts';
import { resultsHead } from './context.ts';
import { actionPlans } from './plans.ts';
import { type Proposal, wantedBenchmarks } from './proposal.ts';
import { readStoredResults, type StoredResults } from './results/stored.ts';
import { workspaceOf } from './source/workspace.ts';

/** Benchmarks of a proposal, and every reply that is stored anywhere. */
export interface Study extends Disposable {
  readonly workspace: Workspace;
  readonly journal: FileJournal;
  readonly stored: StoredResults;
}

/** @param wanted ids of benchmarks, or all; what the proposal changes unless it is said */
export async function openStudy(
  context: Context,
  proposal: Proposal,
  wanted: readonly string[] | undefined = wantedBenchmarks(context, proposal),
): Promise<Study> {
  const workspace = await openWorkspaceOf(context, proposal, wanted);
  const folder = join(context.temporary, 'stored');
  const stored = await readStoredResults(context.git, await resultsHead(context), folder);
  const journal = openJournal(join(context.temporary, 'journal.sqlite'));
  await importResultFiles(journal, stored.results);
  await importResultFiles(journal, stored.candidates);
  return { workspace, stored, journal, [Symbol.dispose]: () => journal[Symbol.dispose]() };
}

/** The benchmarks of a proposal, with the models of the trusted commit. */
export function openWorkspaceOf(
  { temporary, builtInModels }: Context,
  { data, trusted }: Pick<Proposal, 'data' | 'trusted'>,
  wanted: readonly string[] | undefined,
): Promise<Workspace> {
  return workspaceOf({ data, trusted, builtIn: builtInModels, root: temporary }, wanted);
}

/** The plans of the models that were asked before, as far as nothing new has to be asked of them. */
export function storedPlans(workspace: Workspace, journal: FileJournal): BenchmarkPlan[] {
  return workspace.benchmarks.flatMap((benchmark) => {
    const ids = [...workspace.registry.models.keys()];
    const known = ids.filter((id) => journal.history(benchmark.id, id) !== undefined);
    if (known.length === 0) return [];
    const plans = actionPlans({ ...workspace, benchmarks: [benchmark] }, { models: known });
    return plans.flatMap((plan) => withStoredModels(plan, journal));
  });
}

function withStoredModels(plan: BenchmarkPlan, journal: FileJournal): BenchmarkPlan[] {
  const models = plan.models.filter((model) => {
    const calls = [...callsOf(plan, [model])];
    const stored = storedKeys(calls, journal);
    return calls.every(({ key }) => stored.has(key));
  });
  return models.length === 0 ? [] : [{ ...plan, models }];
}

/** A benchmark as it was at the base, for comparing; `undefined` when it is new or was invalid. */
export async function baseBenchmark(
  context: Context,
  { base, trusted }: Proposal,
  id: string,
): Promise<Benchmark | undefined> {
  if (base === undefined) return undefined;
  const workspace = await openWorkspaceOf(context, { data: base, trusted }, [id]);
  return workspace.benchmarks[0];
}
