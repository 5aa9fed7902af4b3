import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { Deadline } from '../../../engine/exchange/import/bounds.ts';
import { IMPORT_LIMITS } from '../../../engine/exchange/import/importer.ts';
import { IMPORTERS } from '../../../engine/exchange/import/index.ts';
import { Notes } from '../../../engine/exchange/import/notes.ts';
import { importBenchmarks, noteNothing } from '../../../engine/exchange/import/run.ts';
import { readRecords } from '../../../engine/exchange/import/source.ts';
import { RECORDING_READERS } from '../../../engine/exchange/recorded/index.ts';
import { matchRecordings } from '../../../engine/exchange/recorded/match.ts';
import { MERGE_LIMITS, readWithin } from '../../../engine/node/merge-files.ts';
import { listResultFiles } from '../../../engine/node/results.ts';
import { benchmarkFiles, createWorkspace, echoCases, execute } from '../../workspace.ts';
import { file, importFiles, importOne } from './helpers.ts';
import { workbook } from './workbook.ts';

const HUGE = 'x'.repeat(IMPORT_LIMITS.cellChars + 1);

/** `file:line reason → fix` of each note. */
function said({ all }: Pick<Notes, 'all'>): string[] {
  return all.map(({ file: name, line, reason, fix }) => `${name}:${line} ${reason} → ${fix}`);
}

const TABLES: Readonly<Record<string, string>> = {
  'a.csv': `question,expected\n1 + 1?,2\n${HUGE},2\n`,
  'a.tsv': `question\texpected\n1 + 1?\t2\n${HUGE}\t2\n`,
  'a.json': JSON.stringify([{ question: '1 + 1?' }, { question: HUGE }]),
  'a.jsonl': `${JSON.stringify({ question: '1 + 1?' })}\n${JSON.stringify({ deep: [{ er: HUGE }] })}\n`,
};

for (const [path, text] of Object.entries(TABLES))
  test(`a cell that is too long costs its record of ${path}, and the note names it`, async () => {
    const notes = new Notes();
    assert.equal((await readRecords(file(path, text), notes)).length, 1);
    assert.match(
      said(notes).join(),
      /^a\.\w+:[123] .* more than 1000000 characters → shorten it, or leave the record out$/,
    );
  });

test('a value that is too long costs its case of a configuration', async () => {
  const tests = ['short', HUGE].map((x) => ({
    vars: { x },
    assert: [{ type: 'equals', value: x }],
  }));
  const imported = await importFiles([
    file('promptfooconfig.json', { prompts: ['Say {{x}}'], tests }),
  ]);
  assert.equal(imported.benchmarks[0]?.cases, 1);
  assert.match(
    said({ all: imported.notes }).join(),
    /promptfooconfig\.json:1 it holds a text of more/,
  );
});

test('lists without an end are cut, and the note says how much is beyond', async () => {
  const rows = '1,2\n'.repeat(IMPORT_LIMITS.cases + 3);
  const notes = new Notes();
  const read = await readRecords(file('a.csv', `question,expected\n${rows}`), notes);
  assert.equal(read.length, IMPORT_LIMITS.cases);
  assert.deepEqual(said(notes), ['a.csv:100002 3 records beyond 100000 → split the file']);
});

const DEEP = `${'['.repeat(5_000)}${']'.repeat(5_000)}`;
const DEEP_FILES: readonly (readonly [string, string, string])[] = [
  ['promptfoo', 'promptfooconfig.json', `{"prompts":${DEEP}}`],
  ['promptfoo', 'promptfooconfig.yaml', `prompts: ${DEEP}`],
  ['lm-eval', 'task.yaml', `task: t\ndataset_path: x\ndoc_to_text: ${DEEP}`],
  ['openai-evals', 'eval.yaml', `a:\n  id: a.b\na.b:\n  class: ${DEEP}`],
  ['prompt-yml', 'a.prompt.yml', `messages: ${DEEP}`],
  ['big-bench', 'task.json', `{"examples":${DEEP}}`],
  ['inspect-samples', 'a.jsonl', `{"input":"x","target":${DEEP}}`],
  ['hugging-face', 'a.jsonl', `{"row_idx":0,"row":{"question":${DEEP}}}`],
  ['table', 'a.json', DEEP],
  ['table', 'a.yaml', `- question: ${DEEP}`],
];

for (const [format, path, text] of DEEP_FILES)
  test(`${format} says that ${path} nests too deep`, async () => {
    assert.ok(Object.hasOwn(IMPORTERS, format));
    const imported = await importFiles([file(path, text)], format);
    assert.deepEqual(imported.benchmarks, []);
    assert.match(
      said({ all: imported.notes }).join(),
      new RegExp(`${path}:\\d+ .*nested deeper than \\d+`),
    );
  });

for (const format of Object.keys(RECORDING_READERS))
  test(`recordings of ${format} that nest too deep are refused or none`, async () => {
    const notes = new Notes();
    const files = ['a.json', 'a.jsonl'].map((path) =>
      file(path, `{"samples":${DEEP},"doc_id":1,"resps":1}`),
    );
    const read = await RECORDING_READERS[format]?.read({ files, notes, model: 'x/m' });
    assert.deepEqual(read, []);
    noteNothing(files, format, notes);
    assert.match(said(notes).join(), /deeper than|is of the format/);
  });

test('an answer that is too long, and a trial without an end, are no recordings', async () => {
  const benchmark = await importOne([file('q.csv', 'id,question,expected\na,1 + 1?,2\n')], 'table');
  const place = { file: 'out.csv', line: 2 };
  const answer = { model: 'x/m', caseId: 'a', outcome: 'answered', output: '2', place } as const;
  const notes = new Notes();
  const matched = matchRecordings(
    benchmark,
    [answer, { ...answer, output: HUGE }, { ...answer, trial: 1e9 }],
    notes,
  );
  assert.equal(matched.size, 1);
  assert.deepEqual(
    said(notes).map((note) => note.slice(0, 60)),
    [
      'out.csv:2 the answer holds a text of more than 1000000 chara',
      'out.csv:2 trial 1000000000 of a case, which has 1000 at most',
    ],
  );
  const many = Array.from({ length: 1_001 }, () => answer);
  const again = new Notes();
  assert.equal(matchRecordings(benchmark, many, again).size, 1_000);
  assert.match(said(again).join(), /more than 1000 trials of a/);
});

test('a workbook with a cell far out is refused before it is filled with blanks', async () => {
  const far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>';
  for (const cells of [far, '<row r="1"><c r="ALM1"><v>1</v></c></row>']) {
    const notes = new Notes();
    assert.deepEqual(await readRecords({ path: 'a.xlsx', bytes: workbook(cells) }, notes), []);
    assert.match(said(notes).join(), /a\.xlsx:1 .* more than 2000000 cells or 1000 columns → save/);
  }
});

test('an import ends when its time is up, and names the file it was at', async () => {
  let now = 0;
  const deadline = new Deadline(() => now);
  const files = [file('a.csv', 'question,expected\n1,2\n')];
  const options = { columns: {}, deadline };
  assert.equal((await importBenchmarks(IMPORTERS, files, 'table', options)).benchmarks.length, 1);
  now = IMPORT_LIMITS.milliseconds + 1;
  await assert.rejects(
    importBenchmarks(IMPORTERS, files, 'table', options),
    /a\.csv: the import takes longer than 10 minutes/,
  );
});

test('merge refuses files that are too many, too large, too long, bombs, or take too long', async () => {
  await using workspace = await createWorkspace(benchmarkFiles('echo', echoCases(40)));
  await execute(workspace.root, ['baseline/echo']);
  const folder = join(workspace.root, 'results');
  const files = (await listResultFiles(folder)).map((name) => join(folder, name));
  assert.equal((await readWithin(files, MERGE_LIMITS)).length, 40);
  const refusals: readonly (readonly [object, RegExp])[] = [
    [{ files: 0 }, /1 files: 0 files are united at most/],
    [{ fileBytes: 100 }, /parquet: it has \d+ bytes, and at most 100/],
    [{ rows: 39 }, /parquet cannot be read: it has 40 rows, and at most 39/],
    [{ allRows: 39 }, /parquet: up to here there are more than 39 rows/],
    [{ bytes: 200 }, /parquet cannot be read: it unpacks to more than 200 bytes/],
    [{ pageBytes: 10 }, /parquet cannot be read: /],
    [{ milliseconds: -1 }, /parquet: uniting takes longer/],
  ];
  for (const [change, message] of refusals)
    await assert.rejects(
      readWithin(files, { ...MERGE_LIMITS, ...change }, () => 0),
      message,
    );
  const broken = join(workspace.root, 'broken', 'a.parquet');
  await mkdir(join(broken, '..'));
  await writeFile(broken, 'PAR1xxxxxxxxPAR1');
  await assert.rejects(readWithin([broken], MERGE_LIMITS), /a\.parquet cannot be read/);
});
