import { type Element, INK_PALE, MARGIN, type Pages, type TextStyle } from './page.ts';

/** A column of a table. */
export interface Column {
  readonly title: string;
  /** Share of the width. */
  readonly share: number;
  readonly align?: 'left' | 'right';
}

const SIZE = 8;
const GAP = 6;
const PADDING = 3;

/** A table with a header that is repeated on every page; cells are cut off after two lines. */
export function drawTable(
  pages: Pages,
  parent: Element,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): void {
  const places = placesOf(columns, pages.width);
  const titles = columns.map(({ title }) => title);
  pages.group(parent, 'Table', (table) => {
    pages.keep(heightOf(pages, titles, places) + 30);
    drawRow(pages, table, titles, places, 'TH');
    for (const row of rows) {
      if (pages.keep(heightOf(pages, row, places))) repeatHeader(pages, titles, places);
      drawRow(pages, table, row, places, 'TD');
    }
  });
  pages.pdf.x = MARGIN;
  pages.pdf.moveDown(0.6);
}

interface Place {
  readonly x: number;
  readonly width: number;
  readonly align: 'left' | 'right';
}

function placesOf(columns: readonly Column[], width: number): Place[] {
  const total = columns.reduce((sum, { share }) => sum + share, 0);
  let x = MARGIN;
  return columns.map(({ share, align = 'left' }) => {
    const place = { x, width: (share / total) * width - GAP, align };
    x += place.width + GAP;
    return place;
  });
}

function styleOf({ align }: Pick<Place, 'align'>, kind: 'TH' | 'TD'): TextStyle {
  return { size: SIZE, align, lines: 2, weight: kind === 'TH' ? 'bold' : 'regular' };
}

function heightOf(pages: Pages, cells: readonly string[], places: readonly Place[]): number {
  const heights = places.map((place, index) =>
    pages.heightOf(cells[index] ?? '', place.width, styleOf(place, 'TH')),
  );
  return Math.max(...heights) + 2 * PADDING;
}

function drawRow(
  pages: Pages,
  table: Element,
  cells: readonly string[],
  places: readonly Place[],
  kind: 'TH' | 'TD',
): void {
  const top = pages.pdf.y;
  const height = heightOf(pages, cells, places);
  pages.group(table, 'TR', (row) => {
    for (const [index, place] of places.entries()) {
      const cell = cells[index] ?? '';
      const draw = () => pages.writeAt(cell, { ...place, y: top + PADDING }, styleOf(place, kind));
      pages.text(row, kind, cell, draw, kind === 'TH' ? { scope: 'Column' } : {});
    }
  });
  drawLine(pages, top + height);
}

/** On later pages the header is for the eye only. */
function repeatHeader(pages: Pages, titles: readonly string[], places: readonly Place[]): void {
  const top = pages.pdf.y;
  const height = heightOf(pages, titles, places);
  pages.pdf.markContent('Artifact', { type: 'Layout' });
  for (const [index, place] of places.entries())
    pages.writeAt(titles[index] ?? '', { ...place, y: top + PADDING }, styleOf(place, 'TH'));
  pages.pdf.endMarkedContent();
  drawLine(pages, top + height);
}

function drawLine(pages: Pages, y: number): void {
  const { pdf } = pages;
  pdf.markContent('Artifact', { type: 'Layout' });
  pdf
    .lineWidth(0.4)
    .strokeColor(INK_PALE, 0.5)
    .moveTo(MARGIN, y)
    .lineTo(MARGIN + pages.width, y)
    .stroke();
  pdf.strokeOpacity(1);
  pdf.endMarkedContent();
  pdf.y = y;
}
