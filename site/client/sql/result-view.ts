import { toCsv } from '../../../engine/exchange/csv.ts';
import { MOST_SHOWN } from '../../lib/sql/limits.ts';
import { saveFile } from '../save-file.ts';
import { barsOf, drawBars } from './bars.ts';
import type { QueryResult } from './database.ts';

/** A result as a drawing, if it has one, a table, and a file to take away. */
export function showResult(place: HTMLElement, result: QueryResult): void {
  const bars = barsOf(result);
  const save = document.createElement('button');
  save.type = 'button';
  save.textContent = 'Download CSV';
  save.addEventListener('click', () =>
    saveFile('query.csv', new Blob([toCsv(result.columns, result.rows)], { type: 'text/csv' })),
  );
  place.replaceChildren(...(bars === undefined ? [] : [drawBars(bars)]), tableOf(result), save);
}

function tableOf({ columns, rows }: QueryResult): HTMLElement {
  const scroller = document.createElement('div');
  scroller.className = 'scroller';
  scroller.tabIndex = 0;
  scroller.setAttribute('role', 'region');
  scroller.setAttribute('aria-label', 'Result');
  const table = document.createElement('table');
  const head = table.createTHead().insertRow();
  const numbers = columns.map((name) => rows.some((row) => typeof row[name] === 'number'));
  for (const [index, name] of columns.entries()) {
    const cell = document.createElement('th');
    cell.scope = 'col';
    cell.textContent = name;
    if (numbers[index]) cell.className = 'number';
    head.append(cell);
  }
  const body = table.createTBody();
  for (const row of rows.slice(0, MOST_SHOWN)) {
    const line = body.insertRow();
    for (const [index, name] of columns.entries()) {
      const cell = line.insertCell();
      if (numbers[index]) cell.className = 'number';
      cell.dir = 'auto';
      cell.textContent = cellText(row[name]);
    }
  }
  scroller.append(table);
  return scroller;
}

/** Longest text of a cell on the page; the file has all of it. */
const LONGEST = 400;

/** A value to be read: numbers to six digits. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'number')
    return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
  if (value instanceof Date) return value.toISOString().replace('.000Z', 'Z');
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text;
}
