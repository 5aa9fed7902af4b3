import type { Board, BoardRow, Comparison } from '../analysis/board.ts';
import { correctedCells, judgingInWords } from './judging.ts';
import { type MetricTable, metricTables, metricText } from './metrics.ts';
import { preferenceCells, preferenceInWords } from './preference.ts';
import { repeatsText } from './repeats.ts';

/** Joins words without a space, and shows nothing. It parts what GitHub would make a link of. */
const JOINER = '\u2060';

/**
 * Text of a stranger made safe for Markdown on GitHub: one line, nothing that starts markup, a
 * mention, a reference or HTML, at most `max` characters.
 *
 * GitHub looks for mentions, references, addresses and emoji in the finished text, where a
 * backslash is gone: those are parted by a word joiner.
 */
export function markdownText(text: string, max = 200): string {
  return cut(oneLine(text.slice(0, max * 10 + 1000)), max)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/^(\d+)(?=[.)])/, `$1${JOINER}`)
    .replace(/[\\`*_{}[\]()#+!|~$^]|^[-=]/g, (char) => `\\${char}`)
    .replace(/[@#](?=\w)|\bgh-(?=\d)|:(?=\/\/)|\bwww(?=\.)|:(?=[\w+-]+:)/gi, `$&${JOINER}`);
}

/** Without controls, line ends, and what is not seen or turns the direction of writing. */
function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]+/gu, ' ')
    .trim();
}

/** Whole characters: half of an emoji is none. */
function cut(text: string, max: number): string {
  const characters = [...text];
  return characters.length > max ? `${characters.slice(0, max - 1).join('')}…` : text;
}

/** A board as a Markdown table, with what it can tell apart below it. */
export function boardMarkdown(board: Board): string {
  const head =
    '| rank | model | score | 95 % interval | tied with | cases | missing | $ / 100 cases | median latency | 95th percentile |';
  const rule = '| --: | :-- | --: | :-: | :-- | --: | --: | --: | --: | --: |';
  const effect = board.minimum_detectable_effect;
  const resolution =
    effect === null
      ? 'Too few cases to tell models apart.'
      : `Can tell apart models that differ by ${points(effect)} points or more (80 % power).`;
  return [
    `### ${markdownText(board.benchmark)}`,
    '',
    ...(board.rows.length === 0
      ? ['No results yet.']
      : [head, rule, ...board.rows.map(rowMarkdown)]),
    ...repeatLines(board),
    '',
    ...metricTables(board).flatMap(metricsMarkdown),
    ...judgingMarkdown(board),
    ...preferenceMarkdown(board),
    `${board.cases} cases · fingerprint \`${board.fingerprint.slice(0, 12)}\` · ${board.tests} paired tests with Holm's correction. ${resolution}`,
  ].join('\n');
}

/** The judges of a board in Markdown; empty where no judge scored. */
function judgingMarkdown({ judging }: Pick<Board, 'judging'>): string[] {
  if (judging === undefined) return [];
  const rows = correctedCells(judging).map(
    ({ model, judged, corrected, by, labels }) =>
      `| ${markdownText(model)} | ${judged} | ${corrected} | ${by} | ${labels} |`,
  );
  const table =
    rows.length === 0
      ? []
      : [
          '| model | % passed by judges | % as people would | by | labels |',
          '| :-- | --: | --: | :-- | --: |',
          ...rows,
          '',
        ];
  return [judgingInWords(judging), '', ...table];
}

/** What people prefer, in Markdown; empty without a vote. */
function preferenceMarkdown({ preference }: Pick<Board, 'preference'>): string[] {
  if (preference === undefined) return [];
  const rows = preferenceCells(preference).map(
    ({ model, rating, interval, battles }) =>
      `| ${markdownText(model)} | ${rating} | ${interval} | ${battles} |`,
  );
  const table =
    rows.length === 0
      ? []
      : [
          '| model | preferred (log-odds) | 95 % interval | comparisons |',
          '| :-- | --: | :-: | --: |',
          ...rows,
          '',
        ];
  return [preferenceInWords(preference), '', ...table];
}

function metricsMarkdown({ title, names, rows }: MetricTable): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    `#### ${title}`,
    '',
    line(['model', ...names.map((name) => markdownText(name, 60))]),
    line([':--', ...names.map(() => '--:')]),
    ...rows.map(({ row, metrics }) => line([markdownText(row.model), ...metrics.map(metricText)])),
    '',
  ];
}

function rowMarkdown(row: BoardRow): string {
  const cells = [
    rankText(row),
    `${markdownText(row.model)}${row.tier === 'self_reported' ? '' : ` (${row.tier})`}`,
    row.score === null ? '–' : points(row.score),
    row.low === null || row.high === null ? '–' : `${points(row.low)}–${points(row.high)}`,
    tiedText(row.tied_with),
    row.trials > 1 ? `${row.cases} × ${row.trials}` : String(row.cases),
    missingText(row),
    row.cost_usd_per_100_cases === null
      ? 'unknown'
      : `$${row.cost_usd_per_100_cases.toPrecision(2)}`,
    latencyText(row.latency_ms_median, row.latency_ms_median_low, row.latency_ms_median_high),
    latencyText(row.latency_ms_p95, row.latency_ms_p95_low, row.latency_ms_p95_high),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** A side that so few cases leave open is a question mark. */
function latencyText(value: number | null, low: number | null, high: number | null): string {
  if (value === null) return '–';
  const side = (bound: number | null) => (bound === null ? '?' : String(Math.round(bound)));
  const interval = low === null && high === null ? '' : ` (${side(low)}–${side(high)})`;
  return `${Math.round(value)} ms${interval}`;
}

function repeatLines({ rows }: Board): string[] {
  const lines = rows.flatMap(({ model, repeats }) =>
    repeats === null ? [] : [`- ${markdownText(model)}: ${repeatsText(repeats)}`],
  );
  return lines.length === 0 ? [] : ['', 'Repeated trials:', '', ...lines];
}

function rankText({ rank_low, rank_high }: BoardRow): string {
  if (rank_low === null || rank_high === null) return '–';
  return rank_low === rank_high ? String(rank_low) : `${rank_low}–${rank_high}`;
}

function tiedText(names: readonly string[]): string {
  const shown = names.slice(0, 3).map((name) => markdownText(name, 60));
  return names.length > 3 ? `${shown.join(', ')} and ${names.length - 3} more` : shown.join(', ');
}

function missingText({
  missing,
  score_if_missing_fail: low,
  score_if_missing_pass: high,
}: BoardRow): string {
  if (missing === 0) return '0';
  return low === null || high === null
    ? String(missing)
    : `${missing} (${points(low)}–${points(high)})`;
}

/** A comparison as a paragraph: the verdict first, then the numbers behind it. */
export function comparisonMarkdown(comparison: Comparison): string {
  const {
    benchmark,
    sentence,
    difference,
    low,
    high,
    p_value,
    test,
    cases,
    both,
    only_a,
    only_b,
    neither,
  } = comparison;
  const [a, b] = [markdownText(comparison.a), markdownText(comparison.b)];
  return [
    `### ${markdownText(benchmark)}: ${b} against ${a}`,
    '',
    `**${markdownText(sentence, 400)}**`,
    '',
    `Difference ${signed(difference)} points (95 % interval ${signed(low)} to ${signed(high)}), ${pText(p_value)}, ${test.replaceAll('_', ' ')}, ${cases} shared cases: ${both} passed by both, ${only_a} only by ${a}, ${only_b} only by ${b}, ${neither} by neither.`,
  ].join('\n');
}

/** Never "p = 0": below a thousandth only the bound is said. */
export function pText(pValue: number): string {
  return pValue < 0.001 ? 'p < 0.001' : `p = ${pValue.toFixed(3)}`;
}

function signed(share: number): string {
  return `${share < 0 ? '−' : '+'}${points(Math.abs(share))}`;
}

function points(share: number): string {
  return (share * 100).toFixed(1);
}
