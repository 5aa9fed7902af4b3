import type { Problem } from '../problem.ts';
import { SCORERS } from '../scorers/index.ts';
import { needsExpected } from '../scorers/resolve.ts';
import { scoreCase } from '../scorers/score-case.ts';
import { acceptedAnswers, type Scorer } from '../scorers/scorer.ts';
import { textOf } from '../scorers/text/score.ts';
import type { Benchmark, Expected, ScorerSpec, TestCase } from './benchmark.ts';
import { BENCHMARK_LIMITS } from './limits.ts';
import { errorAt } from './rows/row.ts';

/**
 * Warns of cases that no answer can pass, as far as the expected value tells: given as the answer,
 * it has to pass every scorer that compares with it. The extract steps are left out, since they
 * look for an answer in a reply.
 */
export function checkPassable(benchmark: Pick<Benchmark, 'cases' | 'score'>): Problem[] {
  const problems: Problem[] = [];
  for (const testCase of benchmark.cases) {
    const specs = (testCase.score ?? benchmark.score).flatMap(comparing);
    problems.push(...specs.flatMap((spec) => problemOf(spec, testCase) ?? []));
    if (problems.length > BENCHMARK_LIMITS.problems) break;
  }
  return problems;
}

/** The scorers, also inside of groups, that hold an answer against the expected value. */
function comparing(spec: ScorerSpec): ScorerSpec[] {
  // What must not hold, or one of several that may, need not fit the expected value.
  if (spec.not || spec.type === 'any') return [];
  if (spec.parts !== undefined) return spec.parts.flatMap(comparing);
  return needsExpected(spec) && SCORERS[spec.type]?.expectedDescribes !== true ? [spec] : [];
}

function problemOf(spec: ScorerSpec, testCase: TestCase): Problem | undefined {
  const { expected, source, id } = testCase;
  const scorer = SCORERS[spec.type];
  if (expected === undefined || scorer === undefined) return undefined;
  const told = ownAnswers(scorer, expected).map((output) => resultOf(spec, testCase, output));
  const [first] = told;
  // An unscored one is reported as such already.
  if (first === undefined || told.some(({ passed }) => passed !== false)) return undefined;
  const message = `the case "${id}" cannot pass "${spec.name}": its own expected value does not (${first.reason})`;
  const fix = 'correct what the case expects, or the options of the scorer';
  return { ...errorAt(source.file, source, message.slice(0, 390), fix), severity: 'warning' };
}

function resultOf(spec: ScorerSpec, testCase: TestCase, output: string) {
  const { expected, choices, variables } = testCase;
  const shown = choices === undefined ? {} : { choices, order: choices.map((_, index) => index) };
  const bare = { ...spec, weight: 1, extract: [] };
  const [score] = scoreCase([bare], [], { output, expected, variables, ...shown }).scores;
  return { passed: score?.passed ?? null, reason: score?.reason ?? '' };
}

/** The expected value as answers: each accepted one, and all of them where all have to be there. */
function ownAnswers({ wholeExpected }: Scorer, expected: Expected): string[] {
  const whole = JSON.stringify(expected);
  if (wholeExpected || !Array.isArray(expected)) return [textOf(expected), whole];
  const each = acceptedAnswers(expected).map(textOf);
  return [...each, each.join(', '), each.join('\n'), whole];
}
