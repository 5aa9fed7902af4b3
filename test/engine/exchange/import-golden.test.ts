import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Imported } from '../../../engine/exchange/import/importer.ts';
import { folderFiles, importFiles, parsed, ROOT } from './helpers.ts';

const COLUMNS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  table: { question: 'Frage', expected: 'Antwort', id: 'Question No' },
};

/** Everything that an import says and writes, as one text. */
function textOf({ format, benchmarks, notes }: Imported): string {
  const files = benchmarks.flatMap(({ id, comparable, files: own }) => [
    `### ${id}${comparable ? '' : ' (not comparable)'}`,
    ...own.map(({ name, text }) => `--- ${name}\n${text}`),
  ]);
  const lines = notes.map(
    ({ severity, file, line, item, reason, fix, comparable }) =>
      `${severity}${comparable === false ? '!' : ''} ${file}:${line} ${item}: ${reason}${fix === '' ? '' : ` -> ${fix}`}`,
  );
  return [`format ${format}`, ...files, '### notes', ...lines, ''].join('\n');
}

const FORMATS = [
  'promptfoo',
  'lm-eval',
  'openai-evals',
  'big-bench',
  'inspect-samples',
  'prompt-yml',
  'hugging-face',
  'table',
];

test('imports of a folder of each format are as they were', async (t) => {
  for (const format of FORMATS) {
    await t.test(format, async (inner) => {
      const files = folderFiles(join(ROOT, 'test/input/import', format));
      const imported = await importFiles(files, 'auto', COLUMNS[format] ?? {});
      assert.equal(imported.format, format);
      for (const benchmark of imported.benchmarks) await parsed(benchmark);
      const golden = join(ROOT, 'test/golden/import', `${format}.txt`);
      inner.assert.fileSnapshot(textOf(imported), golden, {
        serializers: [(value) => String(value)],
      });
    });
  }
});
