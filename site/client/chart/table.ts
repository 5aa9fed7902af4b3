import type { ChartFile } from '../../lib/charts/chart-view.ts';

/** Rows shown at most; the file has them all. */
const MOST = 1000;

/** The table that a chart is made of, in a region that scrolls. */
export function rowsTable({ title, columns, rows }: ChartFile): HTMLElement {
  const region = document.createElement('div');
  region.className = 'scroller';
  region.tabIndex = 0;
  region.setAttribute('role', 'region');
  region.ariaLabel = `Table: ${title}`;
  const table = document.createElement('table');
  table.createCaption().textContent =
    rows.length > MOST ? `${title}, the first ${MOST} of ${rows.length} rows` : title;
  const head = table.createTHead().insertRow();
  for (const { name } of columns) {
    const cell = document.createElement('th');
    cell.scope = 'col';
    cell.textContent = name;
    head.append(cell);
  }
  const body = table.createTBody();
  for (const row of rows.slice(0, MOST)) {
    const line = body.insertRow();
    for (const { field } of columns) fillCell(line.insertCell(), row[field]);
  }
  region.append(table);
  return region;
}

function fillCell(cell: HTMLTableCellElement, value: unknown): void {
  cell.textContent = value === null || value === undefined ? '–' : String(value);
  cell.dir = 'auto';
  if (typeof value === 'number') cell.className = 'number';
}
