import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { BuiltSite } from './build-fixture.ts';

/** What a page may weigh with its style sheet and scripts, compressed, in bytes. */
interface Budget {
  readonly page: string;
  readonly path: string;
  readonly most: number;
  /** Whether it may fetch a script file; no other page does before it is used. */
  readonly loadsScript?: boolean;
}

const BUDGETS: readonly Budget[] = [
  { page: 'home', path: '', most: 16_000 },
  { page: 'library', path: 'b/', most: 16_000 },
  { page: 'board, 12 rows', path: 'b/currency-prose/', most: 30_000 },
  { page: 'board, 200 rows', path: 'b/many-models/', most: 45_000 },
  { page: 'cases', path: 'b/currency-prose/cases/', most: 18_000 },
  { page: 'cases, 200 models', path: 'b/many-models/cases/', most: 20_000 },
  { page: 'quality, 200 models', path: 'b/many-models/quality/', most: 40_000 },
  { page: 'case', path: 'b/currency-prose/cases/c-001/', most: 14_000 },
  { page: 'models, 212', path: 'm/', most: 22_000 },
  { page: 'model', path: 'm/openai/gpt-4o-mini/', most: 14_000 },
  { page: 'best for', path: 'best/', most: 12_000 },
  { page: 'best for a task', path: 'best/math/', most: 18_000 },
  { page: 'compare', path: 'compare/', most: 26_000, loadsScript: true },
  { page: 'compare, pairs', path: 'compare/currency-prose/', most: 18_000 },
  { page: 'review', path: 'review/', most: 26_000, loadsScript: true },
  { page: 'run, 212 rows', path: 'r/20261120-140509-7f3a/', most: 30_000 },
  { page: 'changes', path: 'changes/', most: 14_000 },
  { page: 'data', path: 'data/', most: 14_000 },
  { page: 'methods', path: 'methods/', most: 16_000 },
  { page: 'embed', path: 'embed/b/currency-prose/', most: 12_000 },
];

/** Inline scripts of a board: theme, sorting, copying, and its filters with the download. */
const MOST_INLINE_SCRIPT = 2816;

const STYLES = /<link rel="stylesheet"[^>]*href="([^"]*)"/g;
const SCRIPTS = /<(?:link rel="modulepreload"|script)[^>]*(?:href|src)="([^"]*)"/g;

/** What pages weigh, which is printed and held to a budget. */
export function checkWeights(site: () => BuiltSite): void {
  describe('its weight', () => {
    const read = (path: string) => readFile(join(site().folder, path), 'utf8');
    const sizeOf = (text: string) => gzipSync(text, { level: 9 }).length;

    test('every type of page keeps its budget', async (context) => {
      const rows: string[][] = [];
      for (const { page, path, most, loadsScript = false } of BUDGETS) {
        const html = await read(`${path}index.html`);
        const load = async (pattern: RegExp) => {
          const files = [...html.matchAll(pattern)].map(([, address = '']) =>
            read(address.slice(site().base.length)),
          );
          return (await Promise.all(files)).reduce((sum, text) => sum + sizeOf(text), 0);
        };
        const [own, styles, scripts] = [sizeOf(html), await load(STYLES), await load(SCRIPTS)];
        const total = own + styles + scripts;
        rows.push([page, ...[own, styles, scripts, total, most].map(String)]);
        assert.ok(total <= most, `${page}: ${total} bytes, at most ${most}`);
        assert.equal(scripts > 0, loadsScript, `scripts of ${page}`);
      }
      context.diagnostic(tableOf([['page', 'html', 'css', 'js', 'total', 'at most'], ...rows]));
    });

    test('what a board runs by itself is tiny', async () => {
      const html = await read('b/many-models/index.html');
      assert.ok(html.split('<tr').length > 200);
      const scripts = [...html.matchAll(/<script([^>]*)>(.*?)<\/script>/gs)]
        .filter(([, attributes = '']) => !attributes.includes('ld+json'))
        .map(([, , script]) => script)
        .join('');
      assert.ok(scripts.includes('localStorage'));
      assert.ok(sizeOf(scripts) <= MOST_INLINE_SCRIPT, `${sizeOf(scripts)} bytes`);
    });
  });
}

/** Columns side by side: names to the left, bytes compressed to the right. */
function tableOf(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => {
          const width = widths[column] ?? 0;
          return column === 0 ? cell.padEnd(width) : cell.padStart(width);
        })
        .join('  '),
    )
    .join('\n');
}
