import type { BoardRow } from '../../engine/analysis/board.ts';
import { failureChangesMarkdown } from '../../engine/report/failure-changes.ts';
import { codeSpan, details, table } from '../text/markdown.ts';
import type { Change } from '../verdict.ts';
import { claimsSection } from './claims.ts';
import { count, dollars, points, short, signed } from './numbers.ts';
import type { Report } from './report.ts';

/** GitHub takes 65,536 characters; the rest is for the marker and for safety. */
export const COMMENT_CHARS = 60_000;

/** A part of the comment; parts of a higher number are left out first when it is too long. */
interface Section {
  readonly rank: number;
  readonly text: string;
}

/**
 * The report as Markdown: the verdict first, then how far it got, what changed with its interval,
 * cost, failures, and what to do next. Every text of a benchmark, a model or a provider is a code
 * span. What does not fit is left out section by section, the least important first.
 */
export function commentMarkdown(report: Report, most: number = COMMENT_CHARS): string {
  const sections = sectionsOf(report).filter(({ text }) => text !== '');
  const ranks = [...new Set(sections.map(({ rank }) => rank))].sort((a, b) => b - a);
  for (const limit of [Number.POSITIVE_INFINITY, ...ranks]) {
    const kept = sections.filter(({ rank }) => rank < limit);
    const note = kept.length < sections.length ? [LEFT_OUT] : [];
    const text = [...kept.map((section) => section.text), ...note].join('\n\n');
    if (text.length <= most) return text;
  }
  return `### ${report.title}\n\n${LEFT_OUT}`;
}

const LEFT_OUT =
  '_Some tables are left out here, because a comment has at most 65,536 characters; they are in the summary of the run._';

function sectionsOf(report: Report): Section[] {
  return [
    { rank: 0, text: `### ${report.title}` },
    { rank: 0, text: stateLine(report) },
    { rank: 3, text: problemsSection(report) },
    { rank: 2, text: changesSection(report) },
    { rank: 2, text: claimsSection(report) },
    { rank: 5, text: boardsSection(report) },
    { rank: 1, text: costLine(report) },
    { rank: 6, text: modelsSection(report) },
    { rank: 4, text: casesSection(report) },
    { rank: 3, text: failuresSection(report) },
    { rank: 4, text: failureChangesSection(report) },
    { rank: 1, text: nextLine(report) },
    { rank: 0, text: footer(report) },
  ];
}

function stateLine({ state, headSha, baseSha, moved }: Report): string {
  const compared = baseSha === null ? '' : ` against ${short(baseSha)}`;
  const warning = moved
    ? '\n\n> [!WARNING]\n> The pull request has moved on since. These are the results of the commit named here.'
    : '';
  return `${state} · commit ${short(headSha)}${compared}${warning}`;
}

function problemsSection({ problems }: Report): string {
  if (problems.length === 0) return '';
  const rows = problems
    .slice(0, 50)
    .map(({ file, line, message, fix }) => [
      codeSpan(`${file}:${line}`, 160),
      codeSpan(message, 300),
      fix === '' ? '' : codeSpan(fix, 200),
    ]);
  return table(['where', 'what', 'fix'], rows);
}

function changesSection({ judgement }: Report): string {
  if (judgement === null || judgement.changes.length === 0) return '';
  const clear = judgement.changes.filter(isClear);
  const rest = judgement.changes.filter((change) => !isClear(change));
  const listed = clear.length === 0 ? '' : changesTable(clear);
  const folded =
    rest.length === 0
      ? ''
      : details(`${rest.length} without a significant change`, changesTable(rest));
  return [listed, folded].filter((text) => text !== '').join('\n\n');
}

function isClear({ comparison, mustPass }: Change): boolean {
  return ['improved', 'regressed'].includes(comparison.verdict) || mustPass.length > 0;
}

const MARKS: Readonly<Record<string, string>> = {
  improved: '⚡ improved',
  regressed: '❌ regressed',
  'no regression': '✅ no regression',
  'no evidence': '· no evidence',
  'not comparable': '⏩ not comparable',
};

function changesTable(changes: readonly Change[]): string {
  const rows = changes.map(({ model, comparison, mustPass }) => {
    const { benchmark, difference, low, high, cases, verdict } = comparison;
    const broken =
      mustPass.length > 0
        ? ` · must pass: ${mustPass
            .slice(0, 3)
            .map((id) => codeSpan(id))
            .join(', ')}`
        : '';
    return [
      codeSpan(benchmark),
      codeSpan(model),
      `${signed(difference)} points`,
      `${signed(low)} to ${signed(high)}`,
      String(cases),
      `${MARKS[verdict] ?? verdict}${broken}`,
    ];
  });
  return table(['benchmark', 'model', 'change', '95 % interval', 'cases', 'verdict'], rows);
}

function boardsSection({ boards }: Report): string {
  const shown = boards.filter(({ rows }) => rows.length > 0);
  return shown
    .map(({ benchmark, rows, cases, minimum_detectable_effect: effect }) => {
      const told =
        effect === null ? '' : `; can tell apart differences of ${points(effect)} points`;
      const head = ['model', 'score', '95 % interval', 'cases', 'missing', '$ / 100 cases'];
      const body = table(head, rows.slice(0, 40).map(boardRow));
      return details(
        `${codeSpanHtml(benchmark)}: ${count(rows.length, 'model')}, ${count(cases, 'case')}${told}`,
        body,
      );
    })
    .join('\n\n');
}

/** Inside `<summary>` GitHub reads HTML; ids are letters, digits and hyphens. */
function codeSpanHtml(id: string): string {
  return `<code>${id.replace(/[^a-z0-9-]/g, '')}</code>`;
}

function boardRow(row: BoardRow): string[] {
  const { score, low, high, cost_usd_per_100_cases: cost } = row;
  return [
    `${codeSpan(row.model)}${row.tier === 'verified' ? '' : ` (${row.tier.replace('_', ' ')})`}`,
    score === null ? '–' : points(score),
    low === null || high === null ? '–' : `${points(low)} to ${points(high)}`,
    String(row.cases),
    String(row.missing),
    cost === null ? 'unknown' : `$${cost.toPrecision(2)}`,
  ];
}

function costLine({ calls, cost }: Report): string {
  const counted = `${calls.new} new calls, ${calls.reused} reused`;
  const failed = calls.failed > 0 ? `, ${calls.failed} without a reply` : '';
  if (cost.spent !== null)
    return `**Cost** ${dollars(cost.spent)} of ${dollars(cost.budget)} (expected ${dollars(cost.expected)}): ${counted}${failed}.`;
  return `**Cost preview** ${dollars(cost.expected)} (${dollars(cost.low)} to ${dollars(cost.high)}): ${counted}.`;
}

function modelsSection({ models }: Report): string {
  if (models.length === 0) return '';
  const rows = models
    .slice(0, 60)
    .map(({ model, benchmark, new: asked, reused, usd }) => [
      codeSpan(benchmark),
      codeSpan(model),
      String(asked),
      String(reused),
      usd === null ? 'unknown' : dollars(usd),
    ]);
  return details('cost by model', table(['benchmark', 'model', 'new', 'reused', 'expected'], rows));
}

function casesSection({ regressedCases: cases }: Report): string {
  if (cases.length === 0) return '';
  const rows = cases
    .slice(0, 20)
    .map((one) => [codeSpan(one.benchmark), codeSpan(one.case), codeSpan(one.model)]);
  const more = cases.length > rows.length ? `\n\n… and ${cases.length - rows.length} more` : '';
  const title = `${cases.length} answers that passed before and fail now`;
  return details(title, table(['benchmark', 'case', 'model'], rows) + more);
}

function failuresSection({ failures }: Report): string {
  if (failures.length === 0) return '';
  const rows = failures.map(({ outcome, count, example }) => [
    codeSpan(outcome),
    String(count),
    codeSpan(example, 160),
  ]);
  return `**Without a reply**\n\n${table(['why', 'calls', 'the first said'], rows)}`;
}

function failureChangesSection({ failureChanges = [] }: Report): string {
  const told = failureChanges
    .slice(0, 20)
    .map(({ benchmark, changes }) => failureChangesMarkdown(benchmark, changes).trimEnd());
  return told.filter((text) => text !== '').join('\n\n');
}

function nextLine({ next }: Report): string {
  if (next === '') return '';
  return `To run it, someone with write access comments:\n\n\`\`\`\n${next}\n\`\`\``;
}

function footer({ runUrl, siteUrl, engineVersion }: Report): string {
  const links = [
    `[run and full report](${runUrl})`,
    ...(siteUrl === '' ? [] : [`[site](${siteUrl})`]),
  ];
  return `<sub>${links.join(' · ')} · BenchmarkHub ${engineVersion}</sub>`;
}
