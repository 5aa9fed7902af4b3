import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../scripts/workspace.ts';

const PAGE = join(PACKAGE_ROOT, 'docs', 'action.md');

/** A part of the page between its marks, written anew with the flag that updates expected outputs. */
export function keepPart(name: string, text: string): void {
  const page = readFileSync(PAGE, 'utf8');
  const marks = [`<!-- ${name} -->`, `<!-- /${name} -->`] as const;
  const from = page.indexOf(marks[0]) + marks[0].length;
  const to = page.indexOf(marks[1]);
  assert.ok(from < to, `docs/action.md has no place for ${name}`);
  const wanted = `\n${text}\n`;
  if (process.execArgv.includes('--test-update-snapshots'))
    writeFileSync(PAGE, page.slice(0, from) + wanted + page.slice(to));
  else assert.equal(page.slice(from, to), wanted, 'npm test -- --update writes it anew');
}
