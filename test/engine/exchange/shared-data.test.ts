import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { folderFiles, importFiles, parsed, SHARED, skipWithout } from './helpers.ts';

/** Folder, benchmarks, cases of each, assertions that are reported. */
const PROMPTFOO: readonly (readonly [string, number, number, number])[] = [
  ['json-output', 1, 2, 0],
  ['jsonl-test-cases', 1, 2, 0],
  ['simple-csv', 2, 4, 0],
  ['simple-test', 2, 5, 2],
  ['named-metrics', 2, 5, 2],
  ['custom-grading-prompt', 0, 0, 1],
];

test('real configurations of promptfoo', {
  skip: skipWithout('importers/promptfoo'),
}, async (t) => {
  for (const [folder, benchmarks, cases, reported] of PROMPTFOO) {
    await t.test(folder, async () => {
      const imported = await importFiles(folderFiles(join(SHARED, 'importers/promptfoo', folder)));
      assert.equal(imported.format, 'promptfoo');
      assert.deepEqual(
        imported.benchmarks.map((each) => each.cases),
        Array(benchmarks).fill(cases),
      );
      const assertions = imported.notes.filter(
        ({ item, severity }) => item.startsWith('assert:') && severity === 'dropped',
      );
      assert.equal(assertions.length, reported);
      for (const benchmark of imported.benchmarks) {
        await parsed(benchmark);
        assert.equal(benchmark.comparable, reported === 0);
      }
    });
  }
});

const LM_EVAL = [
  'lm_eval/gsm8k',
  'lm_eval/bbh',
  'lm_eval/super_glue',
  'lm_eval/triviaqa',
  'lm_eval/arc',
];
const ROWS: Readonly<Record<string, object>> = {
  'lm_eval/gsm8k': { question: '2 + 2?', answer: 'It is #### 1,004.' },
  'lm_eval/bbh': { input: 'not True is', target: 'False' },
  'lm_eval/super_glue': { passage: 'Cats purr.', question: 'do cats purr', label: 1 },
  'lm_eval/triviaqa': {
    question: 'Capital of France',
    answer: { aliases: ['Paris', 'City of Light'] },
  },
  'lm_eval/arc': {
    question: 'Which?',
    choices: { text: ['a', 'b'], label: ['1', '2'] },
    answerKey: '2',
  },
};
const EXPECTED: Readonly<Record<string, unknown>> = {
  'lm_eval/gsm8k': '1004',
  'lm_eval/bbh': 'False',
  'lm_eval/super_glue': 'B',
  'lm_eval/triviaqa': ['Paris', 'City of Light'],
  'lm_eval/arc': 'B',
};

test('real tasks of lm-evaluation-harness, with a row each', {
  skip: skipWithout('importers/lm_eval'),
}, async (t) => {
  for (const folder of LM_EVAL) {
    await t.test(folder, async () => {
      const row = {
        path: 'test.jsonl',
        bytes: new TextEncoder().encode(JSON.stringify(ROWS[folder])),
      };
      const files = [...folderFiles(join(SHARED, 'importers', folder)), row];
      const imported = await importFiles(files);
      assert.equal(imported.format, 'lm-eval');
      assert.ok(imported.benchmarks.length > 0, JSON.stringify(imported.notes));
      for (const each of imported.benchmarks) {
        const { cases } = await parsed(each);
        assert.deepEqual(
          cases.map(({ expected }) => expected),
          [EXPECTED[folder]],
        );
      }
    });
  }
});

test('real registry of OpenAI evals: without samples all is reported', {
  skip: skipWithout('importers/openai_evals'),
}, async () => {
  const imported = await importFiles(folderFiles(join(SHARED, 'importers/openai_evals')));
  assert.equal(imported.format, 'openai-evals');
  assert.deepEqual(imported.benchmarks, []);
  const dropped = imported.notes
    .filter(({ severity }) => severity === 'dropped')
    .map(({ item }) => item);
  assert.equal(dropped.filter((item) => item === 'samples_jsonl').length, 4);
  assert.equal(dropped.filter((item) => item.startsWith('model-graded')).length, 3);
});
