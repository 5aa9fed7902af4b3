import type { RunOptions } from '../engine/node/execute.ts';
import { codeRefusal, requireNoSecrets } from '../engine/node/sandbox/secrets.ts';
import type { Workspace } from '../engine/node/workspace.ts';
import type { BenchmarkPlan } from '../engine/plan/plan.ts';
import { executesCode } from '../engine/results/executions.ts';
import type { Invocation } from './command.ts';
import { countText } from './terminal/format.ts';

/** How often a line tells how far it is where there is no terminal, in milliseconds. */
const LOG_INTERVAL_MS = 10_000;

/**
 * What a command says and does about code that has to be run to score answers.
 *
 * @throws UserError when it may not be run and the command does nothing but score.
 */
export function codeOptions(
  { terminal }: Invocation,
  { registry }: Workspace,
  plans: readonly BenchmarkPlan[],
  onlyScores: boolean,
): Pick<RunOptions, 'codeRefused' | 'onExecuted'> {
  const needing = plans.filter(({ benchmark }) => executesCode(benchmark));
  const refused = needing.length === 0 ? undefined : codeRefusal(process.env, registry);
  if (refused !== undefined && onlyScores) requireNoSecrets(process.env, registry);
  if (refused !== undefined) {
    const names = needing.map(({ benchmark }) => benchmark.id).join(', ');
    terminal.log(
      `${names}: the replies are stored and stay unscored (${refused}); run \`benchmarkhub score\` in a job without them`,
    );
  }
  let told = Date.now();
  return {
    codeRefused: refused,
    onExecuted: (benchmark, { done, unjudged }) => {
      const failed = unjudged === 0 ? '' : `, ${countText(unjudged)} could not be judged`;
      const line = `${benchmark}: ${countText(done)} programs run${failed}`;
      if (terminal.live) terminal.progress(line);
      else if (Date.now() - told >= LOG_INTERVAL_MS) {
        told = Date.now();
        terminal.log(line);
      }
    },
  };
}
