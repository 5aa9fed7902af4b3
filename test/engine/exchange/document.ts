import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './helpers.ts';

/** The page about bringing things in, whose tables tests write: `--test-update-snapshots`. */
export const IMPORTING: string = join(ROOT, 'docs/importing.md');

/** The page with one of its tables as it is now. @throws Error when the page has no such table */
export function withTable(name: string, lines: readonly string[]): string {
  const text = readFileSync(IMPORTING, 'utf8');
  const [before, rest] = text.split(`<!-- ${name} -->\n`);
  const after = rest?.split(`<!-- end of ${name} -->`)[1];
  if (before === undefined || after === undefined)
    throw new Error(`docs/importing.md has no table "${name}"`);
  return `${before}<!-- ${name} -->\n\n${lines.join('\n')}\n\n<!-- end of ${name} -->${after}`;
}

/** A row of a table, whose cells can hold any text. */
export function tableRow(cells: readonly (string | number)[]): string {
  return `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|').replaceAll('<', '&lt;')).join(' | ')} |`;
}
