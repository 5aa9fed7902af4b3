import type { Board, BoardRow } from '../../engine/analysis/board.ts';
import { correctedCells, judgingInWords } from '../../engine/report/judging.ts';
import { repeatsText } from '../../engine/report/repeats.ts';
import { dollars, milliseconds, points } from './format.ts';
import { tableLines } from './table.ts';
import { printable, type Terminal } from './terminal.ts';

const COLUMNS = [
  { title: 'rank', align: 'right' },
  { title: 'model' },
  { title: 'score', align: 'right' },
  { title: '95 % interval', align: 'right' },
  { title: '' },
  { title: 'cases', align: 'right' },
  { title: 'missing', align: 'right' },
  { title: '$/100 cases', align: 'right' },
  { title: 'median', align: 'right' },
  { title: 'p95', align: 'right' },
  { title: 'letters' },
] as const;

/** A board as a table, its heading and what it can tell apart. */
export function boardLines(board: Board, { style }: Terminal): string[] {
  const [titles = '', ...rows] = tableLines(COLUMNS, board.rows.map(rowCells));
  return [
    `${style.bold(board.benchmark)} ${style.dim(`${board.cases} cases, fingerprint ${board.fingerprint.slice(0, 8)}`)}`,
    style.dim(titles),
    ...rows,
    ...(board.rows.length === 0 ? ['no results yet'] : []),
    ...repeatLines(board).map((line) => style.dim(line)),
    ...judgingLines(board),
    style.dim(resolution(board)),
  ];
}

const CORRECTED_COLUMNS = [
  { title: 'model' },
  { title: 'judged %', align: 'right' },
  { title: 'as people would %', align: 'right' },
  { title: 'by' },
  { title: 'labels', align: 'right' },
] as const;

/** How far the judges are trusted, and scores as people would give them; none without judges. */
export function judgingLines({ judging }: Pick<Board, 'judging'>): string[] {
  if (judging === undefined) return [];
  const rows = correctedCells(judging).map(({ model, judged, corrected, by, labels }) => [
    printable(model),
    judged,
    corrected,
    by,
    labels,
  ]);
  return [
    judgingInWords(judging),
    ...(rows.length === 0 ? [] : tableLines(CORRECTED_COLUMNS, rows)),
  ];
}

function resolution({ minimum_detectable_effect, tests }: Board): string {
  if (minimum_detectable_effect === null) return 'too few cases to tell models apart';
  const pairs = tests === 0 ? '' : `; ${tests} paired tests, Holm's correction`;
  return `can tell apart models that differ by ${points(minimum_detectable_effect)} points or more${pairs}`;
}

function rowCells(row: BoardRow): string[] {
  return [
    rankText(row),
    `${printable(row.model)}${row.tier === 'self_reported' ? '' : ` (${row.tier})`}`,
    row.score === null ? '–' : points(row.score),
    intervalText(row),
    whisker(row),
    row.trials > 1 ? `${row.cases}×${row.trials}` : String(row.cases),
    row.missing === 0 ? '' : missingText(row),
    row.cost_usd_per_100_cases === null ? '?' : dollars(row.cost_usd_per_100_cases),
    spreadText(row.latency_ms_median, row.latency_ms_median_low, row.latency_ms_median_high),
    spreadText(row.latency_ms_p95, row.latency_ms_p95_low, row.latency_ms_p95_high),
    row.letters.join(''),
  ];
}

/** `640 ms (600 ms–710 ms)`; a side that so few cases leave open is a `?`. */
function spreadText(value: number | null, low: number | null, high: number | null): string {
  if (value === null) return '';
  if (low === null && high === null) return milliseconds(value);
  const side = (bound: number | null) => (bound === null ? '?' : milliseconds(bound));
  return `${milliseconds(value)} (${side(low)}–${side(high)})`;
}

/** What several trials of each case showed, a line a model. */
function repeatLines({ rows }: Board): string[] {
  return rows.flatMap(({ model, repeats }) =>
    repeats === null ? [] : [`${printable(model)}: ${repeatsText(repeats)}`],
  );
}

/** `2–4`: the places the data allow. */
export function rankText({ rank_low, rank_high }: BoardRow): string {
  if (rank_low === null || rank_high === null) return '';
  return rank_low === rank_high ? String(rank_low) : `${rank_low}–${rank_high}`;
}

function intervalText({ low, high, method }: BoardRow): string {
  if (low === null || high === null) return method === 'too_few_cases' ? 'too few cases' : '';
  const interval = `${points(low)}–${points(high)}`;
  return method === 'stopped_early' ? `${interval} stopped early` : interval;
}

function missingText(row: BoardRow): string {
  const [low, high] = [row.score_if_missing_fail, row.score_if_missing_pass];
  return low === null || high === null
    ? String(row.missing)
    : `${row.missing} (${points(low)}–${points(high)})`;
}

const WHISKER_CELLS = 20;

/** `    ├──●─┤   `: the interval and the score on a line from 0 to 1. */
function whisker({ score, low, high }: BoardRow): string {
  if (score === null || low === null || high === null) return '';
  const cell = (value: number) => Math.min(WHISKER_CELLS - 1, Math.floor(value * WHISKER_CELLS));
  const [from, at, to] = [cell(low), cell(score), cell(high)];
  return Array.from({ length: WHISKER_CELLS }, (_, index) => {
    if (index === at) return '●';
    if (index === from) return '├';
    if (index === to) return '┤';
    return index > from && index < to ? '─' : '·';
  }).join('');
}
