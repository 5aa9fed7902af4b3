import { suggestion } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import { needsExpected } from '../scorers/resolve.ts';
import type { Benchmark, ScorerSpec, TestCase } from './benchmark.ts';
import type { SourceDocument } from './document.ts';
import { BENCHMARK_LIMITS } from './limits.ts';
import { errorAt } from './rows/row.ts';
import { lookUp, parseTemplate } from './template.ts';

/** What no single field shows: whether prompt, cases, scorers and gate fit each other. */
export function checkBenchmark(
  benchmark: Omit<Benchmark, 'fingerprint'>,
  document: SourceDocument,
): Problem[] {
  const problems = [
    ...checkTemplates(benchmark, document),
    ...checkScorers(benchmark, document),
    ...checkGate(benchmark, document),
  ];
  if (benchmark.cases.length === 0) {
    problems.push(errorAt(document.file, document.positionOf(['cases']), 'there are no cases'));
  }
  return problems.slice(0, BENCHMARK_LIMITS.problems);
}

/** A variable that a case lacks is an error here, not an empty string at run time. */
function checkTemplates(
  benchmark: Omit<Benchmark, 'fingerprint'>,
  document: SourceDocument,
): Problem[] {
  const single = typeof (document.value as { prompt?: unknown } | undefined)?.prompt === 'string';
  return benchmark.prompt.flatMap((message, index) => {
    const at = document.positionOf(single ? ['prompt'] : ['prompt', index, 'content']);
    const names = parseTemplate(message.content).flatMap((part) =>
      'variable' in part ? [part.variable] : [],
    );
    return [...new Set(names)].flatMap((name) =>
      checkVariable(name, benchmark.cases, document.file, at),
    );
  });
}

function checkVariable(
  name: string,
  cases: readonly TestCase[],
  file: string,
  at: { line: number; column: number },
): Problem[] {
  const lacking = cases.filter((testCase) => lookUp(name, promptVariables(testCase)) === undefined);
  const [first] = lacking;
  if (first === undefined) return name === 'expected' ? [givesAway(file, at)] : [];
  if (lacking.length < cases.length) {
    const others = lacking.length > 1 ? ` and ${lacking.length - 1} more` : '';
    const message = `the case "${first.id}"${others} has no "${name}", which the prompt uses`;
    return [
      errorAt(
        first.source.file,
        first.source,
        message,
        `give it a value, or take {{${name}}} out of the prompt`,
      ),
    ];
  }
  const known = Object.keys(promptVariables(first));
  return [errorAt(file, at, `no case has the variable {{${name}}}`, suggestion(name, known))];
}

function givesAway(file: string, at: { line: number; column: number }): Problem {
  return {
    file,
    ...at,
    severity: 'warning',
    message: 'the prompt shows the expected answer',
    fix: 'take {{expected}} out of it',
  };
}

/** Variables a prompt can use: the fields of the case, and its options as lettered lines. */
export function promptVariables(testCase: TestCase): TestCase['variables'] {
  return testCase.choices === undefined
    ? testCase.variables
    : { ...testCase.variables, choices: '' };
}

/** A case without an effective scorer would be asked, paid for and never scored. */
function checkScorers(
  benchmark: Omit<Benchmark, 'fingerprint'>,
  document: SourceDocument,
): Problem[] {
  return benchmark.cases.flatMap((testCase) => {
    const scorers = testCase.score ?? benchmark.score;
    const { source } = testCase;
    if (!scorers.some((scorer) => scorer.weight > 0)) {
      const message = `nothing scores the case "${testCase.id}"`;
      return [
        errorAt(
          source.file,
          source,
          message,
          `add a scorer with a weight above 0 under "score" in ${document.file}`,
        ),
      ];
    }
    return scorers.flatMap((scorer) => checkNeeds(scorer, testCase));
  });
}

function checkNeeds(scorer: ScorerSpec, testCase: TestCase): Problem[] {
  const { source, id } = testCase;
  const { type } = scorer;
  if (needsExpected(scorer) && testCase.expected === undefined) {
    return [
      errorAt(
        source.file,
        source,
        `the case "${id}" has no expected value, which the scorer "${type}" compares with`,
        'fill in "expected"',
      ),
    ];
  }
  if (type === 'choice' && testCase.choices === undefined) {
    return [
      errorAt(
        source.file,
        source,
        `the case "${id}" has no choices, which the scorer "choice" needs`,
        'name the columns that hold them under "choices"',
      ),
    ];
  }
  return [];
}

function checkGate(benchmark: Omit<Benchmark, 'fingerprint'>, document: SourceDocument): Problem[] {
  const ids = new Set(benchmark.cases.map(({ id }) => id));
  return benchmark.gate.must_pass.flatMap((id, index) => {
    if (ids.has(id)) return [];
    const at = document.positionOf(['gate', 'must_pass', index]);
    return [
      errorAt(
        document.file,
        at,
        `gate.must_pass names the case "${id}", which does not exist`,
        suggestion(id, [...ids]),
      ),
    ];
  });
}
