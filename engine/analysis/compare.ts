import type { Benchmark } from '../benchmark/benchmark.ts';
import { minimumDetectableEffect } from '../statistics/index.ts';
import type { Comparison } from './board.ts';
import { modelCases } from './case-scores.ts';
import { compareCases, sharedCases, standardErrorOf } from './pairs.ts';
import type { CaseRow } from './rows.ts';
import { verdictOf, verdictSentence } from './verdict.ts';

/** One side of a comparison: its name, and its rows of one benchmark and fingerprint. */
export interface Side {
  readonly name: string;
  readonly rows: readonly CaseRow[];
}

/** Compares B with A, case by case; `undefined` when they share no case. */
export function compareSides(benchmark: Benchmark, a: Side, b: Side): Comparison | undefined {
  const facts = { ...benchmark, cases: benchmark.cases.length };
  const shared = sharedCases(modelCases(a.rows, facts), modelCases(b.rows, facts));
  const paired = compareCases(shared, [benchmark.fingerprint, a.name, b.name]);
  if (paired === undefined) return undefined;
  const { margin } = benchmark.gate;
  const standardError = standardErrorOf(shared);
  const comparison = {
    benchmark: benchmark.id,
    a: a.name,
    b: b.name,
    ...paired,
    minimum_detectable_effect: standardError ? minimumDetectableEffect(standardError) : null,
    overlap: shared.overlap,
    verdict: verdictOf({ ...paired, margin, overlap: shared.overlap }),
  };
  return { ...comparison, sentence: verdictSentence(comparison, margin) };
}
