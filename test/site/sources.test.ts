import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const SITE = fileURLToPath(new URL('../../site', import.meta.url));

/** The only places that write markup of their own, none of it from a benchmark. */
const MARKUP = ['components/Chart.astro', 'components/ProseText.astro', 'layouts/Page.astro'];

interface Source {
  readonly path: string;
  readonly text: string;
}

const sources: Source[] = [];
for await (const path of glob('**/*.{astro,ts,css}', { cwd: SITE }))
  sources.push({
    path: path.replaceAll('\\', '/'),
    text: await readFile(`${SITE}/${path}`, 'utf8'),
  });

function offenders(pattern: RegExp, except: readonly string[] = []): string[] {
  return sources
    .filter(({ path, text }) => pattern.test(text) && !except.includes(path))
    .map(({ path }) => path);
}

test('no address of this site is written without its base path', () => {
  assert.deepEqual(offenders(/(?:href|src|action)=["'{`\s]*\/(?!\/)/), []);
});

test('nothing but charts, own documentation and the theme script is written as raw markup', () => {
  assert.deepEqual(offenders(/set:html|innerHTML|insertAdjacentHTML|document\.write/, MARKUP), []);
});

test('there are no style attributes, which the policy would refuse', () => {
  assert.deepEqual(offenders(/\sstyle=/), []);
});

test('nothing is loaded from elsewhere', () => {
  assert.deepEqual(offenders(/(?:src|@import|url\()["'\s(]*https?:/), []);
});

test('shared modules do not read files beside them: bundling moves them', () => {
  assert.deepEqual(offenders(/import\.meta\.(?:url|dirname|filename)/), []);
});
