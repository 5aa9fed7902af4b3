import type { DriftSeries } from '../analysis/drift.ts';
import { markdownText } from './markdown.ts';

const MARKS: Readonly<Record<DriftSeries['state'], string>> = {
  drift: '❌',
  signal: '⚠️',
  stable: '✅',
  too_short: '⚪',
};

/** The series of all models as Markdown, what changed first. */
export function driftMarkdown(series: readonly DriftSeries[]): string {
  const order = Object.keys(MARKS);
  const sorted = series.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  return [
    `### Drift: ${series.filter(({ state }) => state === 'drift').length} of ${series.length} series`,
    '',
    '|  | benchmark | model | runs | cases | change, points | evidence | what it means |',
    '| :-: | :-- | :-- | --: | --: | --: | --: | :-- |',
    ...sorted.map(rowMarkdown),
  ].join('\n');
}

function rowMarkdown(series: DriftSeries): string {
  const last = series.runs.at(-1);
  const broken = series.follows_break ? ' After a break: the benchmark was changed.' : '';
  const cells = [
    MARKS[series.state],
    markdownText(series.benchmark),
    markdownText(series.model),
    String(series.runs.length),
    String(series.cases),
    last?.change === null || last === undefined ? '–' : (last.change * 100).toFixed(1),
    last === undefined ? '–' : last.e_value.toPrecision(2),
    markdownText(`${series.sentence}${broken}`, 400),
  ];
  return `| ${cells.join(' | ')} |`;
}
