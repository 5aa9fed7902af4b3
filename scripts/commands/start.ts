import { plansOf } from '../../engine/node/execute.ts';
import { estimateRun } from '../../engine/plan/estimate.ts';
import { isBaseline } from '../../engine/plan/plan.ts';
import { type Command, type Invocation, textOption } from '../command.ts';
import { estimateOptions } from '../ledger.ts';
import { boardLines } from '../terminal/board.ts';
import { countText, duration } from '../terminal/format.ts';
import { openValid, openWorkspaceJournal } from '../workspace.ts';
import { BUILD_OPTIONS, buildSite } from './build.ts';
import { PLAN_OPTIONS, planLines, planOptions } from './plan.ts';
import { boardsAfter, executePlans, exitCodeOf, run } from './run.ts';
import { SERVE_OPTIONS, serveUntilSignal } from './serve.ts';

export const start: Command = {
  summary:
    'the whole job: validate, run (built-in baselines unless --models), analyse, build the site, serve it',
  usage: '[benchmark…]',
  options: {
    ...run.options,
    ...PLAN_OPTIONS,
    ...BUILD_OPTIONS,
    ...SERVE_OPTIONS,
    'no-serve': { type: 'boolean', about: 'stop when the site is built' },
  },
  run: runStart,
};

async function runStart(invocation: Invocation): Promise<number> {
  const { terminal, values } = invocation;
  const began = performance.now();
  const workspace = await openValid(invocation);
  const cases = workspace.benchmarks.reduce((sum, benchmark) => sum + benchmark.cases.length, 0);
  terminal.log(`${workspace.benchmarks.length} benchmarks, ${countText(cases)} cases: valid`);
  const options = planOptions(invocation);
  const plans = plansOf(
    workspace,
    options.models.length > 0 ? options : { ...options, models: ['baseline'] },
  );
  if (plans.some(({ models }) => !models.every(isBaseline))) {
    using journal = openWorkspaceJournal(invocation.root);
    const estimate = estimateRun(plans, journal, estimateOptions(invocation, workspace.registry));
    for (const line of planLines(estimate, undefined)) terminal.log(line);
  }
  const runs = await executePlans(invocation, workspace, plans);
  const code = exitCodeOf(runs);
  if (code !== 0) return code;
  const boards = await boardsAfter(invocation, workspace);
  const [first] = boards;
  if (first !== undefined)
    for (const line of ['', ...boardLines(first, terminal), '']) terminal.out(line);
  terminal.log('building the site …');
  await buildSite({ ...invocation, names: [] });
  terminal.log(`done in ${duration((performance.now() - began) / 1000)}`);
  if (values['no-serve'] !== true)
    await serveUntilSignal(invocation, textOption(values, 'base') ?? workspace.settings.base);
  return 0;
}
