import type { FailureChange } from '../analysis/failures/changes.ts';
import { FAILURE_KINDS } from '../analysis/failures/taxonomy.ts';
import { markdownText, pText } from './markdown.ts';

/** Rows that a comment has room for. */
const MOST_ROWS = 12;

/**
 * Which kinds of failure grew, as Markdown for a comment or a report: a sentence, and a table of the
 * kinds that changed at all. Empty text without any.
 */
export function failureChangesMarkdown(
  benchmark: string,
  changes: readonly FailureChange[],
): string {
  const moved = changes.filter(({ only_before, only_after }) => only_before + only_after > 0);
  if (moved.length === 0) return '';
  const rows = moved.slice(0, MOST_ROWS).map(rowOf);
  const more = moved.length > rows.length ? [`… and ${moved.length - rows.length} more`, ''] : [];
  return [
    `**Failures of ${markdownText(benchmark)}:** ${changesInWords(changes)}`,
    '',
    '| failure | before | after | change (95 % interval) | only before | only after | p (adjusted) | |',
    '| :-- | --: | --: | :-: | --: | --: | --: | :-- |',
    ...rows,
    '',
    ...more,
  ].join('\n');
}

/** The kinds that grew or shrank, in a sentence. */
export function changesInWords(changes: readonly FailureChange[]): string {
  const named = (verdict: FailureChange['verdict']) =>
    changes.filter((change) => change.verdict === verdict).map(({ code }) => `\`${code}\``);
  const [grew, shrank] = [named('grew'), named('shrank')];
  if (grew.length + shrank.length === 0) return 'no evidence that any kind grew or shrank.';
  const parts = [
    ...(grew.length > 0 ? [`${grew.join(', ')} grew`] : []),
    ...(shrank.length > 0 ? [`${shrank.join(', ')} shrank`] : []),
  ];
  return `${parts.join('; ')}.`;
}

function rowOf(change: FailureChange): string {
  const { code, before, after, difference, low, high, only_before, only_after } = change;
  const cells = [
    `\`${code}\` ${FAILURE_KINDS[code].means}`,
    percent(before),
    percent(after),
    `${signed(difference)} (${signed(low)} to ${signed(high)})`,
    only_before,
    only_after,
    pText(change.p_adjusted),
    change.verdict === 'no_evidence' ? 'no evidence' : change.verdict,
  ];
  return `| ${cells.join(' | ')} |`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function signed(share: number): string {
  return `${share > 0 ? '+' : ''}${(share * 100).toFixed(1)}`;
}
