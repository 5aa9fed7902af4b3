import type { AcrossReport, AcrossRow } from '../analysis/across.ts';
import { markdownText } from './markdown.ts';

/** The overall table of several benchmarks as Markdown. */
export function acrossMarkdown(report: AcrossReport): string {
  const { benchmarks, rows, incomplete, note } = report;
  const left = incomplete.map(
    ({ model, missing }) =>
      `- ${markdownText(model)}: no results on ${missing.map((id) => markdownText(id)).join(', ')}`,
  );
  return [
    `### ${benchmarks.length} benchmarks together`,
    '',
    ...(note === '' ? tableLines(rows) : [`No overall table: ${note}.`]),
    '',
    ...(left.length === 0 ? [] : ['Incomplete, and nothing is filled in:', '', ...left, '']),
    footer(report),
  ].join('\n');
}

function tableLines(rows: readonly AcrossRow[]): string[] {
  return [
    '| rank | model | points | 95 % interval | tied with | letters | win rate | Borda | leads | one left out |',
    '| --: | :-- | --: | :-: | :-- | :-- | --: | --: | --: | :-: |',
    ...rows.map((row) => `| ${acrossCells(row, markdownText).join(' | ')} |`),
  ];
}

/** The cells of a row as text, names passed through `safe`. */
export function acrossCells(row: AcrossRow, safe: (text: string) => string): string[] {
  const tied = row.tied_with.slice(0, 3).map(safe).join(', ');
  return [
    range(row.rank_low, row.rank_high),
    safe(row.model),
    row.score.toFixed(1),
    `${row.low.toFixed(1)} to ${row.high.toFixed(1)}`,
    row.tied_with.length > 3 ? `${tied} and ${row.tied_with.length - 3} more` : tied,
    row.letters.join(''),
    `${(100 * row.mean_win_rate).toFixed(0)} %`,
    String(row.borda),
    `${(100 * row.lead_share).toFixed(0)} %`,
    range(row.leave_one_out_low, row.leave_one_out_high),
  ];
}

function range(low: number, high: number): string {
  return low === high ? String(low) : `${low}–${high}`;
}

function footer({ benchmarks, tests }: AcrossReport): string {
  const list = benchmarks.map(({ benchmark, cases }) => `${markdownText(benchmark)} (${cases})`);
  return `Points: 0 is guessing, 100 perfect; each category weighs the same. Cases shared by all: ${list.join(', ')}. Intervals and ranks from a joint bootstrap of the cases, ${tests} pairs with Holm's correction. Leads: share of 1000 random weightings. Win rate and Borda change when another model joins, so nothing is ranked by them.`;
}
