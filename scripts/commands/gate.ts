import { gateOf } from '../../engine/analysis/gate/gate.ts';
import { powerText } from '../../engine/analysis/gate/sentence.ts';
import type { GateReport, GateVerdict } from '../../engine/analysis/gate/verdict.ts';
import { gateInputs } from '../../engine/node/gate.ts';
import { UserError } from '../../engine/problem.ts';
import { gateMarkdown } from '../../engine/report/gate.ts';
import { type Command, type Invocation, listOption } from '../command.ts';
import { printable } from '../terminal/terminal.ts';
import { openAnalysis, openValid, RESULTS_OPTION, resultsFolder } from '../workspace.ts';

export const gate: Command = {
  summary: 'whether a change made anything worse: one verdict a benchmark and model, one exit code',
  usage: 'BASE HEAD',
  options: {
    benchmark: {
      type: 'string',
      value: 'a,b',
      about: 'only these benchmarks (default: all that the base has results of)',
    },
    strict: { type: 'boolean', about: 'fail when the data cannot tell, too' },
    markdown: { type: 'boolean', about: 'print Markdown for a comment' },
    ...RESULTS_OPTION,
  },
  run: runGate,
};

async function runGate(invocation: Invocation): Promise<number> {
  const [base, head] = invocation.names;
  if (base === undefined || head === undefined || invocation.names.length > 2)
    throw new UserError(
      'gate takes two runs or two commits: what was, and what is',
      'benchmarkhub gate 1a2b3c4 5d6e7f8',
    );
  const workspace = await openValid(invocation, listOption(invocation.values, 'benchmark'));
  using database = await openAnalysis(workspace, resultsFolder(invocation));
  const inputs = await gateInputs(database, workspace.benchmarks, base, head);
  if (inputs.length === 0)
    throw new UserError(
      `there are no results of "${base}"`,
      'name a run, or at least seven characters of a commit; benchmarkhub query "SELECT DISTINCT run_id, \\"commit\\" FROM results" lists them',
    );
  const report = gateOf(inputs, { strict: invocation.values.strict === true });
  print(invocation, report);
  return report.check === 'fail' ? 1 : 0;
}

function print({ json, values, terminal }: Invocation, report: GateReport): void {
  const lines = json
    ? [JSON.stringify(report, null, 2)]
    : values.markdown === true
      ? [gateMarkdown(report)]
      : [report.sentence, ...report.gates.flatMap(linesOf)];
  for (const line of lines) terminal.out(line);
}

function linesOf({
  benchmark,
  model,
  check,
  verdict,
  sentence,
  power,
  margin,
}: GateVerdict): string[] {
  return [
    `${check}: ${benchmark}, ${printable(model)}: ${verdict}. ${printable(sentence)}`,
    ...(power === null ? [] : [`  ${powerText(power, margin)}`]),
  ];
}
