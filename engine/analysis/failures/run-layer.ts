import type { Outcome } from '../../results/columns.ts';
import type { Classifier, FailedCall } from './failed-call.ts';
import type { FailureCode } from './taxonomy.ts';

/** Outcomes that are no answer of the model. */
const BY_OUTCOME: Readonly<Partial<Record<Outcome, FailureCode>>> = {
  provider_error: 'provider_error',
  network_error: 'provider_error',
  rate_limited: 'rate_limited',
  timeout: 'timeout',
  filtered: 'provider_filter',
  budget_stop: 'budget_stop',
  cancelled: 'budget_stop',
  stopped_early: 'budget_stop',
};

const JUDGES = /judge|rubric|pairwise|groundedness|closed_question|reference_(?:match|coverage)/;
const JUDGE_SILENT = /could not be (?:asked|had)|no reply|not asked|timeout|rate|budget/;

/** Layer 1: calls that came to no answer, and answers that came to no score. */
export const runLayer: Classifier = (call) => {
  const code = BY_OUTCOME[call.outcome];
  if (code !== undefined) return [{ code, evidence: call.error ?? call.outcome }];
  return call.score === null ? [unscored(call)] : [];
};

function unscored({ verdicts }: FailedCall) {
  const verdict = verdicts.find(({ value }) => value === null);
  const evidence = verdict?.reason ?? 'no scorer gave a score';
  if (verdict === undefined || !JUDGES.test(verdict.type))
    return { code: 'harness_error', evidence } as const;
  const code = JUDGE_SILENT.test(verdict.reason) ? 'judge_error' : 'judge_invalid';
  return { code, evidence } as const;
}
