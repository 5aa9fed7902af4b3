import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { ForeignFile, Imported } from '../../../engine/exchange/import/importer.ts';
import { Notes } from '../../../engine/exchange/import/notes.ts';
import { endingOf, readRecords, readSource } from '../../../engine/exchange/import/source.ts';
import { isJsonObject, type JsonValue } from '../../../engine/json.ts';
import { IMPORTING, tableRow, withTable } from './document.ts';
import { file, folderFiles, importFiles, SHARED, skipWithout } from './helpers.ts';

// The first table of docs/importing.md: `node --test --test-update-snapshots
// test/engine/exchange/importing-table.test.ts` writes it where the files of others are there.

const IMPORTERS = join(SHARED, 'importers');

/** What belongs together, a row made for the test where the data set is not among the files. */
interface Example {
  readonly name: string;
  readonly files: readonly ForeignFile[];
  /** Assertions, or views of a metric, or classes, that the files write. */
  readonly written: number;
  /** What a note about one of them begins with. */
  readonly about: RegExp;
}

const ROW = {
  question: 'Which?',
  input: 'not True is',
  passage: 'Cats purr.',
  target: 'False',
  choices: { text: ['a', 'b'], label: ['1', '2'] },
  answerKey: '2',
  label: 1,
};
const ANSWERS: Readonly<Record<string, JsonValue>> = {
  'triviaqa/default.yaml': { aliases: ['Paris'] },
};

test('docs/importing.md tells what became of the examples of other tools', {
  skip: skipWithout('importers'),
}, async (t) => {
  const examples = [...(await promptfooExamples()), ...lmEvalExamples(), ...openaiExamples()];
  const rows: string[] = [];
  for (const example of examples) {
    const imported = await importFiles(example.files);
    rows.push(rowOf(example, imported));
    for (const { file: path, line } of imported.notes) assert.ok(path !== '' && line >= 1);
  }
  const head = ['file', 'benchmarks × cases', 'translated', 'the rest, and what changed'];
  const lines = [tableRow(head), '| :-- | --: | --: | :-- |', ...rows];
  t.assert.fileSnapshot(withTable('examples', lines), IMPORTING, { serializers: [String] });
});

function rowOf({ name, written, about }: Example, { benchmarks, notes }: Imported): string {
  const lost = new Set(
    notes
      .filter(({ item, severity }) => severity === 'dropped' && about.test(item))
      .map(({ file: path, line, item }) => `${path}:${line} ${item}`),
  );
  const reasons = notes
    .filter(({ item }) => item !== 'license')
    .map(({ file: path, line, severity, item, reason }) => {
      const place = `${path.split('/').at(-1)}:${line}`;
      return `${severity} ${place} ${item}: ${reason}`;
    });
  const [first] = benchmarks;
  const size = first === undefined ? '0' : `${benchmarks.length} × ${first.cases}`;
  const translated = written === 0 ? '' : `${written - lost.size} of ${written}`;
  return tableRow([name, size, translated, reasons.join(' <br> ').replaceAll('<br>', '·')]);
}

async function promptfooExamples(): Promise<Example[]> {
  const all = folderFiles(join(IMPORTERS, 'promptfoo'));
  const folders = [...new Set(all.map(({ path }) => path.split('/')[0] ?? ''))];
  return Promise.all(
    folders.map(async (folder) => {
      const files = all
        .filter(({ path }) => path.startsWith(`${folder}/`) && !/output\.\w+$/.test(path))
        .map(({ path, bytes }) => ({ path: path.slice(folder.length + 1), bytes }));
      const used = files.filter(({ path }) => isNamed(path, files));
      const counts = await Promise.all(used.map(assertionsIn));
      const written = counts.reduce((sum, count) => sum + count, 0);
      return { name: `promptfoo/${folder}`, files, written, about: /^assert:/ };
    }),
  );
}

/** A file of tests that no configuration names does not count. */
function isNamed(path: string, files: readonly ForeignFile[]): boolean {
  const config = files.find((each) => each.path.startsWith('promptfooconfig'));
  const text = new TextDecoder().decode(config?.bytes);
  return path === config?.path || text.includes(`tests: file://${path}`);
}

async function assertionsIn(each: ForeignFile): Promise<number> {
  if (endingOf(each.path) === 'yaml') {
    const value = readSource(each)?.value;
    return assertionsOf(isJsonObject(value) ? (value.tests ?? null) : null);
  }
  const rows = await readRecords(each, new Notes());
  return rows.reduce(
    (sum, { fields }) => sum + ('__expected' in fields ? 1 : assertionsOf([fields])),
    0,
  );
}

function assertionsOf(tests: JsonValue): number {
  const listed = Array.isArray(tests) ? tests : [];
  return listed.reduce<number>(
    (sum, each) => sum + (isJsonObject(each) ? [each.assert ?? []].flat().length : 0),
    0,
  );
}

function lmEvalExamples(): Example[] {
  const all = folderFiles(join(IMPORTERS, 'lm_eval'));
  const tasks = all.filter(({ path }) => endingOf(path) === 'yaml');
  return tasks.map((task) => {
    const value = readSource(task)?.value;
    const { filter_list, metric_list } = isJsonObject(value) ? value : {};
    const views = Math.max(1, [filter_list ?? []].flat().length);
    const metrics = Math.max(1, [metric_list ?? []].flat().length);
    const answer = Object.entries(ANSWERS).find(([path]) => task.path.endsWith(path))?.[1];
    const row = { ...ROW, answer: answer ?? 'It is #### 4.' };
    const beside = all.filter((each) => each !== task).map((each) => ({ ...each, beside: true }));
    return {
      name: `lm_eval/${task.path}`,
      files: [task, ...beside, file('test.jsonl', row), file('validation.jsonl', row)],
      written: views * metrics,
      about: /^(?:metric|filter) /,
    };
  });
}

function openaiExamples(): Example[] {
  const all = folderFiles(join(IMPORTERS, 'openai_evals'));
  const sample = { input: 'Balance H2 + O2', ideal: '2H2 + O2' };
  const samples = ['balance_chemical_equation', 'test_fuzzy_match'].map((folder) =>
    file(`data/${folder}/samples.jsonl`, sample),
  );
  return all.map((registry) => {
    const value = readSource(registry)?.value;
    const entries = Object.values(isJsonObject(value) ? value : {}).filter(isJsonObject);
    const judged = entries.filter(({ choice_strings }) => choice_strings !== undefined);
    return {
      name: `openai_evals/${registry.path}`,
      files: [registry, ...samples],
      written: entries.filter((entry) => 'class' in entry).length + judged.length,
      about: /^(?:eval|model-graded) /,
    };
  });
}
