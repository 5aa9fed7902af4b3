import type { Estimate } from '../../engine/plan/estimate.ts';
import type { BenchmarkPlan } from '../../engine/plan/plan.ts';
import { UserError } from '../../engine/problem.ts';
import type { Context } from '../context.ts';
import { type Delivery, deliver } from '../deliver.ts';
import { digestOf, type PlanDocument } from '../plan-document.ts';
import type { Proposal } from '../proposal.ts';
import { emptyReport } from './reporting.ts';

/** Who wants a run, of what, and within which limits. */
export interface Request {
  readonly proposal: Proposal;
  readonly author: string;
  readonly actor: string;
  readonly models: readonly string[];
  readonly budgetUsd: number;
  /** Whether a run follows, so that money has to be set aside. */
  readonly granted: boolean;
  /** Whether submitted results are checked, instead of benchmarks run. */
  readonly verify: boolean;
}

/** Plans are told in the comment. */
export const TOLD: Delivery = { comment: true, check: false };

/** Tells why nothing is run. @param reason Markdown of our own */
export async function refuse(
  context: Context,
  proposal: Proposal,
  reason: string,
): Promise<number> {
  const state = `Not run: ${reason}`;
  const told = { title: 'This was not run', state, status: 'refused' } as const;
  await deliver(context, { ...emptyReport(context, proposal), ...told }, TOLD);
  return 0;
}

/** What the next jobs need to know of a plan. @throws UserError for a commit without benchmarks. */
export function documentOf(
  { host }: Context,
  { proposal, author, actor, budgetUsd }: Request,
  plans: readonly BenchmarkPlan[],
  estimate: Estimate,
): PlanDocument {
  const { data, base, trusted, pull } = proposal;
  if (data.entries.size === 0) throw new UserError('there are no benchmarks in this commit');
  return {
    version: 1,
    time: new Date().toISOString(),
    run_id: crypto.randomUUID().replaceAll('-', '').slice(0, 12),
    budget_run: `${host.runId}-${host.environment.GITHUB_RUN_ATTEMPT ?? '1'}`,
    head: data.sha,
    base: base?.sha ?? null,
    trusted: trusted.sha,
    pull: pull ?? null,
    author,
    actor,
    benchmarks: plans.map(({ benchmark }) => benchmark.id),
    models: plans.map(({ models }) => models.map(({ id }) => id)),
    trials: host.inputs.trials ?? null,
    // Nothing is set aside beyond what the run can cost at its worst.
    budget_usd: Math.min(budgetUsd, Math.ceil(estimate.cost_usd.high * 120) / 100),
    expected_usd: estimate.cost_usd.expected,
    digest: digestOf(plans),
  };
}
