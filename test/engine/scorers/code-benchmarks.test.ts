import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { TestCase } from '../../../engine/benchmark/benchmark.ts';
import { parseBenchmark } from '../../../engine/benchmark/parse.ts';
import { executeAll, memoryStore } from '../../../engine/node/executions.ts';
import { diskFolder } from '../../../engine/node/files.ts';
import { noticed } from '../../../engine/results/executions.ts';
import type { Executed } from '../../../engine/sandbox/execution.ts';
import { scoreCase } from '../../../engine/scorers/score-case.ts';
import { PACKAGE_ROOT } from '../../../scripts/workspace.ts';

interface WrongAnswers {
  readonly id: string;
  readonly wrong: readonly string[];
}

function wrongAnswers(id: string): ReadonlyMap<string, readonly string[]> {
  const file = `${PACKAGE_ROOT}/test/input/wrong-answers/${id}.jsonl`;
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const rows = lines.map((line): WrongAnswers => JSON.parse(line));
  return new Map(rows.map(({ id: testCase, wrong }) => [testCase, wrong]));
}

/** How many cases are looked at: all that take milliseconds, some of the others. */
const EVERY = { 'javascript-functions': 1, 'sql-by-execution': 13, 'python-functions': 20 };

for (const [id, step] of Object.entries(EVERY)) {
  test(`${id}: the solutions of its cases pass, and two wrong answers to each do not`, async () => {
    const { benchmark, problems } = await parseBenchmark(
      diskFolder(PACKAGE_ROOT, `benchmarks/${id}`),
    );
    assert.ok(benchmark, JSON.stringify(problems));
    assert.ok(benchmark.cases.length >= 40);
    const wrong = wrongAnswers(id);
    const chosen = benchmark.cases.filter((_, index) => index % step === 0);
    const answers = chosen.flatMap((testCase) => [
      { testCase, answer: String(testCase.expected), isRight: true },
      ...(wrong.get(testCase.id) ?? []).map((answer) => ({ testCase, answer, isRight: false })),
    ]);
    assert.equal(answers.length, 3 * chosen.length);
    const specs = benchmark.score.map((spec) => ({ ...spec, extract: [] }));
    const score = ({ expected, variables }: TestCase, output: string, executed: Executed) =>
      scoreCase(specs, [], { output, expected, variables, executed });
    const notes = answers.flatMap(({ testCase, answer }) =>
      noticed((executed) => score(testCase, answer, executed)),
    );
    const executed = await executeAll(notes, { store: memoryStore() });
    const misjudged = answers.filter(
      ({ testCase, answer, isRight }) => score(testCase, answer, executed).passed !== isRight,
    );
    assert.deepEqual(
      misjudged.map(({ testCase, answer }) => [testCase.id, answer]),
      [],
    );
  });
}

test('a reply in prose is read as the code in its last fenced block', async () => {
  const folder = diskFolder(PACKAGE_ROOT, 'benchmarks/javascript-functions');
  const { benchmark } = await parseBenchmark(folder);
  assert.ok(benchmark);
  const [testCase] = benchmark.cases;
  assert.ok(testCase);
  const output = `Here it is:\n\n\`\`\`js\n${testCase.expected}\n\`\`\`\nDone.`;
  const { variables, expected } = testCase;
  const reply = { output, expected, variables };
  const notes = noticed((executed) =>
    scoreCase(benchmark.score, benchmark.extract, { ...reply, executed }),
  );
  const executed = await executeAll(notes, { store: memoryStore() });
  const scored = scoreCase(benchmark.score, benchmark.extract, { ...reply, executed });
  assert.equal(scored.score, 1, JSON.stringify(scored.scores));
  const bare = scoreCase(benchmark.score, benchmark.extract, { ...reply, output: 'no code' });
  assert.equal(bare.score, 0);
});
