import { asksJudges } from '../engine/judges/asks.ts';
import type { RunOptions } from '../engine/node/execute.ts';
import { isUsable } from '../engine/node/keys.ts';
import type { Workspace } from '../engine/node/workspace.ts';
import { type BenchmarkPlan, isBaseline } from '../engine/plan/plan.ts';
import { codeOptions } from './code.ts';
import type { Invocation } from './command.ts';
import { countText } from './terminal/format.ts';

/** What a run says and does about code and judges that scoring takes. */
export function scoringOptions(
  invocation: Invocation,
  workspace: Workspace,
  plans: readonly BenchmarkPlan[],
): ReturnType<typeof codeOptions> & ReturnType<typeof judgeOptions> {
  return {
    ...codeOptions(invocation, workspace, plans, false),
    ...judgeOptions(invocation, workspace, plans),
  };
}

/**
 * What a command says and does about answers that judges have to score. Baselines alone are not
 * judged: asking them is free, and asking judges about them is not.
 */
function judgeOptions(
  { terminal, values }: Invocation,
  workspace: Workspace,
  plans: readonly BenchmarkPlan[],
): Pick<RunOptions, 'judge' | 'onJudged'> {
  const judged = plans.filter(({ benchmark }) => asksJudges(benchmark));
  const isFree = plans.every(({ models }) => models.every(isBaseline));
  const waiting =
    isFree || values.offline === true
      ? judged
      : judged.filter((plan) => !canJudge(plan, workspace));
  if (waiting.length > 0) {
    const names = waiting.map(({ benchmark }) => benchmark.id).join(', ');
    const why = isFree
      ? 'baselines alone are not judged'
      : values.offline === true
        ? 'the run asks nobody'
        : 'no judge has its key set here';
    terminal.log(`${names}: answers that need a judge stay unscored (${why})`);
  }
  return {
    judge: !isFree,
    onJudged: (asked) => {
      if (terminal.live) terminal.progress(`${countText(asked)} answers of judges`);
    },
  };
}

function canJudge({ judges = [] }: BenchmarkPlan, { registry }: Workspace): boolean {
  return judges.some(({ routes }) =>
    routes.some(({ provider }) => {
      const known = registry.providers.get(provider);
      return known !== undefined && isUsable(known, process.env);
    }),
  );
}
