import type { Benchmark, Expected, ScorerSpec, TestCase } from '../../benchmark/benchmark.ts';
import { messagesOf, shownChoices } from '../../plan/call.ts';
import type { Result, ScoreDetail } from '../../results/columns.ts';
import type { FailureCode } from './taxonomy.ts';

/** What rules are told of a call that did not pass. */
export interface FailedCall {
  readonly outcome: Result['outcome'];
  readonly finish_reason: string | null;
  readonly error: string | null;
  /** The whole reply; empty when there is none. */
  readonly output: string;
  readonly output_tokens: number | null;
  /** The most tokens that were allowed. */
  readonly max_tokens: number | null;
  /** 0…1, or `null`: unscored. */
  readonly score: number | null;
  /** The answer as the scorers read it. */
  readonly answer: string | null;
  /** Verdicts that count and did not pass, each with its scorer. */
  readonly verdicts: readonly FailedVerdict[];
  readonly expected: Expected | undefined;
  /** Options as the model saw them. */
  readonly choices: readonly string[];
  /** All that the model was shown. */
  readonly prompt: string;
  readonly canary: string | null;
  /** Whether JSON was demanded of the provider. */
  readonly wants_json: boolean;
  /** JSON list of `{ name, arguments }`. */
  readonly tool_calls: string | null;
}

/** One scorer's verdict that did not pass. */
export interface FailedVerdict {
  /** Type of the scorer. */
  readonly type: string;
  readonly not: boolean;
  readonly value: number | null;
  readonly answer: string | null;
  readonly reason: string;
}

/** One kind of failure, with what shows it. */
export interface Finding {
  readonly code: FailureCode;
  /** What shows it, at most a few words of the answer: untrusted text. */
  readonly evidence: string;
}

/** Rules of one layer. The first finding explains the miss by itself, the others go along. */
export type Classifier = (call: FailedCall) => readonly Finding[];

/** Whether a result counts as a failure: it has no score, or did not pass. */
export function isFailure({ score, passed }: Pick<Result, 'score' | 'passed'>): boolean {
  return score === null || !(passed ?? score >= 0.5);
}

/** The parts of a result that rules read. */
export type FailedResult = Pick<
  Result,
  | 'outcome'
  | 'finish_reason'
  | 'error'
  | 'output'
  | 'output_tokens'
  | 'score'
  | 'answer'
  | 'scores'
  | 'trial'
  | 'tool_calls'
>;

/** Joins a result with the case it answers. */
export function failedCallOf(
  benchmark: Benchmark,
  testCase: TestCase,
  result: FailedResult,
): FailedCall {
  const shown = shownChoices(benchmark, testCase, result.trial);
  const specs = testCase.score ?? benchmark.score;
  return {
    outcome: result.outcome,
    finish_reason: result.finish_reason,
    error: result.error,
    output: result.output ?? '',
    output_tokens: result.output_tokens,
    max_tokens: benchmark.parameters.max_tokens ?? null,
    score: result.score,
    answer: result.answer,
    verdicts: result.scores.flatMap((detail) => verdictOf(detail, specs)),
    expected: testCase.expected,
    choices: shown?.choices ?? [],
    prompt: messagesOf(benchmark, testCase, shown)
      .map(({ content }) => content)
      .join('\n'),
    canary: benchmark.canary ?? null,
    wants_json: benchmark.response !== undefined,
    tool_calls: result.tool_calls ?? null,
  };
}

function verdictOf(detail: ScoreDetail, specs: readonly ScorerSpec[]): FailedVerdict[] {
  if (detail.weight === 0 || detail.passed === true) return [];
  const spec = specNamed(specs, detail.scorer);
  const { value, answer, reason } = detail;
  return [{ type: spec?.type ?? detail.scorer, not: spec?.not ?? false, value, answer, reason }];
}

function specNamed(specs: readonly ScorerSpec[], name: string): ScorerSpec | undefined {
  for (const spec of specs) {
    const found = spec.name === name ? spec : specNamed(spec.parts ?? [], name);
    if (found !== undefined) return found;
  }
  return undefined;
}
