import type { Benchmark, Expected, TestCase } from '../benchmark/benchmark.ts';
import type { Problem } from '../problem.ts';
import { executesCode, noticed, runsCode } from '../results/executions.ts';
import type { Executed, ExecutionStore } from '../sandbox/execution.ts';
import { type CaseScore, scoreCase } from '../scorers/score-case.ts';
import { type ExecutionOptions, executeAll } from './executions.ts';

/**
 * Runs what each case expects through the scorers of the case that execute code, and reports a case
 * whose own solution does not pass: no answer could.
 */
export async function checkSolutions(
  benchmarks: readonly Benchmark[],
  options: Omit<ExecutionOptions, 'store'> & { readonly store: ExecutionStore },
): Promise<Problem[]> {
  const solved = benchmarks.filter(executesCode).flatMap(solutionsOf);
  const { store } = options;
  const noted = solved.flatMap((solution) => noticed((executed) => scoreOf(solution, executed)));
  const missing = new Map(
    noted.filter(({ key }) => store.find(key) === undefined).map((item) => [item.key, item]),
  );
  const executed = await executeAll(missing.values(), options);
  return solved.flatMap((solution) => problemOf(solution, scoreOf(solution, executed)));
}

interface Solution {
  readonly benchmark: Benchmark;
  readonly testCase: TestCase;
  readonly answer: Expected;
}

function solutionsOf(benchmark: Benchmark): Solution[] {
  return benchmark.cases.flatMap((testCase) => {
    const { expected } = testCase;
    if (expected === undefined) return [];
    const answers: readonly Expected[] = Array.isArray(expected) ? expected : [expected];
    return answers.map((answer) => ({ benchmark, testCase, answer }));
  });
}

/** An expected value is what the extract steps would have found, so they are left out. */
function scoreOf({ benchmark, testCase, answer }: Solution, executed: Executed): CaseScore {
  const { variables, expected, choices, score = benchmark.score } = testCase;
  const shown = choices === undefined ? {} : { choices, order: choices.map((_, index) => index) };
  const output = typeof answer === 'string' ? answer : JSON.stringify(answer);
  const specs = score
    .filter((spec) => runsCode(spec) && spec.weight > 0 && !spec.not)
    .map((spec) => ({ ...spec, extract: [] }));
  return scoreCase(specs, [], { output, expected, variables, executed, ...shown });
}

function problemOf({ testCase }: Solution, { passed, scores }: CaseScore): Problem[] {
  const wrong = scores.find((detail) => !detail.passed);
  if (passed === true || wrong === undefined) return [];
  const { file, line, column } = testCase.source;
  const verdict = passed === null ? 'could not be judged' : 'does not pass';
  const message = `the expected solution of the case "${testCase.id}" ${verdict} its scorer "${wrong.scorer}": ${wrong.reason}`;
  const fix =
    passed === null
      ? 'run `benchmarkhub doctor` to see what running code needs'
      : 'correct the solution or the tests';
  return [{ file, line, column, severity: passed === null ? 'warning' : 'error', message, fix }];
}
