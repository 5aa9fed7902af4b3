import type { Benchmark, TestCase } from '../../benchmark/benchmark.ts';
import type { Tier } from '../../results/columns.ts';
import { type Classification, classifyFailure } from './classify.ts';
import { type FailedResult, failedCallOf } from './failed-call.ts';

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
  /** Whether a rule told why. */
  readonly by: 'rule' | 'nobody';
}

/** Explains calls that did not pass by rules; those of cases that are gone are left out. */
export function explainFailures(
  benchmark: Benchmark,
  rows: readonly FailedRow[],
): ExplainedFailure[] {
  const cases = new Map(benchmark.cases.map((testCase) => [testCase.hash, testCase]));
  return rows.flatMap((row) => {
    const testCase = cases.get(row.case_hash);
    return testCase === undefined ? [] : [explained(benchmark, testCase, row)];
  });
}

function explained(benchmark: Benchmark, testCase: TestCase, row: FailedRow): ExplainedFailure {
  const found = classifyFailure(failedCallOf(benchmark, testCase, row));
  const { model, tier, case_id, case_hash, trial, call_key, score, answer } = row;
  const by = found.primary === 'needs_human' ? 'nobody' : 'rule';
  return { model, tier, case_id, case_hash, trial, call_key, score, answer, ...found, by };
}
