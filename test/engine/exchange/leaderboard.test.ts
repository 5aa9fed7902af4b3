import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseBenchmark } from '../../../engine/benchmark/parse.ts';
import { Notes } from '../../../engine/exchange/import/notes.ts';
import { memoryFolder } from '../../../engine/exchange/import/run.ts';
import { readRecords } from '../../../engine/exchange/import/source.ts';
import { publishedCsv, publishedFrom } from '../../../engine/exchange/recorded/leaderboard.ts';
import { file, SHARED, skipWithout } from './helpers.ts';

const PUBLISHED =
  'title: Board\ndescription: A board.\nversion: 1.0.0\nlicense: MIT\nauthors: [{ name: A }]\ncases: cases.csv\npublished: published.csv\n';

test('a leaderboard becomes published results; one that contradicts itself loses its denominator', async () => {
  const notes = new Notes();
  const text =
    'model,test_cases,total_tests,passed,pass_rate_percent,date\nfine,225,225,80,35.6,2025-02-25\nodd,223,225,62,27.1,2025-02-26\nwrong,225,225,80,40.0,2025-02-27\nnothing,,,,,2025-01-01\n';
  const rows = await readRecords(file('board.csv', text), notes);
  const lines = publishedFrom(rows, { source: 'https://example.org', date: undefined }, notes);
  assert.deepEqual(
    lines.map(({ model, score: value, cases }) => [model, value, cases]),
    [
      ['fine', 0.356, 225],
      ['odd', 0.271, null],
      ['wrong', 0.4, null],
    ],
  );
  assert.deepEqual(
    notes.all.map(({ line }) => line),
    [3, 4, 5],
  );
  assert.equal(
    publishedCsv(lines).split('\n')[1],
    'fine,0.356,225,https://example.org,2025-02-25,,',
  );
});

test('a leaderboard keeps licence and cost; a cost of 0 is unknown, and said so', async () => {
  const text =
    'model,score,source,date,licence,total_cost\npaid,0.5,https://e.example,2025-01-01,CC-BY-4.0,$3.25\nfree,0.4,https://e.example,2025-01-01,,0.0\nodd,0.3,https://e.example,2025-01-01,MIT,-1\n';
  const notes = new Notes();
  const lines = publishedFrom(
    await readRecords(file('board.csv', text), notes),
    { source: undefined, date: undefined },
    notes,
  );
  const benchmark = await parseBenchmark(
    memoryFolder('board', [
      { name: 'benchmark.yaml', text: PUBLISHED },
      { name: 'published.csv', text: publishedCsv(lines) },
      { name: 'cases.csv', text: 'id\na\n' },
    ]),
  );
  assert.deepEqual(
    benchmark.benchmark?.published.map(({ license, cost_usd }) => [license, cost_usd]),
    [
      ['CC-BY-4.0', 3.25],
      [undefined, undefined],
      ['MIT', undefined],
    ],
    JSON.stringify(benchmark.problems),
  );
  assert.deepEqual(
    notes.all.map(({ item, line }) => [item, line]),
    [
      ['cost of free', 3],
      ['cost of odd', 4],
    ],
  );
});

test('real leaderboards: the contradictions of aider, means over single cases', {
  skip: skipWithout('published'),
}, async () => {
  const facts = { source: 'https://example.org', date: '2024-01-01' };
  const read = async (name: string) => {
    const notes = new Notes();
    const rows = await readRecords(
      { path: name, bytes: new Uint8Array(readFileSync(join(SHARED, 'published', name))) },
      notes,
    );
    return { lines: publishedFrom(rows, facts, notes), notes };
  };
  const polyglot = await read('aider_polyglot.csv');
  assert.equal(polyglot.lines.length, 69);
  // Six rows contradict themselves; 17 cost "0.0", those of hosted models too, and one is blank.
  const about = (word: string) =>
    polyglot.notes.all.filter(({ item }) => item.startsWith(word)).length;
  assert.deepEqual([about('row'), about('cost'), polyglot.notes.all.length], [6, 17, 23]);
  assert.equal(polyglot.lines.filter(({ cost_usd }) => cost_usd === null).length, 18);
  assert.equal(polyglot.lines.filter(({ cases }) => cases === null).length, 6);
  assert.equal(new Set(polyglot.lines.map(({ model }) => model)).size, 69);
  const tau = await read('tau_bench_airline.csv');
  assert.deepEqual(
    tau.lines.map(({ model, cases }) => [model, cases]),
    [['gpt-4o', 50]],
  );
  const mmlu = await read('mmlu_pro_16th.csv');
  assert.equal(mmlu.lines.length, 28);
});
