import { randomBytes } from 'node:crypto';
import { hashOf } from '../../engine/hash.ts';
import type { Submission } from '../../engine/node/submissions.ts';
import { type Estimate, estimateRun } from '../../engine/plan/estimate.ts';
import type { BenchmarkPlan } from '../../engine/plan/plan.ts';
import { memoryJournal } from '../../engine/run/journal.ts';
import { type Context, resultsHead } from '../context.ts';
import { deliver } from '../deliver.ts';
import { digestOf, type PlanDocument, type SampledClaim } from '../plan-document.ts';
import { reserveBudget } from '../results/reserve.ts';
import { shardsOf } from '../shards.ts';
import { openWorkspaceOf } from '../study.ts';
import { readRecords } from '../verification/records.ts';
import { drawSample, samplePlan, smaller } from '../verification/sample.ts';
import { submitted } from '../verification/submitted.ts';
import { documentOf, type Request, refuse, TOLD } from './plan-request.ts';
import { emptyReport, estimateParts } from './reporting.ts';

/** A sample within its budget. */
interface Drawn {
  readonly sample: readonly SampledClaim[];
  readonly plans: readonly BenchmarkPlan[];
  readonly estimate: Estimate;
}

/**
 * Plans to ask a random sample of submitted results again. The seed is drawn here, after the
 * results were submitted and the command was given, so nobody can know which cases will be asked.
 */
export async function planVerification(context: Context, request: Request): Promise<number> {
  const { host, git } = context;
  const { proposal, budgetUsd } = request;
  const { submissions, problems } = await submitted(context, proposal);
  if (problems.length > 0) {
    const title = 'These results cannot be checked';
    const invalid = { title, state: 'Invalid', status: 'invalid', problems } as const;
    await deliver(context, { ...emptyReport(context, proposal), ...invalid }, TOLD);
    return host.inputs.failOn === 'never' ? 0 : 1;
  }
  if (submissions.length === 0)
    return refuse(context, proposal, 'this pull request submits no results below `submissions/`.');
  const seed = hashOf([randomBytes(32).toString('hex'), proposal.data.sha, host.runId]);
  const records = await readRecords(git, await resultsHead(context));
  const drawn = withinBudget(submissions, drawSample(submissions, records, seed), budgetUsd);
  if (drawn.sample.length === 0)
    return refuse(context, proposal, 'every case that can be checked was asked again already.');
  const document: PlanDocument = {
    ...documentOf(context, request, drawn.plans, drawn.estimate),
    benchmarks: [...new Set(drawn.plans.map(({ benchmark }) => benchmark.id))],
    models: [],
    trials: null,
    sample: drawn.sample,
    digest: digestOf(drawn.plans),
  };
  const refusal = await reserveBudget(context, document);
  if (refusal !== undefined) return refuse(context, proposal, refusal);
  await announce(context, request, document, drawn);
  return 0;
}

/** As many cases as the budget has room for, each claim's in the order they were drawn. */
function withinBudget(
  submissions: readonly Submission[],
  sample: readonly SampledClaim[],
  budgetUsd: number,
): Drawn {
  const price = (claims: readonly SampledClaim[]): Drawn => {
    const plans = claims.flatMap((claim) => samplePlan(submissions, claim)?.plan ?? []);
    return { sample: claims, plans, estimate: estimateRun(plans, memoryJournal(), {}) };
  };
  const whole = price(sample);
  const { high } = whole.estimate.cost_usd;
  return high <= budgetUsd ? whole : price(smaller(sample, budgetUsd / high));
}

async function announce(
  context: Context,
  { proposal }: Request,
  document: PlanDocument,
  { plans, estimate }: Drawn,
): Promise<void> {
  const { host } = context;
  const { registry } = await openWorkspaceOf(context, proposal, []);
  const options = { count: 1, budgetUsd: document.budget_usd, estimate };
  const shards = shardsOf(plans, registry, host.inputs.providers, memoryJournal(), options);
  host.output('plan', JSON.stringify(document));
  host.output('matrix', JSON.stringify({ include: shards }));
  host.output('shards', String(shards.length));
  const cases = plans.reduce((sum, { benchmark }) => sum + benchmark.cases.length, 0);
  const report = {
    ...emptyReport(context, proposal),
    ...estimateParts(estimate, document.budget_usd),
    title: `Checking submitted results: ${cases} random cases`,
    state: 'Running',
    status: 'planned',
  } as const;
  await deliver(context, report, TOLD);
}
