import type { Problem } from '../../engine/problem.ts';
import type { Context } from '../context.ts';
import { deliver, regressionProblems } from '../deliver.ts';
import { evaluate } from '../evaluate.ts';
import type { Proposal } from '../proposal.ts';
import { wantedBenchmarks } from '../proposal.ts';
import type { Report } from '../report/report.ts';
import { hiddenText } from '../source/hidden-text.ts';
import { refusedFiles } from '../source/workspace.ts';
import { openStudy, openWorkspaceOf, storedPlans } from '../study.ts';
import { type Submitted, submitted } from '../verification/submitted.ts';
import { emptyReport } from './reporting.ts';
import { proposalOfEvent } from './subject.ts';

/**
 * Checks benchmarks and annotates every problem on its line. Needs no secret; what stored replies
 * answer already, as when only scorers or expected values changed, is evaluated on the spot.
 */
export async function validate(context: Context): Promise<number> {
  const proposal = await proposalOfEvent(context);
  const { problems, ids } = await checkProposal(context, proposal);
  context.host.annotate(problems);
  for (const { file, line, message } of problems.slice(0, 200))
    context.host.quote(`${file}:${line} ${message}`);
  const errors = problems.filter(({ severity }) => severity === 'error');
  const evaluated = errors.length === 0 ? await evaluateStored(context, proposal) : undefined;
  const report: Report = {
    ...emptyReport(context, proposal),
    title: titleOf(errors.length, ids, evaluated),
    state: errors.length > 0 ? 'Invalid' : 'Valid',
    status: errors.length > 0 ? 'invalid' : 'done',
    problems: errors,
    ...evaluated,
  };
  context.host.annotate(regressionProblems(report));
  const inPull = report.pull !== null;
  await deliver(context, report, {
    check: inPull && context.host.inputs.comment !== 'never',
    comment: false,
  });
  const failed = report.status === 'invalid' && context.host.inputs.failOn !== 'never';
  return failed || isRegression(context, report) ? 1 : 0;
}

/** Whether a report makes the job red because something became worse. */
export function isRegression({ host }: Context, { judgement }: Report): boolean {
  return host.inputs.failOn === 'regression' && (judgement?.regressions ?? 0) > 0;
}

function titleOf(
  errors: number,
  ids: readonly string[],
  evaluated: Partial<Report> | undefined,
): string {
  if (errors > 0) return `${errors} ${errors === 1 ? 'problem' : 'problems'} to fix`;
  if (ids.length === 0) return 'No benchmark changed';
  const valid = `${ids.length} ${ids.length === 1 ? 'benchmark is' : 'benchmarks are'} valid`;
  const { judgement } = evaluated ?? {};
  return judgement ? `${valid}. ${judgement.sentence}` : valid;
}

const NONE: Submitted = { submissions: [], problems: [] };

/** All problems of a proposal, what may not be proposed at all first. */
export async function checkProposal(
  context: Context,
  proposal: Proposal,
): Promise<{ problems: Problem[]; ids: readonly string[] }> {
  const { data, base } = proposal;
  const refused = base === undefined ? [] : refusedFiles(data, base);
  // The contributor's own models.yaml is checked too, though never used for anything else.
  const checked = { data, trusted: data };
  const wanted = wantedBenchmarks(context, proposal);
  const { problems, ids } = await openWorkspaceOf(context, checked, wanted);
  const hidden = await hiddenText(data, ids);
  const { problems: claims } = base === undefined ? NONE : await submitted(context, proposal);
  return { problems: [...refused, ...problems, ...hidden, ...claims], ids };
}

/** What stored replies say, without a key: nothing where something would have to be asked. */
export async function evaluateStored(
  context: Context,
  proposal: Proposal,
): Promise<Pick<Report, 'boards' | 'judgement' | 'regressedCases' | 'failureChanges'> | undefined> {
  using study = await openStudy(context, proposal);
  const plans = storedPlans(study.workspace, study.journal);
  if (plans.length === 0) return undefined;
  const { boards, judgement, regressedCases, failureChanges } = await evaluate(
    context,
    proposal,
    plans,
    study.journal,
  );
  return { boards, judgement, regressedCases, failureChanges };
}
