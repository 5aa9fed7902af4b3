import type { Tier } from '../../results/columns.ts';
import type { CaseRow } from '../rows.ts';
import type { ExplainedFailure } from './explain.ts';
import { type FailureCode, layerOf } from './taxonomy.ts';

/** How much of one case a model failed, kind by kind. */
export interface CaseFailures {
  readonly case_id: string;
  readonly hash: string;
  /** Alone, a case is its own cluster. */
  readonly cluster: string;
  readonly weight: number;
  /** Share of the scored trials that failed for this reason, above 0…1. */
  readonly shares: ReadonlyMap<FailureCode, number>;
}

/** What one model failed of the cases it has a score for. */
export interface ModelFailures {
  readonly model: string;
  readonly tier: Tier;
  readonly cases: readonly CaseFailures[];
  /** Calls without a score by kind: they say nothing about the model. */
  readonly missing: Readonly<Partial<Record<FailureCode, number>>>;
  /** Mean score over those cases, 0…1; `null` without one. */
  readonly mean: number | null;
}

/** Failures as shares of cases, since the case and not the call is the unit of analysis. */
export function modelFailures(
  rows: readonly CaseRow[],
  failures: readonly ExplainedFailure[],
): ModelFailures[] {
  const failed = Map.groupBy(failures, sideOf);
  return [...Map.groupBy(rows, sideOf).values()].map((own) => {
    const [first] = own;
    const mine = first === undefined ? [] : (failed.get(sideOf(first)) ?? []);
    const byCase = Map.groupBy(mine, ({ case_hash }) => case_hash);
    const scored = own.filter(({ scores }) => scores !== null && scores.length > 0);
    return {
      model: first?.model ?? '',
      tier: first?.tier ?? 'verified',
      cases: scored.map((row) => caseFailures(row, byCase.get(row.case_hash) ?? [])),
      missing: countMissing(mine),
      mean: meanScore(scored),
    };
  });
}

function sideOf({ model, tier }: Pick<ExplainedFailure, 'model' | 'tier'>): string {
  return `${model} ${tier}`;
}

function caseFailures(row: CaseRow, failures: readonly ExplainedFailure[]): CaseFailures {
  const trials = row.scores?.length ?? 0;
  const shares = new Map<FailureCode, number>();
  for (const { primary } of failures)
    if (layerOf(primary) !== 'run')
      shares.set(primary, Math.min(1, (shares.get(primary) ?? 0) + 1 / trials));
  return {
    case_id: row.case_id,
    hash: row.case_hash,
    cluster: row.cluster ?? `case ${row.case_id}`,
    weight: row.weight,
    shares,
  };
}

function countMissing(
  failures: readonly ExplainedFailure[],
): Readonly<Partial<Record<FailureCode, number>>> {
  const counts: Partial<Record<FailureCode, number>> = {};
  for (const { primary } of failures)
    if (layerOf(primary) === 'run') counts[primary] = (counts[primary] ?? 0) + 1;
  return counts;
}

function meanScore(rows: readonly CaseRow[]): number | null {
  if (rows.length === 0) return null;
  const means = rows.map(({ scores }) => mean(scores ?? []));
  return mean(means);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

/** The codes that models fail with, the most frequent first. */
export function codesOf(models: readonly ModelFailures[]): FailureCode[] {
  const totals = new Map<FailureCode, number>();
  for (const { cases } of models)
    for (const { shares } of cases)
      for (const [code, share] of shares) totals.set(code, (totals.get(code) ?? 0) + share);
  return [...totals].sort(([, a], [, b]) => b - a).map(([code]) => code);
}
