import { join } from 'node:path';
import { openJournal } from '../engine/node/journal.ts';
import type { Submission } from '../engine/node/submissions.ts';
import { requireValid } from '../engine/node/workspace.ts';
import type { BenchmarkPlan } from '../engine/plan/plan.ts';
import { UserError } from '../engine/problem.ts';
import type { Context } from './context.ts';
import { readTree } from './git/tree.ts';
import { digestOf, type PlanDocument } from './plan-document.ts';
import { actionPlans } from './plans.ts';
import type { Proposal } from './proposal.ts';
import { ROOTS } from './source/workspace.ts';
import { openStudy, openWorkspaceOf, type Study } from './study.ts';
import { samplePlan } from './verification/sample.ts';
import { submitted } from './verification/submitted.ts';

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
  if (document.sample !== undefined) {
    const sampled = await openSampled(context, document);
    return { ...sampled, plans: sampled.claims.map(({ plan }) => plan) };
  }
  const proposal = await proposalOf(context, document);
  const study = await openStudy(context, proposal, document.benchmarks);
  requireValid(study.workspace);
  const plans = study.workspace.benchmarks.flatMap((benchmark) => {
    const models = document.models[document.benchmarks.indexOf(benchmark.id)] ?? [];
    const options = { models, trials: document.trials ?? undefined };
    return actionPlans({ ...study.workspace, benchmarks: [benchmark] }, options);
  });
  if (digestOf(plans) === document.digest)
    return { proposal, study, plans, [Symbol.dispose]: () => study[Symbol.dispose]() };
  study[Symbol.dispose]();
  throw notPlanned();
}

/** A claim of a sample: the cases that are asked again, in the order they were drawn. */
export interface SampledPlan {
  readonly submission: Submission;
  readonly plan: BenchmarkPlan;
  readonly cases: readonly string[];
}

/** A sample with all that it speaks of, read again from the same commits. */
export interface Sampled extends Disposable {
  readonly proposal: Proposal;
  /** Its journal is empty: what is stored already is asked anew. */
  readonly study: Study;
  readonly claims: readonly SampledPlan[];
}

/** @throws UserError when what is submitted is not what was planned. */
export async function openSampled(context: Context, document: PlanDocument): Promise<Sampled> {
  const proposal = await proposalOf(context, document);
  const { submissions } = await submitted(context, proposal);
  const claims = (document.sample ?? []).flatMap((claim) => {
    const found = samplePlan(submissions, claim);
    return found === undefined ? [] : [{ ...found, cases: claim.cases }];
  });
  if (digestOf(claims.map(({ plan }) => plan)) !== document.digest) throw notPlanned();
  const workspace = await openWorkspaceOf(context, proposal, document.benchmarks);
  const journal = openJournal(join(context.temporary, 'sample.sqlite'));
  const stored = { results: '', candidates: '' };
  const close = () => journal[Symbol.dispose]();
  const study = { workspace, journal, stored, [Symbol.dispose]: close };
  return { proposal, study, claims, [Symbol.dispose]: close };
}

function notPlanned(): UserError {
  return new UserError('the plan is not what these commits give', 'run the job that planned again');
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
