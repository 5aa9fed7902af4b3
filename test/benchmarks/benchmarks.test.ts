import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { Benchmark, Expected, TestCase } from '../../engine/benchmark/benchmark.ts';
import { parseBenchmark } from '../../engine/benchmark/parse.ts';
import { renderTemplate } from '../../engine/benchmark/template.ts';
import { diskFolder } from '../../engine/node/files.ts';
import { scoreCase } from '../../engine/scorers/score-case.ts';
import { generatedText } from '../../scripts/generate/generator.ts';
import { generatedIds, loadGenerator } from '../../scripts/generate/load.ts';
import { PACKAGE_ROOT } from '../../scripts/workspace.ts';

/** Wrong everywhere; for benchmarks with too few different answers. */
const NONSENSE = ['none of these', '-31.7 bananas', 'perhaps'];

/** Generated too, but answered by a program or a whole text: see the test of open answers. */
const OPEN = [
  'instruction-following',
  'regex-writing',
  'unit-tests',
  'required-facts',
  'grounded-answers',
];

const IDS = [...generatedIds(PACKAGE_ROOT).filter((id) => !OPEN.includes(id)), 'terms-in-context'];

async function read(id: string): Promise<Benchmark> {
  const { benchmark, problems } = await parseBenchmark(
    diskFolder(PACKAGE_ROOT, `benchmarks/${id}`),
  );
  assert.deepEqual(problems, []);
  assert.ok(benchmark);
  return benchmark;
}

const benchmarks = await Promise.all(IDS.map(read));

function textOf(expected: Expected | undefined): string {
  return typeof expected === 'string' ? expected : JSON.stringify(expected);
}

/** Answers that a case accepts, as a model would write them. */
function accepted({ expected, score }: TestCase, benchmark: Benchmark): string[] {
  if (benchmark.tools !== undefined) return [textOf(expected)];
  const isSet = score?.some(({ type }) => type === 'exact_set') === true;
  if (!Array.isArray(expected)) return [textOf(expected)];
  return isSet ? [expected.map(textOf).join(', ')] : expected.map(textOf);
}

function passes(benchmark: Benchmark, testCase: TestCase, output: string): boolean {
  const { choices, expected, variables } = testCase;
  const shown = choices === undefined ? {} : { choices, order: choices.map((_, index) => index) };
  const scored = scoreCase(testCase.score ?? benchmark.score, benchmark.extract, {
    output,
    expected,
    variables,
    ...shown,
    ...(benchmark.tools === undefined ? {} : { tools: benchmark.tools }),
  });
  assert.notEqual(scored.passed, null, `${benchmark.id}/${testCase.id} could not be scored`);
  return scored.passed === true;
}

/** Whether a reply is read by its last line rather than as one JSON object. */
function hasAnswerLine({ score, tools }: Benchmark): boolean {
  return tools === undefined && score.every(({ type }) => type !== 'json');
}

describe('benchmarks of this repository', () => {
  for (const id of generatedIds(PACKAGE_ROOT)) {
    test(`${id} is generated again with the same bytes`, async () => {
      const generator = await loadGenerator(PACKAGE_ROOT, id);
      const file = join(PACKAGE_ROOT, 'benchmarks', id, generator.file);
      assert.ok(generatedText(generator) === readFileSync(file, 'utf8'), `run npm run generate`);
    });
  }

  for (const benchmark of benchmarks) {
    const { id, cases } = benchmark;

    test(`${id} accepts what it expects, with and without reasoning`, () => {
      for (const testCase of cases)
        for (const right of accepted(testCase, benchmark)) {
          assert.ok(passes(benchmark, testCase, right), `${testCase.id}: ${right}`);
          const reasoned = hasAnswerLine(benchmark)
            ? `<think>Answer: 0</think>At first I thought: Answer: no.\n\n**Answer: ${right}**`
            : `<think>{"a": 1}</think>${right}`;
          assert.ok(passes(benchmark, testCase, reasoned), `${testCase.id}: ${reasoned}`);
        }
    });

    test(`${id} rejects wrong answers`, () => {
      cases.forEach((testCase, index) => {
        const own = new Set(accepted(testCase, benchmark).map((text) => text.toLowerCase()));
        const others = cases
          .flatMap((_, step) =>
            accepted(cases[(index + step + 1) % cases.length] ?? testCase, benchmark),
          )
          .filter((text) => !own.has(text.toLowerCase()))
          .filter((text) => !isSameNumber(text, textOf(testCase.expected)));
        const wrong = [...new Set([...others, ...NONSENSE])].slice(0, 3);
        assert.equal(wrong.length, 3);
        for (const text of [...wrong, 'I cannot tell.', ''])
          assert.ok(!passes(benchmark, testCase, `Answer: ${text}`), `${testCase.id}: ${text}`);
        const bare = [...wrong, '{}', ''];
        for (const text of bare) assert.ok(!passes(benchmark, testCase, text), testCase.id);
      });
    });

    test(`${id} is complete: levels, canary, licence, authors, size`, () => {
      const levels = ['easy', 'medium', 'hard'];
      const counts = levels.map((level) => cases.filter(({ tags }) => tags.includes(level)).length);
      assert.ok(
        counts.every((count) => count >= 15),
        `${counts}`,
      );
      assert.equal(
        counts.reduce((sum, count) => sum + count, 0),
        cases.length,
      );
      assert.ok(cases.length >= 120);
      assert.match(benchmark.canary ?? '', /^BENCHMARKHUB-CANARY [0-9a-f-]{36}$/);
      assert.match(benchmark.description, /does not measure/);
      assert.ok(benchmark.authors.length > 0);
    });

    test(`${id} asks no question twice`, () => {
      const asked = cases.map((testCase) =>
        [...benchmark.prompt.map(({ content }) => content), ...(testCase.turns ?? [])]
          .map((content) => renderTemplate(content, testCase.variables))
          .join('\n'),
      );
      assert.equal(new Set(asked).size, asked.length);
    });

    test(`${id}: no constant answer scores more than the declared chance`, () => {
      if (cases.some(({ choices }) => choices !== undefined)) return;
      const candidates = mostFrequent(
        cases.flatMap((testCase) => accepted(testCase, benchmark)),
        5,
      );
      for (const candidate of candidates) {
        const right = cases.filter((testCase) => passes(benchmark, testCase, candidate)).length;
        assert.ok(right / cases.length <= benchmark.chance, `${candidate}: ${right}`);
      }
    });
  }

  test('canaries are all different', () => {
    assert.equal(new Set(benchmarks.map(({ canary }) => canary)).size, benchmarks.length);
  });

  test('the page on quality has a row for each of them', () => {
    const page = readFileSync(join(PACKAGE_ROOT, 'docs/benchmark-quality.md'), 'utf8');
    for (const { id, cases } of benchmarks)
      assert.ok(page.includes(`| [${id}](../benchmarks/${id}/README.md) | ${cases.length} |`), id);
  });
});

/** Half a percent off still is the same answer where a tolerance says so. */
function isSameNumber(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) =>
    Number(/-?[\d.]+(?=\D*$)/.exec(text)?.[0] ?? Number.NaN),
  );
  return (
    a !== undefined &&
    b !== undefined &&
    Math.abs(a - b) <= 0.006 * Math.max(Math.abs(a), Math.abs(b))
  );
}

function mostFrequent(answers: readonly string[], count: number): string[] {
  const tally = new Map<string, number>();
  for (const answer of answers) tally.set(answer, (tally.get(answer) ?? 0) + 1);
  return [...tally]
    .sort((one, other) => other[1] - one[1])
    .slice(0, count)
    .map(([answer]) => answer);
}
