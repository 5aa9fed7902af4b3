import { requireValid } from '../../engine/node/workspace.ts';
import { type Estimate, estimateRun } from '../../engine/plan/estimate.ts';
import type { BenchmarkPlan } from '../../engine/plan/plan.ts';
import { authorise } from '../authorise.ts';
import type { Context } from '../context.ts';
import { deliver } from '../deliver.ts';
import { type Subject, subjectOf } from '../event.ts';
import type { PlanDocument, ShardDocument } from '../plan-document.ts';
import { actionPlans, warnUnscored } from '../plans.ts';
import { proposalOfPull } from '../proposal.ts';
import type { Report } from '../report/report.ts';
import { reserveBudget } from '../results/reserve.ts';
import { shardsOf, unreachable } from '../shards.ts';
import type { SlashCommand } from '../slash-command.ts';
import { openStudy, type Study } from '../study.ts';
import { documentOf, type Request, refuse, TOLD } from './plan-request.ts';
import { planVerification } from './plan-verification.ts';
import { emptyReport, estimateParts } from './reporting.ts';
import { proposalOfEvent } from './subject.ts';
import { checkProposal, evaluateStored } from './validate.ts';

/** Says what a run would cost; after a command that is granted, sets the money aside and gives the matrix. */
export async function plan(context: Context): Promise<number> {
  const { host } = context;
  host.output('matrix', JSON.stringify({ include: [] }));
  host.output('shards', '0');
  const request = await requestOf(context, subjectOf(host));
  if (request === undefined) return 0;
  const { proposal } = request;
  const { problems } = await checkProposal(context, proposal);
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    const title = `${errors.length} problems to fix before this can run`;
    const invalid = { title, state: 'Invalid', status: 'invalid', problems: errors } as const;
    await deliver(context, { ...emptyReport(context, proposal), ...invalid }, TOLD);
    return host.inputs.failOn === 'never' ? 0 : 1;
  }
  if (request.verify) return planVerification(context, request);
  using study = await openStudy(context, proposal);
  return await planStudy(context, request, study);
}

async function planStudy(context: Context, request: Request, study: Study): Promise<number> {
  const { host } = context;
  const { proposal, models } = request;
  requireValid(study.workspace);
  const plans = actionPlans(study.workspace, { models, trials: host.inputs.trials });
  warnUnscored(plans, host);
  const estimate = estimateRun(plans, study.journal, {
    concurrency: host.inputs.maxConcurrency,
    providers: study.workspace.registry.providers,
  });
  if (!request.granted || plans.length === 0) {
    await deliver(context, await preview(context, request, estimate), TOLD);
    return 0;
  }
  const lost = unreachable(plans, study.workspace.registry, host.inputs.providers);
  if (lost.length > 0)
    host.warn(`no provider of the input providers has ${lost.join(', ')}: they are left out`);
  const document = documentOf(context, request, plans, estimate);
  const refusal = await reserveBudget(context, document);
  if (refusal !== undefined) return refuse(context, proposal, refusal);
  await announce(context, request, study, { document, plans, estimate });
  return 0;
}

/** The preview of a run that nobody has asked for yet, with the command that asks for it. */
async function preview(context: Context, request: Request, estimate: Estimate): Promise<Report> {
  const { proposal, models, budgetUsd } = request;
  const empty = emptyReport(context, proposal);
  if (estimate.calls.total === 0)
    return {
      ...empty,
      title: 'No benchmark changed',
      state: 'Nothing to run',
      status: 'nothing to do',
    };
  const isFree = estimate.calls.new === 0;
  const words = ['/benchmark', proposal.data.sha.slice(0, 12), ...models];
  const stored = await evaluateStored(context, proposal);
  const told = stored?.judgement?.changes.length ? `${stored.judgement.sentence}. ` : '';
  const asked = `${estimate.calls.new} calls to ask`;
  return {
    ...empty,
    ...estimateParts(estimate, budgetUsd),
    ...stored,
    title: isFree ? `${told}Nothing new to ask` : `${told}${asked}`,
    state: isFree ? 'Evaluated from stored replies' : 'Planned',
    status: 'planned',
    next: isFree ? '' : words.join(' '),
  };
}

async function announce(
  context: Context,
  request: Request,
  { workspace, journal }: Study,
  planned: { document: PlanDocument; plans: readonly BenchmarkPlan[]; estimate: Estimate },
): Promise<void> {
  const { host } = context;
  const { document, plans, estimate } = planned;
  const options = { count: host.inputs.shards, budgetUsd: document.budget_usd, estimate };
  const { providers } = host.inputs;
  const shards: ShardDocument[] = shardsOf(plans, workspace.registry, providers, journal, options);
  host.output('plan', JSON.stringify(document));
  host.output('matrix', JSON.stringify({ include: shards }));
  host.output('shards', String(shards.length));
  const report = {
    ...emptyReport(context, request.proposal),
    ...estimateParts(estimate, document.budget_usd),
    title: `Running: ${estimate.calls.new} calls`,
    state: `Running in ${shards.length} ${shards.length === 1 ? 'job' : 'jobs'}`,
    status: 'planned',
  } as const;
  await deliver(context, report, TOLD);
}

/** `undefined` when the event asks for nothing, or whoever asks may not. */
async function requestOf(context: Context, subject: Subject): Promise<Request | undefined> {
  const { host, github } = context;
  const { models, budgetUsd } = host.inputs;
  if (subject.kind !== 'comment') {
    const proposal = await proposalOfEvent(context);
    const granted = subject.kind === 'commit';
    const actor = host.environment.GITHUB_ACTOR ?? '';
    return { proposal, author: actor, actor, models, budgetUsd, granted, verify: false };
  }
  const answer = await authorise(subject.comment, github);
  if (answer.kind === 'ignored') {
    host.log(`nothing to do: ${answer.reason}`);
    host.output('status', 'nothing to do');
    return undefined;
  }
  const pull = answer.kind === 'granted' ? answer.pull : await github.pull(subject.comment.pull);
  const proposal = await proposalOfPull(context, pull, host.sha);
  if (answer.kind === 'refused') {
    await refuse(context, proposal, answer.reason);
    return undefined;
  }
  const limits = limitsOf(answer.command, budgetUsd);
  const chosen = answer.command.models.length > 0 ? answer.command.models : models;
  const actor = subject.comment.author;
  const { verify } = answer.command;
  return { proposal, author: pull.author, actor, models: chosen, ...limits, granted: true, verify };
}

/** A command may ask for less than the workflow allows, never for more. */
function limitsOf({ budgetUsd }: SlashCommand, most: number): { budgetUsd: number } {
  return { budgetUsd: Math.min(budgetUsd ?? most, most) };
}
