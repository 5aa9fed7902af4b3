import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { humanEvalProgram, humanEvalTests } from '../../../engine/sandbox/tests.ts';
import { outcomeOf, run } from './shared.ts';

const FOLDER = new URL('../../../../shared/data/humaneval/', import.meta.url);
const skip = existsSync(FOLDER)
  ? false
  : 'the recorded solutions of HumanEval are not on this machine';

interface Problem {
  readonly task_id: string;
  readonly prompt: string;
  readonly entry_point: string;
  readonly canonical_solution: string;
  readonly test: string;
}

interface Sample {
  readonly task_id: string;
  readonly solution: string;
  readonly is_solved: boolean;
}

function linesOf<Row>(file: string): Row[] {
  const lines = readFileSync(new URL(file, FOLDER), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line));
}

function judge(problem: Problem, answer: string): ReturnType<typeof run> {
  const { prompt, entry_point, test: check } = problem;
  return run({
    language: 'python',
    code: humanEvalProgram(prompt, answer, entry_point),
    tests: humanEvalTests(prompt, check, entry_point),
  });
}

test('recorded solutions get their published labels', { skip }, async () => {
  const problems = new Map(linesOf<Problem>('problems.jsonl').map((row) => [row.task_id, row]));
  const samples = linesOf<Sample>('samples.jsonl');
  const outcomes = samples.map(async ({ task_id, solution, is_solved }) => {
    const problem = problems.get(task_id);
    assert.ok(problem);
    const result = await judge(problem, solution);
    return (result.status === 'passed') === is_solved ? [] : [`${task_id}: ${outcomeOf(result)}`];
  });
  assert.deepEqual((await Promise.all(outcomes)).flat(), []);
});

test('a reference solution passes, and fails when it returns nothing', { skip }, async () => {
  const problems = linesOf<Problem>('problems.jsonl').filter((_, index) => index === 0);
  const outcomes = problems.flatMap((problem) => [
    judge(problem, problem.canonical_solution).then(({ status }) => status === 'passed'),
    judge(problem, '    return None\n').then(({ status }) => status !== 'passed'),
  ]);
  assert.ok((await Promise.all(outcomes)).every(Boolean));
});
