import type { Board, BoardRow } from '../../engine/analysis/board.ts';
import type { Benchmark } from '../../engine/benchmark/benchmark.ts';
import { xmlText } from '../../engine/report/feed.ts';
import type { Tier } from '../../engine/results/columns.ts';
import { rankText, TIERS } from './board-view.ts';
import { shortName } from './charts/name.ts';
import { points, pointsInterval } from './format.ts';

/** Where a model stands in two tiers, the more trusted one is shown. */
const ORDER: readonly Tier[] = ['verified', 'self_reported', 'baseline', 'published'];

/** The row of each model that a badge shows. */
export function badgeRows({ rows }: Board): BoardRow[] {
  const sorted = rows
    .filter(({ score }) => score !== null)
    .toSorted((a, b) => ORDER.indexOf(b.tier) - ORDER.indexOf(a.tier));
  return [...new Map(sorted.map((row) => [row.model, row])).values()];
}

const LETTER_WIDTH = 6.3;
const PADDING = 8;
const HEIGHT = 20;

/** A badge: the benchmark, then score, interval and rank of the model. */
export function badgeSvg(benchmark: Benchmark, row: BoardRow): string {
  const label = shortName(benchmark.title, 28);
  const value = valueText(row);
  const [left, right] = [widthOf(label), widthOf(value)];
  const text = (x: number, width: number, content: string) =>
    `<text x="${x + width / 2}" y="14" textLength="${width - 2 * PADDING}" text-anchor="middle">${xmlText(content)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="${HEIGHT}" role="img" aria-label="${xmlText(`${label}: ${value}`)}">`,
    `<title>${xmlText(`${benchmark.title}: ${value}, 95 % interval, ${TIERS[row.tier].label}`)}</title>`,
    `<rect width="${left}" height="${HEIGHT}" fill="#3b4149"/>`,
    `<rect x="${left}" width="${right}" height="${HEIGHT}" fill="${row.tier === 'verified' ? '#00639c' : '#6b4a62'}"/>`,
    '<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">',
    text(0, left, label),
    text(left, right, value),
    '</g></svg>',
  ].join('');
}

/** `88.7 (78.5–94.4) · rank 1–4`, with the tier where it is not the usual one. */
function valueText(row: BoardRow): string {
  const interval =
    row.low === null || row.high === null ? '' : ` (${pointsInterval(row.low, row.high)})`;
  const rank = row.rank_low === null ? '' : ` · rank ${rankText(row)}`;
  const tier = row.tier === 'verified' ? '' : ` · ${TIERS[row.tier].label}`;
  return `${points(row.score ?? 0)}${interval}${rank}${tier}`;
}

function widthOf(text: string): number {
  return Math.round([...text].length * LETTER_WIDTH) + 2 * PADDING;
}
