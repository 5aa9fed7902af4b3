import type { Estimate } from '../../engine/plan/estimate.ts';
import type { Context } from '../context.ts';
import type { Proposal } from '../proposal.ts';
import type { Report } from '../report/report.ts';

/** A report with nothing in it but where it comes from. */
export function emptyReport(
  { host, engineVersion }: Context,
  proposal: Pick<Proposal, 'data' | 'base' | 'pull'>,
): Report {
  return {
    title: 'BenchmarkHub',
    state: '',
    status: 'done',
    pull: proposal.pull ?? null,
    headSha: proposal.data.sha,
    baseSha: proposal.base?.sha ?? null,
    boards: [],
    judgement: null,
    regressedCases: [],
    calls: { new: 0, reused: 0, failed: 0 },
    cost: { expected: 0, low: 0, high: 0, spent: null, budget: host.inputs.budgetUsd },
    models: [],
    failures: [],
    problems: [],
    next: '',
    runUrl: host.runUrl,
    siteUrl: '',
    engineVersion,
    moved: false,
  };
}

/** What a report says of an estimate. */
export function estimateParts(
  estimate: Estimate,
  budget: number,
): Pick<Report, 'calls' | 'cost' | 'models'> {
  const { calls, cost_usd, models } = estimate;
  return {
    calls: { new: calls.new, reused: calls.reused, failed: 0 },
    cost: { ...cost_usd, spent: null, budget },
    models: models.map((row) => ({
      model: row.model,
      benchmark: row.benchmark,
      new: row.new,
      reused: row.reused,
      usd: row.cost_usd,
    })),
  };
}
