import type { Benchmark, TestCase } from '../../benchmark/benchmark.ts';
import type { Tier } from '../../results/columns.ts';
import { type Classification, classifyFailure } from './classify.ts';
import { codersOf } from './coders.ts';
import { type Choice, type Coding, codedAnswer, firstChoices } from './coding.ts';
import { type FailedResult, failedCallOf } from './failed-call.ts';
import type { FailureCode } from './taxonomy.ts';

/** A row of `failed_results.sql` and `run_failed_results.sql`. */
export interface FailedRow extends FailedResult {
  readonly fingerprint: string;
  readonly model: string;
  readonly tier: Tier;
  readonly case_id: string;
  readonly case_hash: string;
  readonly call_key: string;
}

/** A call that did not pass, and why. */
export interface ExplainedFailure extends Classification {
  readonly model: string;
  readonly tier: Tier;
  readonly case_id: string;
  readonly case_hash: string;
  readonly trial: number;
  readonly call_key: string;
  /** `null`: it has no score, and says nothing about the model. */
  readonly score: number | null;
  readonly answer: string | null;
  /** Who told why. */
  readonly by: 'rule' | 'judge' | 'nobody';
}

/**
 * Explains calls that did not pass by rules, and the rest by what judges said of them; those of
 * cases that are gone are left out.
 */
export function explainFailures(
  benchmark: Benchmark,
  rows: readonly FailedRow[],
  codings: readonly Coding[] = [],
): ExplainedFailure[] {
  const choices = choicesShown(codings);
  const cases = new Map(benchmark.cases.map((testCase) => [testCase.hash, testCase]));
  return rows.flatMap((row) => {
    const testCase = cases.get(row.case_hash);
    return testCase === undefined ? [] : [explained(benchmark, testCase, row, choices)];
  });
}

/** Codes that coders do not agree on are shown as their layer. */
function choicesShown(codings: readonly Coding[]): ReadonlyMap<string, Choice<FailureCode>> {
  const weak = new Map(
    codersOf(codings)?.agreement.flatMap(({ code, shown_as }) =>
      shown_as === null ? [] : [[code, shown_as] as const],
    ),
  );
  return new Map(
    [...firstChoices(codings)].map(([answer, choice]) => [
      answer,
      { ...choice, code: weak.get(choice.code) ?? choice.code },
    ]),
  );
}

function explained(
  benchmark: Benchmark,
  testCase: TestCase,
  row: FailedRow,
  choices: ReadonlyMap<string, Choice<FailureCode>>,
): ExplainedFailure {
  const found = classifyFailure(failedCallOf(benchmark, testCase, row));
  const { model, tier, case_id, case_hash, trial, call_key, score, answer } = row;
  const call = { model, tier, case_id, case_hash, trial, call_key, score, answer };
  if (found.primary !== 'needs_human') return { ...call, ...found, by: 'rule' };
  const choice =
    choices.size === 0 ? undefined : choices.get(codedAnswer(case_hash, row.output ?? ''));
  if (choice === undefined || choice.code === 'needs_human')
    return { ...call, ...found, by: 'nobody' };
  const secondary = [...new Set([...found.secondary, ...choice.secondary])].filter(
    (code) => code !== choice.code,
  );
  const evidence = choice.quote === '' ? choice.reason.slice(0, 200) : choice.quote;
  return { ...call, primary: choice.code, secondary, evidence, by: 'judge' };
}
