// Measures judges without asking any, and writes the tables of docs/judges.md: node bench/judges/tables.ts

import { readFile, writeFile } from 'node:fs/promises';
import { markdownOf } from '../statistics/table.ts';
import { agreementSection } from './agreement.ts';
import { attackSection } from './attacks.ts';
import { costSection } from './costs.ts';
import { coverageSection } from './coverage.ts';

const START = '<!-- measured:start -->';
const END = '<!-- measured:end -->';

/** The page whose tables these are. */
export const PAGE: URL = new URL('../../docs/judges.md', import.meta.url);

/** The page with its tables computed anew. @throws Error when it has no place for them. */
export async function withTables(page: string): Promise<string> {
  const [start, end] = [page.indexOf(START), page.indexOf(END)];
  if (start < 0 || end < start) throw new Error(`${PAGE.pathname} lacks ${START} … ${END}`);
  const sections = [coverageSection(), attackSection(), agreementSection(), await costSection()];
  const text = [START, '', ...sections.map(markdownOf)].join('\n');
  return page.slice(0, start) + text + page.slice(end);
}

if (import.meta.main) await writeFile(PAGE, await withTables(await readFile(PAGE, 'utf8')));
