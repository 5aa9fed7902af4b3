import type { Level } from '../generator.ts';
import { itemAt, type Random } from '../random.ts';
import { PEOPLE, PLACES } from '../words.ts';

/** Rows of a sheet below its header; the first row is row 2. */
export interface Sheet {
  readonly header: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

export const PRODUCTS: readonly string[] = [
  'bolts',
  'hinges',
  'locks',
  'nails',
  'screws',
  'washers',
];

export function sheetOf(random: Random, level: Level): Sheet {
  const regions = random.sample(PLACES, 3);
  const sellers = random.sample(PEOPLE, 4);
  const rows = Array.from({ length: { easy: 5, medium: 8, hard: 12 }[level] }, () => [
    random.pick(sellers),
    random.pick(regions),
    random.pick(PRODUCTS),
    random.int(1, 40),
    random.int(2, 60) * 5,
  ]);
  return { header: ['Seller', 'Town', 'Article', 'Pieces', 'Price'], rows };
}

export function shown({ header, rows }: Sheet): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  const letters = ['', ...'ABCDEFG'].slice(0, header.length + 1);
  return [
    line(letters),
    `|${'---|'.repeat(letters.length)}`,
    line([1, ...header]),
    ...rows.map((row, index) => line([index + 2, ...row])),
  ].join('\n');
}

export function cell(sheet: Sheet, row: number, column: string): string | number {
  return itemAt(itemAt(sheet.rows, row - 2), 'ABCDE'.indexOf(column));
}

export function numberIn(sheet: Sheet, row: number, column: string): number {
  return Number(cell(sheet, row, column));
}
