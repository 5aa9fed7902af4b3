import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zstdCompressSync } from 'node:zlib';
import type { Benchmark, ScorerSpec } from '../../../engine/benchmark/benchmark.ts';
import { parseBenchmark } from '../../../engine/benchmark/parse.ts';
import type { ExportSource } from '../../../engine/exchange/export/exporter.ts';
import { EXPORTERS } from '../../../engine/exchange/export/index.ts';
import { Notes } from '../../../engine/exchange/import/notes.ts';
import { memoryFolder } from '../../../engine/exchange/import/run.ts';
import { diskFolder } from '../../../engine/node/files.ts';
import { file, importOne, ROOT } from './helpers.ts';

function sourceOf(benchmark: Benchmark): ExportSource {
  return {
    benchmark,
    board: undefined,
    results: [],
    files: [],
    models: new Map(),
    repository: null,
    site: null,
    commit: null,
    publisher: 'Hub',
    contributors: [],
    engineVersion: '0.0.0',
    now: new Date('2026-01-02T00:00:00Z'),
    zstd: (bytes) => zstdCompressSync(bytes),
  };
}

async function again(benchmark: Benchmark, format: string): Promise<Benchmark> {
  const files = (await EXPORTERS[format]?.export(sourceOf(benchmark), new Notes())) ?? [];
  return importOne(
    files.map(({ path, content }) => file(path, content)),
    format,
  );
}

/** What a benchmark asks and how it scores, apart from where that is written. */
function content(benchmark: Benchmark) {
  return {
    title: benchmark.title,
    version: benchmark.version,
    license: benchmark.license,
    prompt: benchmark.prompt,
    parameters: benchmark.parameters,
    response: benchmark.response,
    trials: benchmark.trials,
    cases: benchmark.cases.map(
      ({ id, variables, expected, choices, cluster, tags, weight, score }) => ({
        id,
        variables: ownVariables(variables),
        expected,
        choices,
        cluster,
        tags,
        weight,
        score: (score ?? benchmark.score).map((spec) => scorer(spec, benchmark)),
      }),
    ),
  };
}

/** Columns of other names may hold the cluster and the options; an import calls them by ours. */
function ownVariables({
  cluster: _,
  choices: _choices,
  ...variables
}: Benchmark['cases'][number]['variables']) {
  return variables;
}

function scorer({ extract, ...spec }: ScorerSpec, benchmark: Benchmark) {
  return { ...spec, extract: extract ?? benchmark.extract };
}

async function benchmarkOf(
  fields: Readonly<Record<string, unknown>>,
  cases: readonly object[],
): Promise<Benchmark> {
  const facts = {
    title: 'Round trip',
    description: 'Made for a test.',
    version: '1.2.3',
    license: 'MIT',
  };
  const files = [
    { name: 'benchmark.yaml', text: JSON.stringify({ ...facts, cases: 'cases.jsonl', ...fields }) },
    { name: 'cases.jsonl', text: cases.map((each) => `${JSON.stringify(each)}\n`).join('') },
  ];
  const { benchmark, problems } = await parseBenchmark(memoryFolder('round-trip', files));
  assert.deepEqual(problems, []);
  assert.ok(benchmark);
  return benchmark;
}

test('promptfoo: import(export(b)) asks and scores the same for every benchmark of this repository', async (t) => {
  for (const id of ['currency-in-prose', 'order-extraction', 'rule-application']) {
    await t.test(id, async () => {
      const { benchmark } = await parseBenchmark(diskFolder(ROOT, `benchmarks/${id}`));
      assert.ok(benchmark);
      assert.deepEqual(content(await again(benchmark, 'promptfoo')), content(benchmark));
    });
  }
});

test('promptfoo: what both can say comes back as it was', async () => {
  const benchmark = await benchmarkOf(
    {
      prompt: [
        { role: 'system', content: 'Braces such as \\{{x}} and {% if %} are text. {{context}}' },
        { role: 'user', content: '{{question}}' },
      ],
      parameters: { temperature: 0.5, max_tokens: 9, stop: ['END'] },
      response: { json_schema: { type: 'object' } },
      trials: 3,
      score: [{ type: 'includes', ignore_case: true }],
    },
    [
      {
        id: 'a',
        question: 'What is {{not}} a template?',
        context: { deep: [1, 2] },
        expected: ['x', 'y'],
        tags: ['t'],
        weight: 2,
      },
      {
        id: 'b',
        question: 'Plain',
        context: { deep: [] },
        expected: 'file://x',
        cluster: 'p',
        score: [
          { type: 'regex', pattern: '^a' },
          { type: 'json', find: false, weight: 0.5, name: 'shape' },
          { type: 'starts_with', not: true, values: ['no'] },
        ],
      },
      {
        id: 'c',
        question: 'List',
        context: { deep: null },
        choices: ['red', 'blue'],
        expected: 'B',
        score: [{ type: 'choice' }],
      },
    ],
  );
  assert.deepEqual(content(await again(benchmark, 'promptfoo')), content(benchmark));
});

test('.prompt.yml: what it can hold comes back, the rest is noted', async () => {
  const benchmark = await benchmarkOf(
    {
      prompt: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Text: {{input}}' },
      ],
      parameters: { temperature: 0, max_tokens: 20 },
      score: [{ type: 'starts_with', values: ['Sum'] }, { type: 'includes' }],
    },
    [
      { id: 'a', input: 'one', expected: 'uno', tags: ['x'] },
      { id: 'b', input: 'two', expected: 'dos', cluster: 'n', weight: 3 },
    ],
  );
  const back = await again(benchmark, 'prompt-yml');
  const { title, prompt, parameters } = content(benchmark);
  const named = (spec: object) => ({ ...spec });
  assert.equal(back.title, title);
  assert.deepEqual(back.prompt, prompt);
  assert.deepEqual(back.parameters, parameters);
  assert.deepEqual(content(back).cases.map(named), content(benchmark).cases.map(named));

  const notes = new Notes();
  const poor = await benchmarkOf(
    { prompt: '{{q}}', trials: 2, extract: ['trim'], score: [{ type: 'number', tolerance: 1 }] },
    [{ id: 'a', q: '1', expected: 1 }],
  );
  await EXPORTERS['prompt-yml']?.export(sourceOf(poor), notes);
  assert.deepEqual(
    notes.all.map(({ item }) => item),
    ['extract', 'trials', 'scorer number'],
  );
});

test('promptfoo: a property: what is exported is imported as it was, for generated benchmarks', async () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  const pick = <Item>(items: readonly Item[]): Item => items[random(items.length)] as Item;
  const words = [
    'alpha',
    '{{b}}',
    '{% c',
    'quote " and \' it',
    'new\nline',
    'ünï',
    '--- x',
    'file',
    '[1]',
  ] as const;
  const scorers = [
    { type: 'equals' },
    { type: 'equals', ignore_case: true },
    { type: 'includes', match: 'all' },
    { type: 'levenshtein', threshold: 0.5 },
    { type: 'starts_with', weight: 0.25 },
    { type: 'number', tolerance: 0.5, not: true },
  ] as const;
  for (let round = 0; round < 100; round++) {
    const cases = Array.from({ length: 1 + random(4) }, (_, index) => ({
      id: `case-${index}`,
      question: `${pick(words)} ${pick(words)}`,
      extra: pick([1, true, 'text', ['a', 'b'], { k: 'v' }]),
      expected: pick(['12', '7.5', ['1', '2'], '1,234']),
      ...(random(2) === 0 ? {} : { tags: ['t'] }),
      ...(random(3) === 0 ? { score: [pick(scorers), { type: 'regex', pattern: 'x+' }] } : {}),
    }));
    const benchmark = await benchmarkOf(
      { prompt: `${pick(words).replaceAll('{{', '\\{{')} {{question}}`, score: [pick(scorers)] },
      cases,
    );
    assert.deepEqual(
      content(await again(benchmark, 'promptfoo')),
      content(benchmark),
      `round ${round}`,
    );
  }
});
