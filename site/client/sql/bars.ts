import type { QueryResult } from './database.ts';

/** One bar: its name and its length. */
export interface Bar {
  readonly label: string;
  readonly value: number;
}

/** What a chart is made of. */
export interface Bars {
  /** The column that is drawn. */
  readonly name: string;
  readonly bars: readonly Bar[];
}

/** More bars than that are better read as a table. */
const MOST_BARS = 40;

/**
 * The first column of text against the first of numbers, if the text names every row and no
 * number is below zero, for bars start at zero.
 */
export function barsOf({ columns, rows }: Pick<QueryResult, 'columns' | 'rows'>): Bars | undefined {
  if (rows.length < 2 || rows.length > MOST_BARS) return undefined;
  const label = columns.find((name) => rows.every((row) => typeof row[name] === 'string'));
  const isDrawable = (value: unknown) =>
    value === null || (typeof value === 'number' && Number.isFinite(value) && value >= 0);
  const name = columns.find(
    (column) =>
      rows.every((row) => isDrawable(row[column])) && rows.some((row) => row[column] !== null),
  );
  if (label === undefined || name === undefined) return undefined;
  if (new Set(rows.map((row) => row[label])).size < rows.length) return undefined;
  const bars = rows.flatMap((row) => {
    const value = row[name];
    return typeof value === 'number' ? [{ label: String(row[label]), value }] : [];
  });
  return { name, bars };
}

const LINE = 22;
const NAMES = 220;
const WIDTH = 720;
const NUMBERS = 80;

/** The table below says the same, so that readers of screens are told of the picture only. */
export function drawBars({ name, bars }: Bars): SVGElement {
  const svg = element('svg', { viewBox: `0 0 ${WIDTH} ${bars.length * LINE}`, role: 'img' });
  svg.setAttribute('aria-label', `Bars of ${name}, ${bars.length} rows; the table has the numbers`);
  const most = Math.max(...bars.map(({ value }) => value), Number.MIN_VALUE);
  for (const [index, { label, value }] of bars.entries()) {
    const y = index * LINE;
    const length = (value / most) * (WIDTH - NAMES - NUMBERS);
    svg.append(
      text(label.length > 32 ? `${label.slice(0, 31)}…` : label, NAMES - 8, y, 'end'),
      element('rect', { x: NAMES, y: y + 4, width: length, height: LINE - 8 }),
      text(String(Number(value.toPrecision(4))), NAMES + length + 6, y, 'start'),
    );
  }
  return svg;
}

function text(content: string, x: number, y: number, anchor: string): SVGElement {
  const node = element('text', { x, y: y + LINE / 2, 'text-anchor': anchor });
  node.setAttribute('dominant-baseline', 'central');
  node.textContent = content;
  return node;
}

function element(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const node = document.createElementNS('http://www.w3.org/2000/svg', name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  return node;
}
