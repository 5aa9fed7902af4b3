import type { Problem } from '../problem.ts';
import { sandboxResult } from '../sandbox/sandbox.ts';
import { needsExpected } from '../scorers/resolve.ts';
import { scoreCase } from '../scorers/score-case.ts';
import type { ReplyFacts } from '../scorers/scorer.ts';
import type { Benchmark, ScorerSpec, TestCase } from './benchmark.ts';
import type { SourceDocument } from './document.ts';
import { BENCHMARK_LIMITS } from './limits.ts';
import { isAsked } from './published-only.ts';
import { errorAt } from './rows/row.ts';

type Unchecked = Omit<Benchmark, 'fingerprint'>;

/** What a scorer does without, and where it would be written. */
interface Lack {
  readonly what: string;
  readonly fix: string;
}

/** A case without an effective scorer would be asked, paid for and never scored. */
export function checkScorers(benchmark: Unchecked, document: SourceDocument): Problem[] {
  if (!isAsked(benchmark)) return [];
  const written = (document.value as { score?: unknown } | null)?.score;
  const isComplete = !Array.isArray(written) || written.length === benchmark.score.length;
  const shared = benchmark.cases.filter(({ score }) => score === undefined);
  const { tools } = benchmark;
  const own = benchmark.cases.filter(({ score }) => score !== undefined);
  return [
    ...(isComplete ? checkShared(benchmark, shared, document) : []),
    ...firstOf(own, (testCase) => checkCase(testCase.score ?? [], testCase, tools)),
  ];
}

/** What is wrong with all cases is the benchmark's mistake, and said once. */
function checkShared(
  { score: scorers, tools }: Pick<Unchecked, 'score' | 'tools'>,
  cases: readonly TestCase[],
  document: SourceDocument,
): Problem[] {
  if (cases.length === 0) return [];
  if (!isEffective(scorers)) {
    const place = document.positionOf(['score']);
    return [
      errorAt(
        document.file,
        place,
        'nothing scores the cases',
        'add a scorer with a weight above 0 under "score"',
      ),
    ];
  }
  return scorers.flatMap((scorer, index) => {
    const [first, ...others] = cases.map((testCase) => lackOf(scorer, testCase));
    const isCommon =
      first !== undefined && others.length > 0 && others.every((lack) => lack?.fix === first.fix);
    if (!isCommon) return firstOf(cases, (testCase) => checkScorer(scorer, testCase, tools));
    const place = document.positionOf(['score', index]);
    return [errorAt(document.file, place, `the cases have no ${first.what}`, first.fix)];
  });
}

function isEffective(scorers: readonly ScorerSpec[]): boolean {
  return scorers.some(({ weight }) => weight > 0);
}

function checkCase(
  scorers: readonly ScorerSpec[],
  testCase: TestCase,
  tools: Unchecked['tools'],
): Problem[] {
  const { source, id } = testCase;
  if (isEffective(scorers))
    return scorers.flatMap((scorer) => checkScorer(scorer, testCase, tools));
  const message = `nothing scores the case "${id}"`;
  return [errorAt(source.file, source, message, 'give it a scorer with a weight above 0')];
}

function checkScorer(scorer: ScorerSpec, testCase: TestCase, tools: Unchecked['tools']): Problem[] {
  const { source, id } = testCase;
  if (scorer.parts !== undefined)
    return scorer.parts.flatMap((part) => checkScorer(part, testCase, tools));
  const lack = lackOf(scorer, testCase);
  if (lack !== undefined) {
    const message = `the case "${id}" has no ${lack.what}`;
    return [errorAt(source.file, source, message, lack.fix)];
  }
  const reason = whyUnscored(scorer, testCase, tools);
  if (reason === undefined) return [];
  const message = `the scorer "${scorer.type}" cannot score the case "${id}": ${reason}`;
  return [errorAt(source.file, source, message, 'correct what the case expects')];
}

function lackOf(scorer: ScorerSpec, { expected, choices }: TestCase): Lack | undefined {
  const { type } = scorer;
  if (scorer.parts !== undefined) return undefined;
  if (needsExpected(scorer) && expected === undefined) {
    return {
      what: `expected value, which the scorer "${type}" compares with`,
      fix: 'fill in "expected", or name the column that holds it: columns: { expected: … }',
    };
  }
  if (type !== 'choice' || choices !== undefined) return undefined;
  return {
    what: 'choices, which the scorer "choice" needs',
    fix: 'fill in "choices", or name the columns that hold them: choices: [ … ]',
  };
}

/** Code is not run here: what counts is whether there is something to run it against. */
const NOTHING_RUN = sandboxResult('passed', 'it was not run', { value: 0 });

/** Answers that are tried: nothing, a number as `confidence` reads it, words enough for `language`. */
const PROBES = ['', '1', 'It is one of the answers that could be given to the question here.'];
/** What scorers of the reply's facts look at. */
const PROBE_REPLY: ReplyFacts = {
  outcome: 'ok',
  finish_reason: 'stop',
  latency_ms: 1,
  cost_usd: 0,
  input_tokens: 1,
  output_tokens: 1,
  reasoning_tokens: 0,
};

/** An answer may be wrong. If none can even be that, no answer to the case will ever count. */
function whyUnscored(
  scorer: ScorerSpec,
  testCase: TestCase,
  tools: Unchecked['tools'],
): string | undefined {
  const { expected, choices, variables } = testCase;
  const shown = choices === undefined ? {} : { choices, order: choices.map((_, index) => index) };
  const spec = { ...scorer, weight: 1, not: false, extract: [] };
  const offered = testCase.tools ?? tools;
  let reason: string | undefined;
  for (const output of PROBES) {
    const { scores } = scoreCase([spec], [], {
      output,
      expected,
      variables,
      ...shown,
      executed: () => NOTHING_RUN,
      reply: PROBE_REPLY,
      ...(offered === undefined ? {} : { tools: offered }),
    });
    const [score] = scores;
    if (score === undefined || score.value !== null) return undefined;
    reason ??= score.reason;
  }
  return reason;
}

/** Problems of the cases, until there are more than anybody is shown. */
function firstOf(cases: readonly TestCase[], check: (testCase: TestCase) => Problem[]): Problem[] {
  const problems: Problem[] = [];
  for (const testCase of cases) {
    problems.push(...check(testCase));
    if (problems.length > BENCHMARK_LIMITS.problems) break;
  }
  return problems;
}
