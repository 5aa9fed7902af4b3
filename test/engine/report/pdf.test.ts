import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getDocumentProxy } from 'unpdf';
import type { Board, BoardRow } from '../../../engine/analysis/board.ts';
import { parseBenchmark } from '../../../engine/benchmark/parse.ts';
import { memoryFolder } from '../../../engine/exchange/import/run.ts';
import { type ReportSource, reportPdf } from '../../../engine/node/pdf/report.ts';
import { costScale, scoreScale } from '../../../engine/node/pdf/scale.ts';
import { ROW } from '../exchange/export-source.ts';

function row(index: number, model: string, score: number | null): BoardRow {
  const isScored = score !== null;
  return {
    ...ROW,
    model,
    tier: index === 0 ? 'self_reported' : 'verified',
    score,
    low: isScored ? Math.max(0, score - 0.04) : null,
    high: isScored ? Math.min(1, score + 0.04) : null,
    method: isScored ? 'wilson_effective_n' : 'too_few_cases',
    rank_low: isScored ? 1 : null,
    rank_high: isScored ? 2 : null,
    cases: 40,
    missing: index,
    score_if_missing_fail: 0.4,
    score_if_missing_pass: 0.6,
    cost_usd_per_100_cases: 0.01 * (index + 1),
    run_id: 'run-7',
    run_at: '2026-01-02T03:04:05.000Z',
  };
}

async function sourceWith(rows: readonly BoardRow[], title = 'Quiz'): Promise<ReportSource> {
  const text = `title: ${JSON.stringify(title)}
description: What is asked.
version: 1.2.3
license: MIT
prompt: '{{question}}'
cases: [{ id: a, question: 1, expected: 1 }]
score: [{ type: equals }]
`;
  const folder = memoryFolder('quiz', [{ name: 'benchmark.yaml', text }]);
  const { benchmark, problems } = await parseBenchmark(folder);
  assert.ok(benchmark !== undefined, JSON.stringify(problems));
  const { fingerprint } = benchmark;
  const board: Board = {
    benchmark: 'quiz',
    fingerprint,
    current: true,
    cases: 40,
    minimum_detectable_effect: 0.125,
    tests: 3,
    rows,
  };
  const citation = 'Lovelace, A. (2026). Quiz.';
  const section = { benchmark, board, comparison: undefined, citation, bibtex: '@misc{quiz,\n}' };
  return {
    title: 'Report of a test',
    publisher: 'A test',
    sections: [section],
    files: [{ file: 'quiz/a.parquet', sha256: 'ab'.repeat(32) }],
    commit: 'c0ffee',
    repository: 'owner/name',
    engineVersion: '9.8.7',
  };
}

const ROWS = [row(0, 'x/первая', 0.9), row(1, 'x/中文', 0.5), row(2, 'x/none', null)];

/** What another program than the one that wrote it reads in a PDF. */
async function read(bytes: Uint8Array) {
  const document = await getDocumentProxy(new Uint8Array(bytes));
  const texts: string[] = [];
  const trees: string[] = [];
  for (let page = 1; page <= document.numPages; page++) {
    const proxy = await document.getPage(page);
    const { items } = await proxy.getTextContent();
    texts.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
    trees.push(JSON.stringify(await proxy.getStructTree()));
  }
  const { info } = await document.getMetadata();
  return {
    pages: document.numPages,
    texts,
    tree: trees.join('\n'),
    info: JSON.stringify(info),
    marks: await document.getMarkInfo(),
  };
}

test('the report says all that is on a board, in text that can be searched', async () => {
  const { texts, info, pages } = await read(await reportPdf(await sourceWith(ROWS)));
  const text = texts.join(' ').replace(/\s+/g, ' ');
  for (const part of [
    'x/первая (self-reported)',
    '86.0–94.0',
    'too few cases',
    '1 (40.0–60.0)',
    '12.5 points or more',
    'Holm’s correction over all 3 tests',
    'commit c0ffee',
    'run-7',
    'ab'.repeat(32).slice(0, 30),
    'BenchmarkHub 9.8.7',
    'Lovelace, A. (2026). Quiz.',
    'Version 1.2.3',
    `page 1 of ${pages}`,
  ])
    assert.ok(text.includes(part), `${part} in ${text}`);
  assert.match(info, /"Title":"Report of a test"/);
  assert.match(info, /"Language":"en"/);
  assert.match(info, /D:20260102030405Z/);
});

test('the report is tagged: headings, tables with header cells, figures told in words', async () => {
  const { tree, marks } = await read(await reportPdf(await sourceWith(ROWS)));
  assert.equal(marks?.Marked, true);
  for (const role of ['Document', 'Sect', 'H1', 'H2', 'H3', 'P', 'Table', 'TR', 'TH', 'TD', 'Code'])
    assert.match(tree, new RegExp(`"role":"${role}"`), role);
  assert.match(
    tree,
    /"alt":"Scores on quiz in points with 95 % intervals: x\/первая 90\.0 \(86\.0 to 94\.0\); x\/中文 50\.0/,
  );
  assert.match(tree, /"alt":"Score against cost per 100 cases: /);
});

test('equal data give equal bytes, other data others', async () => {
  const bytes = await reportPdf(await sourceWith(ROWS));
  assert.deepEqual(await reportPdf(await sourceWith(ROWS)), bytes);
  assert.notDeepEqual(await reportPdf(await sourceWith(ROWS.slice(1))), bytes);
  assert.ok(bytes.length < 150_000, `${bytes.length} bytes`);
});

test('any text can be in it: other scripts, controls, direction marks, very long names', async () => {
  const title = '標題 عنوان 😀 \u202eevil\u0000 \ud800 end';
  const long = row(0, 'x'.repeat(3_000), 0.5);
  const { texts, pages } = await read(await reportPdf(await sourceWith([long, ...ROWS], title)));
  assert.ok(pages < 6, `${pages} pages`);
  assert.match(texts.join(' '), /evil/);
  assert.doesNotMatch(texts.join(' '), /\u202e/);
});

test('a long board goes on over pages, each with its number', async () => {
  const rows = Array.from({ length: 150 }, (_, index) => row(index, `x/model-${index}`, 0.5));
  const { texts } = await read(await reportPdf(await sourceWith(rows)));
  const text = texts.join(' ');
  for (const { model } of rows) assert.ok(text.includes(model), model);
  for (const [index, page] of texts.entries())
    assert.ok(page.replace(/\s+/g, ' ').includes(`page ${index + 1} of ${texts.length}`));
  assert.ok(texts.filter((page) => page.includes('Median')).length > 2, 'the header is repeated');
});

test('scales keep values and ticks inside, also of one value', () => {
  for (const values of [[0.5], [0, 1], [0.301, 0.302], [1]]) {
    const { ticks, at } = scoreScale(values, 100, 200);
    for (const value of [...values, ...ticks]) assert.ok(at(value) >= 100 && at(value) <= 200.001);
    assert.ok(ticks.length > 0 && ticks.length < 12, String(ticks));
  }
  for (const values of [[0.02], [0.001, 50]]) {
    const { ticks, at } = costScale(values, 0, 100);
    for (const value of [...values, ...ticks]) assert.ok(at(value) >= 0 && at(value) <= 100);
  }
});
