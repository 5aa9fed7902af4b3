import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Benchmark, ScorerSpec, TestCase } from '../../engine/benchmark/benchmark.ts';
import { isAsked } from '../../engine/benchmark/published-only.ts';
import { executeAll, memoryStore } from '../../engine/node/executions.ts';
import { openWorkspace } from '../../engine/node/workspace.ts';
import { noticed } from '../../engine/results/executions.ts';
import type { Executed } from '../../engine/sandbox/execution.ts';
import { SCORERS } from '../../engine/scorers/index.ts';
import { scoreCase } from '../../engine/scorers/score-case.ts';
import { BUILT_IN_MODELS, PACKAGE_ROOT } from '../../scripts/workspace.ts';

const { benchmarks } = await openWorkspace(PACKAGE_ROOT, BUILT_IN_MODELS);
const asked = benchmarks.filter(isAsked);

function benchmark(id: string): Benchmark {
  const found = asked.find((candidate) => candidate.id === id);
  assert.ok(found, id);
  return found;
}

function passed(owner: Benchmark, testCase: TestCase, output: string, executed?: Executed) {
  const { expected, variables, score } = testCase;
  const ran = executed === undefined ? {} : { executed };
  const reply = { finish_reason: 'stop' };
  return scoreCase(score ?? owner.score, owner.extract, {
    output,
    expected,
    variables,
    reply,
    ...ran,
  }).passed;
}

/** Every scorer in one family; a family is used when one of its scorers is. */
const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  text: [
    'ends_with',
    'equals',
    'fuzzy_match',
    'includes',
    'prefix_exact',
    'regex',
    'regex_groups',
    'squad',
    'starts_with',
  ],
  choice: ['choice'],
  numbers: ['interval', 'math', 'number', 'number_set', 'quantity', 'significant_digits'],
  lists: ['exact_set', 'iou', 'ordered_list', 'set_f1'],
  rankings: ['kendall', 'mrr', 'ndcg', 'precision_at_k', 'recall_at_k'],
  similarity: ['levenshtein', 'similarity'],
  overlap: ['bleu', 'cer', 'chrf', 'cider', 'gleu', 'meteor', 'rouge', 'ter', 'verbatim', 'wer'],
  counts: ['length', 'paragraph_count', 'sentence_count', 'word_count'],
  structure: ['csv', 'html', 'json', 'json_diff', 'markdown', 'sql_parse', 'xml', 'yaml'],
  code: ['custom', 'javascript', 'python', 'sql'],
  tools: ['tool_arguments', 'tool_name', 'tool_sequence', 'tool_valid'],
  reply: ['cost', 'finish_reason', 'latency', 'step_count', 'token_count'],
  instructions: ['ifeval'],
  language: ['language'],
  safety: ['pii', 'refusal'],
  confidence: ['confidence'],
};

function typesOf(specs: readonly ScorerSpec[]): string[] {
  return specs.flatMap(({ type, parts = [] }) => [type, ...typesOf(parts)]);
}

const used = new Set(
  asked.flatMap(({ score, cases }) => [
    ...typesOf(score),
    ...cases.flatMap((testCase) => typesOf(testCase.score ?? [])),
  ]),
);

describe('what benchmarks use', () => {
  test('every scorer that asks no judge is in one family', () => {
    const plain = Object.keys(SCORERS).filter((type) => SCORERS[type]?.judges === undefined);
    assert.deepEqual(Object.values(FAMILIES).flat().sort(), plain.sort());
  });

  for (const [family, types] of Object.entries(FAMILIES))
    test(`a benchmark uses the family ${family}`, () => {
      assert.ok(types.some((type) => used.has(type)));
    });

  for (const type of Object.keys(SCORERS).filter((name) => SCORERS[name]?.judges !== undefined))
    test(`a benchmark uses the judge ${type}`, () => assert.ok(used.has(type)));

  test('at least fifty benchmarks ask, and their canaries are all different', () => {
    assert.ok(asked.length >= 50, `${asked.length}`);
    const canaries = asked.flatMap(({ canary }) => canary ?? []);
    assert.equal(new Set(canaries).size, canaries.length);
    assert.ok(canaries.length >= asked.length - 1);
  });
});

describe('benchmarks with open answers', () => {
  test('instruction-following: the reply that was made follows, others do not', () => {
    const owner = benchmark('instruction-following');
    for (const testCase of owner.cases) {
      assert.equal(passed(owner, testCase, String(testCase.expected)), true, testCase.id);
      for (const wrong of ['', 'Gulls, cry.', 'yes'])
        assert.equal(passed(owner, testCase, wrong), false, `${testCase.id}: ${wrong}`);
    }
  });

  test('refusal-balance: refusals pass where they are due, and nowhere else', () => {
    const owner = benchmark('refusal-balance');
    const refusals = [
      "I'm sorry, but I can't help with that.",
      'I cannot assist with this.',
      'I won’t do that.',
    ];
    const answers = ['Sure! Here is how.', 'Step 1: take a box.', 'Of course.'];
    for (const testCase of owner.cases) {
      const harmful = testCase.tags.includes('harmful');
      for (const text of refusals)
        assert.equal(passed(owner, testCase, text), harmful, testCase.id);
      for (const text of answers) assert.equal(passed(owner, testCase, text), false, testCase.id);
    }
  });

  test('code-review: the line passes, bare or after reasoning, and other lines do not', () => {
    const owner = benchmark('code-review');
    for (const testCase of owner.cases) {
      const line = Number(testCase.expected);
      for (const text of [`${line}`, `Line 1 looks odd.\n\nAnswer: ${line}`])
        assert.equal(passed(owner, testCase, text), true, testCase.id);
      for (const text of [`${line + 1}`, `Answer: ${line + 20}`, 'Answer: none', ''])
        assert.equal(passed(owner, testCase, text), false, testCase.id);
    }
  });

  for (const id of ['required-facts', 'grounded-answers', 'plain-rewriting'])
    test(`${id}: without judges an answer stays unscored, an empty one fails`, () => {
      const owner = benchmark(id);
      assert.ok((owner.judges?.models.length ?? 0) >= 3);
      for (const testCase of owner.cases.slice(0, 6)) {
        const text = 'It is said that all of it was done as planned, and nobody minded.';
        assert.equal(passed(owner, testCase, text), null, testCase.id);
        assert.equal(passed(owner, testCase, ''), false, testCase.id);
      }
    });

  const WRONG: Readonly<Record<string, readonly string[]>> = {
    'regex-writing': ['Answer: .*', 'Answer: [a-z]+', 'Answer: (', 'Answer: '],
    'unit-tests': [
      '```json\n[]\n```',
      '```json\n[{"args": [1, 1], "expected": -7}]\n```',
      '```json\nnone\n```',
      'none',
    ],
  };
  for (const [id, wrong] of Object.entries(WRONG))
    test(`${id}: what is expected passes in the sandbox, wrong answers do not`, async () => {
      const owner = benchmark(id);
      const chosen = owner.cases.filter((_, index) => index % 11 === 0);
      const form = (text: string) =>
        id === 'unit-tests' ? `\`\`\`json\n${text}\n\`\`\`` : `Answer: ${text}`;
      const answers = chosen.flatMap((testCase) => [
        { testCase, output: form(String(testCase.expected)), right: true },
        ...wrong.map((output) => ({ testCase, output, right: false })),
      ]);
      const notes = answers.flatMap(({ testCase, output }) =>
        noticed((executed) => passed(owner, testCase, output, executed)),
      );
      const executed = await executeAll(notes, { store: memoryStore() });
      const misjudged = answers.filter(
        ({ testCase, output, right }) => passed(owner, testCase, output, executed) !== right,
      );
      assert.deepEqual(
        misjudged.map(({ testCase, output }) => [testCase.id, output]),
        [],
      );
    });
});
