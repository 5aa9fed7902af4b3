import { join } from 'node:path';
import { executeRun, type WrittenRun } from '../../engine/node/execute.ts';
import { isUsable, keyOf } from '../../engine/node/keys.ts';
import { requireValid, type Workspace } from '../../engine/node/workspace.ts';
import { estimateRun } from '../../engine/plan/estimate.ts';
import type { BenchmarkPlan } from '../../engine/plan/plan.ts';
import { UserError } from '../../engine/problem.ts';
import type { Context } from '../context.ts';
import { deliver, regressionProblems } from '../deliver.ts';
import { evaluate } from '../evaluate.ts';
import { type Interrupt, listenForInterrupt } from '../interrupt.ts';
import { actionPlans, warnUnscored } from '../plans.ts';
import type { Proposal } from '../proposal.ts';
import type { Report } from '../report/report.ts';
import { CODE_REFUSED } from '../shard-folder.ts';
import { refusedFiles } from '../source/workspace.ts';
import { openStudy, openWorkspaceOf, type Study } from '../study.ts';
import { emptyReport, estimateParts } from './reporting.ts';
import { proposalOfEvent } from './subject.ts';

/**
 * Compares the benchmarks of a pull request with those of its base, on the same cases, in one job
 * that holds the key: for pull requests from the repository itself. Only new calls cost anything.
 */
export async function gate(context: Context): Promise<number> {
  const { host } = context;
  const proposal = await proposalOfEvent(context);
  if (proposal.base === undefined)
    throw new UserError('there is nothing to compare with', 'give the input base a commit');
  const refused = refusedFiles(proposal.data, proposal.base);
  if (refused.length > 0) host.annotate(refused);
  using study = await openStudy(context, proposal);
  host.annotate(study.workspace.problems);
  requireValid(study.workspace);
  if (refused.length > 0) throw new UserError(refused[0]?.message ?? '', refused[0]?.fix);
  const report = await compare(context, proposal, study);
  host.annotate(regressionProblems(report));
  await deliver(context, report, { comment: true, check: true });
  const failed = (report.judgement?.regressions ?? 0) > 0 && host.inputs.failOn !== 'never';
  return failed ? 1 : 0;
}

async function compare(context: Context, proposal: Proposal, study: Study): Promise<Report> {
  const { host } = context;
  const { models } = host.inputs;
  using interrupt = listenForInterrupt(host.inputs.timeoutMinutes, host.log);
  const plans = actionPlans(study.workspace, { models, trials: host.inputs.trials });
  warnUnscored(plans, host);
  const before = await basePlans(context, proposal, plans);
  requireUsable(plans, study.workspace, context);
  const all = [...plans, ...before];
  const estimate = estimateRun(all, study.journal, {
    concurrency: host.inputs.maxConcurrency,
    providers: study.workspace.registry.providers,
  });
  const runs = await ask(context, study, all, interrupt, proposal.data.sha);
  const { boards, judgement, regressedCases, failureChanges } = await evaluate(
    context,
    proposal,
    plans,
    study.journal,
  );
  const spent = runs.reduce((sum, { calls }) => sum + calls.cost_usd, 0);
  const failed = runs.reduce((sum, { calls }) => sum + calls.failed, 0);
  const parts = estimateParts(estimate, host.inputs.budgetUsd);
  return {
    ...emptyReport(context, proposal),
    ...parts,
    title: plans.length === 0 ? 'No benchmark changed' : judgement.sentence,
    state: failed > 0 ? 'Partial: some calls have no reply' : 'Done',
    status: failed > 0 ? 'partial' : 'done',
    boards,
    judgement,
    regressedCases,
    failureChanges,
    calls: { ...parts.calls, failed },
    cost: { ...parts.cost, spent },
  };
}

/** The same models on the benchmarks as they were. */
async function basePlans(
  context: Context,
  { base, trusted }: Proposal,
  plans: readonly BenchmarkPlan[],
): Promise<BenchmarkPlan[]> {
  if (base === undefined) return [];
  const ids = plans.map(({ benchmark }) => benchmark.id);
  const present = new Set([...base.entries.keys()].map((path) => path.split('/')[1]));
  const wanted = ids.filter((id) => present.has(id));
  const workspace = await openWorkspaceOf(context, { data: base, trusted }, wanted);
  return workspace.benchmarks.flatMap((benchmark) =>
    plans
      .filter((plan) => plan.benchmark.id === benchmark.id)
      .map((plan) => ({ ...plan, benchmark })),
  );
}

/** @throws UserError naming the variable that is not set, before anything is asked. */
function requireUsable(
  plans: readonly BenchmarkPlan[],
  { registry }: Workspace,
  { host }: Context,
): void {
  for (const { routes, id } of plans.flatMap((plan) => plan.models)) {
    const providers = routes.flatMap(({ provider }) => registry.providers.get(provider) ?? []);
    if (providers.some((provider) => isUsable(provider, host.environment))) continue;
    const names = providers.flatMap((provider) =>
      keyOf(provider, host.environment) === undefined ? (provider.api_key ?? []) : [],
    );
    const isSet = names.some((name) => host.environment[name] !== undefined);
    throw new UserError(
      `${id} needs ${names.join(' or ')}, which is ${isSet ? 'empty' : 'not set'}`,
      isSet
        ? 'pull requests from forks get no secrets; use the workflow with /benchmark for them'
        : `give the step env: ${names[0] ?? 'the key'}: the secret of that name`,
    );
  }
}

/** Asks head and base; each is a run of its own, so that both are stored. */
async function ask(
  context: Context,
  { workspace, journal }: Study,
  plans: readonly BenchmarkPlan[],
  interrupt: Interrupt,
  commit: string,
): Promise<WrittenRun[]> {
  const { host } = context;
  return executeRun(workspace, plans, {
    journal,
    resultsFolder: join(host.folder, 'results'),
    environment: host.environment,
    tier: 'verified',
    commit,
    repository: host.repository,
    engineVersion: context.engineVersion,
    concurrency: host.inputs.maxConcurrency,
    maxCostUsd: host.inputs.budgetUsd,
    offline: host.inputs.dryRun,
    codeRefused: CODE_REFUSED,
    stop: interrupt.stop,
    abort: interrupt.abort,
  });
}
