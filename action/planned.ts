import { plansOf } from '../engine/node/execute.ts';
import { requireValid } from '../engine/node/workspace.ts';
import type { BenchmarkPlan } from '../engine/plan/plan.ts';
import { UserError } from '../engine/problem.ts';
import type { Context } from './context.ts';
import { readTree } from './git/tree.ts';
import { digestOf, type PlanDocument } from './plan-document.ts';
import type { Proposal } from './proposal.ts';
import { ROOTS } from './source/workspace.ts';
import { openStudy, type Study } from './study.ts';

/** A plan with all that it speaks of, read again from the same commits. */
export interface Planned extends Disposable {
  readonly proposal: Proposal;
  readonly study: Study;
  readonly plans: readonly BenchmarkPlan[];
}

/**
 * Reads what a plan speaks of. Commits are named by their SHA, so every job sees the same; the
 * digest says so.
 *
 * @throws UserError when it is not what was planned.
 */
export async function openPlanned(context: Context, document: PlanDocument): Promise<Planned> {
  const proposal = await proposalOf(context, document);
  const study = await openStudy(context, proposal, document.benchmarks);
  requireValid(study.workspace);
  const plans = study.workspace.benchmarks.flatMap((benchmark) => {
    const models = document.models[document.benchmarks.indexOf(benchmark.id)] ?? [];
    const options = { models, trials: document.trials ?? undefined };
    return plansOf({ ...study.workspace, benchmarks: [benchmark] }, options);
  });
  if (digestOf(plans) === document.digest)
    return { proposal, study, plans, [Symbol.dispose]: () => study[Symbol.dispose]() };
  study[Symbol.dispose]();
  throw new UserError('the plan is not what these commits give', 'run the job that planned again');
}

async function proposalOf({ git }: Context, document: PlanDocument): Promise<Proposal> {
  const { head, base, trusted, pull } = document;
  return {
    data: await readTree(git, head, ROOTS),
    base: base === null ? undefined : await readTree(git, base, ROOTS),
    trusted: await readTree(git, trusted, ROOTS),
    pull: pull ?? undefined,
  };
}
