import { type DriftSeries, driftOf, type HistoryRow } from '../../engine/analysis/drift.ts';
import { driftMarkdown } from '../../engine/report/drift.ts';
import type { Command, Invocation } from '../command.ts';
import { tableLines } from '../terminal/table.ts';
import { printable } from '../terminal/terminal.ts';
import { openAnalysis, openValid, RESULTS_OPTION, resultsFolder } from '../workspace.ts';

export const drift: Command = {
  summary: 'whether a model is still what it was, run after run; ends with 1 when one is not',
  usage: '[benchmark…]',
  options: {
    markdown: { type: 'boolean', about: 'print Markdown for a comment or an issue' },
    ...RESULTS_OPTION,
  },
  run: runDrift,
};

async function runDrift(invocation: Invocation): Promise<number> {
  const workspace = await openValid(invocation);
  using database = await openAnalysis(workspace, resultsFolder(invocation));
  const ids = new Set(workspace.benchmarks.map(({ id }) => id));
  // The columns of run_history.sql are those of HistoryRow; a test holds them together.
  const rows = (await database.run('run_history')) as unknown as HistoryRow[];
  const series = driftOf(rows.filter(({ benchmark }) => ids.has(benchmark)));
  for (const line of linesOf(invocation, series)) invocation.terminal.out(line);
  return series.some(({ state }) => state === 'drift') ? 1 : 0;
}

function linesOf({ json, values }: Invocation, series: readonly DriftSeries[]): string[] {
  if (json) return [JSON.stringify({ series }, null, 2)];
  if (values.markdown === true) return [driftMarkdown(series)];
  if (series.length === 0) return ['No results yet.'];
  const columns = ['state', 'benchmark', 'model', 'runs', 'what it means'].map((title) => ({
    title,
  }));
  const rows = series.map((one) => [
    one.state.replace('_', ' '),
    one.benchmark,
    printable(one.model),
    String(one.runs.length),
    one.sentence,
  ]);
  return tableLines(columns, rows);
}
