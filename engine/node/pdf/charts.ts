import type { Board, BoardRow } from '../../analysis/board.ts';
import type { Tier } from '../../results/columns.ts';
import { spoken } from './fonts.ts';
import { type Element, INK, INK_PALE, MARGIN, type Pages } from './page.ts';
import { costScale, type Scale, scoreScale } from './scale.ts';
import { dollars, pointsText } from './words.ts';

/** A row that can be drawn, with its number in the table. */
interface Mark {
  readonly number: number;
  readonly row: BoardRow;
  readonly score: number;
}

/** Rows that can be taken in at a glance; the table has them all. */
const MOST = 30;
const ROW = 15;
const NAMES = 150;
const AXIS = 30;
const PLANE = 200;
const LABEL = { size: 7.5, colour: INK_PALE, lines: 1 } as const;

/** Colour of a tier; its shape tells it apart in black and white. */
const TIERS: Readonly<Record<Tier, string>> = {
  verified: '#1f5fbf',
  self_reported: '#8a4fbf',
  published: '#a3620a',
  baseline: '#5c5c5c',
};

function marksOf({ rows }: Board): Mark[] {
  return rows
    .flatMap((row, index) =>
      row.score === null ? [] : [{ number: index + 1, row, score: row.score }],
    )
    .slice(0, MOST);
}

/** Scores as dots with their intervals as lines, in the order of the table. */
export function drawIntervals(pages: Pages, parent: Element, board: Board): void {
  const marks = marksOf(board);
  if (marks.length === 0) return;
  const height = marks.length * ROW + AXIS;
  figure(pages, parent, height, intervalWords(board, marks), (top) => {
    const values = marks.flatMap(({ row, score }) => [row.low ?? score, row.high ?? score, score]);
    const scale = scoreScale(values, MARGIN + NAMES, MARGIN + pages.width - 10);
    const bottom = top + marks.length * ROW;
    for (const tick of scale.ticks)
      gridLine(pages, scale.at(tick), [top, bottom], pointsText(tick));
    axisTitle(pages, bottom + 15, 'Score in points, with its 95 % interval');
    for (const [index, mark] of marks.entries())
      drawRow(pages, mark, top + (index + 0.5) * ROW, scale);
  });
}

function drawRow(pages: Pages, { number, row, score }: Mark, y: number, scale: Scale): void {
  const name = { x: MARGIN, y: y - 5.5, width: NAMES - 8 };
  pages.writeAt(`${number}  ${row.model}`, name, { ...LABEL, colour: INK });
  if (row.low !== null && row.high !== null)
    line(pages, [scale.at(row.low), y], [scale.at(row.high), y], TIERS[row.tier], 1.5);
  dot(pages, scale.at(score), y, row.tier);
}

/** Scores against what 100 cases cost; drawn where at least two rows have a cost. */
export function drawCosts(pages: Pages, parent: Element, board: Board): void {
  const marks = marksOf(board).filter(({ row }) => (row.cost_usd_per_100_cases ?? 0) > 0);
  if (marks.length < 2) return;
  figure(pages, parent, PLANE + AXIS, costWords(marks), (top) => {
    const [left, right] = [MARGIN + 34, MARGIN + pages.width - 10];
    const costs = costScale(
      marks.map(({ row }) => row.cost_usd_per_100_cases ?? 0),
      left,
      right,
    );
    const scores = scoreScale(
      marks.flatMap(({ row, score }) => [row.low ?? score, row.high ?? score]),
      top + PLANE,
      top,
    );
    for (const tick of costs.ticks)
      gridLine(pages, costs.at(tick), [top, top + PLANE], dollars(tick));
    for (const tick of scores.ticks) {
      line(pages, [left, scores.at(tick)], [right, scores.at(tick)], '#d9d9d9', 0.5);
      const place = { x: MARGIN, y: scores.at(tick) - 5.5, width: 28 };
      pages.writeAt(pointsText(tick), place, { ...LABEL, align: 'right' });
    }
    const title = 'US dollars per 100 cases, logarithmic; score in points; numbers as in the table';
    axisTitle(pages, top + PLANE + 15, title);
    for (const mark of marks) drawPoint(pages, mark, costs, scores);
  });
}

function drawPoint(pages: Pages, { number, row, score }: Mark, costs: Scale, scores: Scale): void {
  const x = costs.at(row.cost_usd_per_100_cases ?? 0);
  if (row.low !== null && row.high !== null)
    line(pages, [x, scores.at(row.low)], [x, scores.at(row.high)], TIERS[row.tier], 0.8);
  dot(pages, x, scores.at(score), row.tier);
  const place = { x: x + 5, y: scores.at(score) - 5.5, width: 30 };
  pages.writeAt(String(number), place, { ...LABEL, colour: INK });
}

/** A drawing that screen readers tell in words. */
function figure(
  pages: Pages,
  parent: Element,
  height: number,
  alt: string,
  draw: (top: number) => void,
): void {
  pages.keep(height);
  const top = pages.pdf.y;
  const bbox = [MARGIN, top, MARGIN + pages.width, top + height];
  pages.element(parent, 'Figure', () => draw(top), { alt: spoken(alt), bbox });
  pages.pdf.x = MARGIN;
  pages.pdf.y = top + height;
  pages.pdf.moveDown(0.5);
}

type Point = readonly [x: number, y: number];

function line(pages: Pages, from: Point, to: Point, colour: string, width: number): void {
  pages.pdf
    .lineWidth(width)
    .strokeColor(colour)
    .moveTo(...from)
    .lineTo(...to)
    .stroke();
}

function dot(pages: Pages, x: number, y: number, tier: Tier): void {
  const { pdf } = pages;
  const size = 2.8;
  if (tier === 'verified') pdf.circle(x, y, size);
  else if (tier === 'self_reported')
    pdf.polygon([x, y - size - 1], [x + size + 1, y], [x, y + size + 1], [x - size - 1, y]);
  else if (tier === 'published') pdf.rect(x - size, y - size, 2 * size, 2 * size);
  else pdf.rect(x - 1.1, y - size, 2.2, 2 * size).rect(x - size, y - 1.1, 2 * size, 2.2);
  pdf.fillColor(TIERS[tier]).fill();
}

function gridLine(pages: Pages, x: number, [top, bottom]: Point, label: string): void {
  line(pages, [x, top], [x, bottom], '#d9d9d9', 0.5);
  pages.writeAt(label, { x: x - 25, y: bottom + 3, width: 50 }, { ...LABEL, align: 'center' });
}

function axisTitle(pages: Pages, y: number, text: string): void {
  pages.writeAt(text, { x: MARGIN, y, width: pages.width }, { ...LABEL, align: 'center' });
}

function intervalWords(board: Board, marks: readonly Mark[]): string {
  const rows = marks.map(({ row, score }) => {
    const interval =
      row.low === null || row.high === null
        ? 'no interval'
        : `${pointsText(row.low)} to ${pointsText(row.high)}`;
    return `${row.model} ${pointsText(score)} (${interval})`;
  });
  return `Scores on ${board.benchmark} in points with 95 % intervals: ${rows.join('; ')}.`;
}

function costWords(marks: readonly Mark[]): string {
  const points = marks.map(
    ({ row, score }) =>
      `${row.model} ${dollars(row.cost_usd_per_100_cases ?? 0)} for ${pointsText(score)} points`,
  );
  return `Score against cost per 100 cases: ${points.join('; ')}.`;
}
