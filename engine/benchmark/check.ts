import { suggestion } from '../nearest.ts';
import { addProblems, type Problem } from '../problem.ts';
import type { Benchmark } from './benchmark.ts';
import { checkMetrics } from './check-metrics.ts';
import { checkPassable } from './check-passable.ts';
import { checkPersonal } from './check-personal.ts';
import { checkScorers } from './check-scorers.ts';
import { checkTemplates } from './check-templates.ts';
import type { Path, SourceDocument } from './document.ts';
import { isAsked } from './published-only.ts';
import { errorAt } from './rows/row.ts';
import { checkTurns } from './turns.ts';

/** A benchmark before its fingerprint is taken. */
type Unchecked = Omit<Benchmark, 'fingerprint'>;

/**
 * What no single field shows: whether prompt, cases, examples, scorers and gate fit each other.
 *
 * @param hasAllCases whether every case could be read; without them a missing one is no surprise.
 */
export function checkBenchmark(
  benchmark: Unchecked,
  document: SourceDocument,
  hasAllCases = true,
): Problem[] {
  const problems: Problem[] = [];
  addProblems(problems, checkTemplates(benchmark, document));
  addProblems(problems, checkTurns(benchmark, document, hasAllCases));
  addProblems(problems, checkScorers(benchmark, document));
  addProblems(problems, checkExamples(benchmark, document));
  addProblems(problems, checkTrials(benchmark, document));
  addProblems(problems, checkRotations(benchmark, document));
  addProblems(problems, checkMetrics(benchmark, document));
  addProblems(problems, checkPassable(benchmark));
  addProblems(problems, checkPersonal(benchmark));
  if (!hasAllCases) return problems;
  addProblems(problems, checkGate(benchmark, document));
  if (benchmark.cases.length === 0 && isAsked(benchmark))
    problems.push(at(document, ['cases'], 'there are no cases', 'add at least one'));
  return problems;
}

function at(document: SourceDocument, path: Path, message: string, fix: string): Problem {
  return errorAt(document.file, document.positionOf(path), message, fix);
}

/** An example is a question and its answer; one that is asked as well gives its answer away. */
function checkExamples(
  { examples, cases, prompt }: Unchecked,
  document: SourceDocument,
): Problem[] {
  if (examples.length === 0) return [];
  const problems: Problem[] = [];
  if (prompt.at(-1)?.role !== 'user') {
    const message = 'worked examples need a prompt that ends with a message of the user';
    problems.push(at(document, ['examples'], message, 'end the prompt with role: user'));
  }
  const asked = new Map(cases.map((testCase) => [testCase.hash, testCase]));
  for (const { id, expected, source, hash } of examples) {
    if (expected === undefined) {
      const message = `the example "${id}" has no expected value to show as its answer`;
      problems.push(errorAt(source.file, source, message, 'fill in "expected"'));
    }
    const same = asked.get(hash);
    if (same === undefined) continue;
    const message = `the example "${id}" is also asked, as the case "${same.id}"`;
    const fix = 'take it out of the cases or of the examples';
    problems.push({ ...errorAt(source.file, source, message, fix), severity: 'warning' });
  }
  return problems;
}

function checkTrials(
  { reducer, reducer_k, trials }: Unchecked,
  document: SourceDocument,
): Problem[] {
  if (reducer_k <= trials) return [];
  const message = `${reducer} of ${reducer_k} trials cannot be had from ${trials}`;
  return [at(document, ['reducer_k'], message, `write trials: ${reducer_k}`)];
}

/** Circular evaluation shows each rotation once: as many trials as every case has options. */
function checkRotations(
  { circular, cases, trials }: Unchecked,
  document: SourceDocument,
): Problem[] {
  if (!circular) return [];
  const odd = cases.find(({ choices }) => choices?.length !== (cases[0]?.choices?.length ?? -1));
  if (odd !== undefined) {
    const message = `circular evaluation needs cases with equally many choices, and "${odd.id}" has ${odd.choices?.length ?? 'none'}`;
    return [errorAt(odd.source.file, odd.source, message, 'give it as many as the first case')];
  }
  const options = cases[0]?.choices?.length ?? trials;
  if (options === trials) return [];
  const message = `circular evaluation of ${options} choices takes ${options} trials, not ${trials}`;
  return [at(document, ['circular'], message, `write trials: ${options}`)];
}

function checkGate({ gate, cases }: Unchecked, document: SourceDocument): Problem[] {
  const ids = new Set(cases.map(({ id }) => id));
  // A benchmark may have too many ids to compare each of them with each wrong one.
  const candidates = [...ids].slice(0, 2_000);
  return gate.must_pass.flatMap((id, index) => {
    if (ids.has(id)) return [];
    const message = `gate.must_pass names the case ${JSON.stringify(id.slice(0, 100))}, which does not exist`;
    return [at(document, ['gate', 'must_pass', index], message, suggestion(id, candidates))];
  });
}
