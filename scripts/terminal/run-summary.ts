import type { WrittenRun } from '../../engine/node/execute.ts';
import type { Estimate } from '../../engine/plan/estimate.ts';
import type { Outcome } from '../../engine/results/columns.ts';
import type { RunProgress } from '../../engine/run/progress.ts';
import { countText, dollars, duration } from './format.ts';
import { printable } from './terminal.ts';

/** What a run came to: a line a benchmark, the whole, and how it compares with its prediction. */
export function summaryLines(
  runs: readonly WrittenRun[],
  estimate: Estimate | undefined,
): string[] {
  const lines = runs.map(({ benchmark, calls }) => {
    const failed = calls.failed > 0 ? `, ${countText(calls.failed)} without a reply` : '';
    return `${benchmark}: ${countText(calls.total)} calls, ${countText(calls.new)} new, ${countText(calls.reused)} reused${failed}`;
  });
  const cost = runs.reduce((sum, { calls }) => sum + calls.cost_usd, 0);
  const unknown = runs.reduce((sum, { calls }) => sum + calls.cost_unknown, 0);
  const more = unknown > 0 ? ` and ${countText(unknown)} calls of unknown cost` : '';
  const [first] = runs;
  const ended = first === undefined ? '' : ` in ${duration(first.seconds)}`;
  return [
    ...lines,
    `run ${first?.run_id ?? ''}: ${dollars(cost)}${more}${ended}`,
    ...predictionLines(runs, estimate),
    ...partialLines(first),
  ];
}

/** Of each kind of failure how many there were, and what the first one said. */
export function failureLines(progress: RunProgress | undefined): string[] {
  return Object.entries(progress?.errors ?? {}).map(([outcome, error]) => {
    const count = progress?.failures[outcome as Outcome] ?? 0;
    return `${countText(count)} × ${outcome}: ${printable(error).slice(0, 200)}`;
  });
}

/** Nothing for a run that asked nobody, or not all that it was predicted for. */
function predictionLines(runs: readonly WrittenRun[], estimate: Estimate | undefined): string[] {
  const asked = runs.reduce((sum, { calls }) => sum + calls.new, 0);
  if (estimate === undefined || asked === 0 || runs.some(({ partial }) => partial !== false))
    return [];
  const { cost_usd, seconds } = estimate;
  return [
    `predicted: ${dollars(cost_usd.expected)} (${dollars(cost_usd.low)} to ${dollars(cost_usd.high)}) in ${duration(seconds.expected)}`,
  ];
}

function partialLines(run: WrittenRun | undefined): string[] {
  if (run === undefined || run.partial === false) return [];
  const why =
    run.partial === 'budget_stop'
      ? 'the budget was spent'
      : run.batches.length > 0
        ? 'batches are under way'
        : 'it was stopped';
  const batches = run.batches.map(
    ({ batchId, label, provider, calls }) =>
      `batch ${printable(batchId ?? label)} at ${provider} goes on: ${countText(calls)} calls, which the same command with --batch collects`,
  );
  return [
    `the run is not complete, because ${why}; the same command goes on where it ended`,
    ...batches,
  ];
}
