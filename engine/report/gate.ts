import { powerText } from '../analysis/gate/sentence.ts';
import type { GateCheck, GateReport, GateVerdict } from '../analysis/gate/verdict.ts';
import { markdownText } from './markdown.ts';

const MARKS: Readonly<Record<GateCheck, string>> = { pass: '✅', fail: '❌', neutral: '⚪' };

/** All gates of a change for a comment: the answer first, then a table, then what it is worth. */
export function gateMarkdown(report: GateReport): string {
  const { check, sentence, gates } = report;
  if (gates.length === 0) return `### ${MARKS[check]} ${sentence}`;
  return [
    `### ${MARKS[check]} ${sentence}`,
    '',
    '|  | benchmark | model | change, points | one-sided 95 % bounds | margin | cases | verdict |',
    '| :-: | :-- | :-- | --: | :-: | --: | --: | :-- |',
    ...gates.map(rowMarkdown),
    '',
    ...gates.flatMap(powerMarkdown),
    '',
    `${footer(report)}`,
  ].join('\n');
}

function rowMarkdown(gate: GateVerdict): string {
  const { difference, lower, upper } = gate;
  const cells = [
    MARKS[gate.check],
    markdownText(gate.benchmark),
    markdownText(gate.model),
    difference === null ? '–' : signed(difference),
    lower === null || upper === null ? '–' : `${signed(lower)} to ${signed(upper)}`,
    (gate.margin * 100).toFixed(1),
    gate.looks > 1 ? `${gate.cases}, ${gate.looks} runs` : String(gate.cases),
    `**${gate.verdict}** ${markdownText(gate.sentence, 600)}`,
  ];
  return `| ${cells.join(' | ')} |`;
}

function powerMarkdown({ benchmark, model, power, margin }: GateVerdict): string[] {
  if (power === null) return [];
  return [`- ${markdownText(benchmark)}, ${markdownText(model)}: ${powerText(power, margin)}`];
}

/** What was tested, and how, in a line. */
function footer({ tests, strict, gates }: GateReport): string {
  const again = gates.some(({ looks }) => looks > 1)
    ? ' Re-runs add their trials and share another 5 %.'
    : '';
  return `${tests} ${tests === 1 ? 'test' : 'tests'} in each direction with Holm's correction, one-sided error 5 %.${again}${strict ? ' Strict: what cannot be told fails.' : ''}`;
}

function signed(share: number): string {
  return `${share < 0 ? '−' : '+'}${(Math.abs(share) * 100).toFixed(1)}`;
}
