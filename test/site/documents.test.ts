import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { acrossOf } from '../../engine/analysis/across.ts';
import { docPath } from '../../site/lib/address.ts';
import { changeInWords, changesOf, signed } from '../../site/lib/changes.ts';
import { docHtml } from '../../site/lib/doc-html.ts';
import { documentsOf } from '../../site/lib/documents/all.ts';
import { feedEntriesOf } from '../../site/lib/feed-entries.ts';
import { llmsText } from '../../site/lib/llms.ts';
import { fenced, link, plain, table } from '../../site/lib/markdown.ts';
import { modelViewsOf } from '../../site/lib/model-view.ts';
import { sitemapsOf } from '../../site/lib/sitemap.ts';
import { jsonForScript } from '../../site/lib/structured-data.ts';
import { openSource } from './fixture.ts';

const data = await openSource();
const href = (path: string) => `/hub/${path}`;

test('every page has a path, a title and a description of its own', () => {
  const documents = documentsOf(data);
  const paths = documents.map(({ path }) => path);
  assert.equal(new Set(paths).size, paths.length);
  assert.ok(paths.every((path) => path === '' || /^[a-z0-9][a-z0-9._/-]*\/$/.test(path)));
  assert.ok(documents.every(({ title, description }) => title !== '' && description !== ''));
});

test('text of strangers stays text in Markdown', async () => {
  // The documentation is the project's own.
  const own = new Set(data.docs.map(({ name }) => docPath(name)));
  for (const document of documentsOf(data).filter(({ path }) => !own.has(path))) {
    const text = await document.text(href);
    assert.match(text, /^# \S/, document.path);
    // What stands in a fence is code, whatever it looks like.
    const outside = text.replace(/^(`{3,})\w*\n.*?\n\1$/gms, '');
    assert.doesNotMatch(outside, /<\/?[a-z]|\]\(javascript:|(?<!\\)!\[/i, document.path);
    assert.doesNotMatch(outside, /undefined|NaN|\[object/, document.path);
    JSON.stringify(await document.json());
  }
});

test('why answers fail stands in the other forms of a benchmark too', async () => {
  const [benchmark] = data.benchmarks;
  const document = documentsOf(data).find(({ path }) => path === `b/${benchmark?.id}/`);
  assert.ok(document);
  const text = await document.text(href);
  assert.match(text, /## Why answers fail\n\n102 scored answers failed\./);
  assert.match(text, /\| model \| failed % \|.*`needs_human` %/);
  const { failures } = JSON.parse(JSON.stringify(await document.json()));
  assert.equal(failures.failures, 102);
  assert.ok(failures.models[0].codes.every(({ share }: { share: number }) => share > 0));
});

test('all benchmarks together stand beside the tasks, as `report --across` has them', async () => {
  const rows = await Promise.all(data.benchmarks.map(({ id }) => data.caseScores(id)));
  const document = documentsOf(data).find(({ path }) => path === 'best/');
  assert.ok(document);
  const { across } = JSON.parse(JSON.stringify(await document.json()));
  assert.deepEqual(across, JSON.parse(JSON.stringify(acrossOf(data.benchmarks, rows.flat()))));
  assert.ok(across.rows.length + across.incomplete.length > 1);
  const text = await document.text(href);
  for (const { model } of across.incomplete.slice(0, 3)) assert.ok(text.includes(plain(model)));
  assert.match(text, /## All benchmarks together\n\nNo overall table/);
  const two = { ...data, benchmarks: data.benchmarks.slice(0, 2) };
  const [best] = documentsOf(two).filter(({ path }) => path === 'best/');
  assert.match(
    (await best?.text(href)) ?? '',
    /together\n\n.* points \\\(.*\n\n### 2 benchmarks together\n\n\| rank \| model/,
  );
});

test('how a model fails, and what a run changed, stand in the other forms of their pages', async () => {
  const documents = documentsOf(data);
  const model = documents.find(({ path }) => path === 'm/openai/gpt-4o-mini/');
  const run = documents.find(({ path }) => path === 'r/20261120-140509-7f3a/');
  assert.ok(model && run);
  assert.match(await model.text(href), /## How it fails\n\n\| benchmark \| failure \|/);
  const { failures } = JSON.parse(JSON.stringify(await model.json()));
  assert.ok(failures[0].signatures[0].codes[0].share > 0);
  assert.match(await run.text(href), /### Kinds of failure that changed\n\n.+\.\n\n\| failure \|/);
  const { benchmarks } = JSON.parse(JSON.stringify(await run.json()));
  assert.ok(benchmarks.some((one: { failures: object[] }) => one.failures.length > 1));
});

test('a case tells why each answer failed, in Markdown and JSON', async () => {
  const [benchmark] = data.benchmarks;
  const cases = documentsOf(data).filter(({ path }) =>
    path.startsWith(`b/${benchmark?.id}/cases/`),
  );
  const texts = await Promise.all(cases.slice(0, 20).map((one) => one.text(href)));
  assert.ok(texts.some((text) => /^`[a-z_0-9]+`: \S/m.test(text)));
  const [first] = JSON.parse(JSON.stringify(await cases[1]?.json())).answers;
  assert.equal(first.why === null, first.passed === true);
});

test('a fence is longer than any it holds, and cells do not break their row', () => {
  assert.equal(fenced('a\n````\nb'), '`````text\na\n````\nb\n`````');
  assert.equal(plain('a|b\nc *d*'), 'a\\|b c \\*d\\*');
  assert.equal(link('[x](y)', '/a b(c)'), '[\\[x\\]\\(y\\)](/a%20b(c))');
  assert.equal(table(['a'], [['b']]), '| a |\n| --- |\n| b |');
});

test('JSON in a page cannot end its element', () => {
  const value = { text: '</script><!-- & \u2028' };
  const json = jsonForScript(value);
  assert.doesNotMatch(json, /[<>&\u2028]/);
  assert.deepEqual(JSON.parse(json), value);
});

test('changes name what moved with its interval, what is new and what broke the series', async () => {
  const changes = await changesOf(data, 100);
  const models = modelViewsOf(data.models);
  const of = (run: string, id: string) => {
    const change = changes.find((candidate) => candidate.run.id === run);
    const one = change?.benchmarks.find((candidate) => candidate.id === id);
    assert.ok(one);
    return { ...one, words: changeInWords(one, models) };
  };
  const latest = of('20261120-140509-7f3a', 'currency-prose');
  assert.deepEqual(
    latest.moved.map(({ model, verdict }) => [model.split('/')[0], verdict]),
    [
      ['qwen', 'regressed'],
      ['anthropic', 'improved'],
    ],
  );
  assert.match(latest.words[0] ?? '', /regressed by \d+\.\d points \(−\d+\.\d to −\d+\.\d\)\.$/);
  assert.equal(latest.words.at(-1), 'No evidence of a change for 4 models measured again.');
  assert.equal(of('20261012-080000-a001', 'currency-prose').state, 'new');
  assert.equal(of('20261106-101500-2b9e', 'currency-prose').state, 'changed');
  assert.deepEqual([0.031, -0.004, 0.0001].map(signed), ['+3.1', '−0.4', '0.0']);
});

test('the feed tells of runs and of new benchmarks, newest first', async () => {
  const entries = await feedEntriesOf(data, href);
  assert.equal(entries.filter(({ title }) => title.startsWith('Run: ')).length, 4);
  assert.deepEqual(
    entries.filter(({ key }) => key.startsWith('benchmark ')).map(({ key }) => key),
    ['benchmark many-models', 'benchmark proverb-sense', 'benchmark currency-prose'],
  );
  const times = entries.map(({ at }) => at);
  assert.deepEqual(times, times.toSorted().reverse());
});

test('llms.txt leads to every benchmark and task as Markdown', () => {
  const text = llmsText(data, href);
  for (const { id } of data.benchmarks) assert.ok(text.includes(`(/hub/b/${id}.md)`), id);
  assert.ok(text.includes('(/hub/best/math.md)'));
});

test('a sitemap that grows too long is split', () => {
  const pages = Array.from({ length: 5 }, (_, index) => ({
    path: `${index}/&`,
    changed: '2026-01-02T03',
  }));
  const one = sitemapsOf(pages, href);
  assert.deepEqual([...one.keys()], ['sitemap']);
  assert.ok(one.get('sitemap')?.includes('<loc>/hub/0/&amp;</loc><lastmod>2026-01-02</lastmod>'));
  const several = sitemapsOf(pages, href, 2);
  assert.deepEqual([...several.keys()], ['sitemap', 'sitemap-1', 'sitemap-2', 'sitemap-3']);
  assert.ok(several.get('sitemap')?.includes('<sitemap><loc>/hub/sitemap-3.xml</loc></sitemap>'));
});

test('the data of a comparison stays small: 200 models by 36 cases', async () => {
  const document = documentsOf(data).find(({ path }) => path === 'compare/many-models/');
  const json = JSON.stringify(await document?.json());
  assert.ok(gzipSync(json).length < 16_000, `${gzipSync(json).length} bytes`);
  assert.equal(gunzipSync(gzipSync(json)).toString(), json);
});

test('a picture of the documentation is a link to the repository, and words without one', () => {
  const html = '<img alt="A comment" src="images/comment.png" width="760">';
  const file = { name: 'action', text: '' };
  const repository = 'octo/bench';
  const linked = docHtml({ docs: [], repository }, file, html, href);
  assert.match(linked, /^<a href="[^"]+\/docs\/images\/comment\.png">A comment<\/a>$/);
  assert.equal(docHtml({ docs: [] }, file, html, href), 'A comment');
});
