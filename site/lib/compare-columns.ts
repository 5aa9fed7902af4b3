import type { Comparison } from '../../engine/analysis/board.ts';
import type { ModelCase } from '../../engine/analysis/case-scores.ts';
import { compareCases, sharedCases, standardErrorOf } from '../../engine/analysis/pairs.ts';
import { verdictOf, verdictSentence } from '../../engine/analysis/verdict.ts';
import { minimumDetectableEffect } from '../../engine/statistics/index.ts';
import type { ScoreColumn, ScoreTable } from './pairs.ts';

/** The least score that counts as passed. */
const PASS_MARK = 0.5;

/** Two models compared in the browser, with the cases that only one of them passes. */
export interface ColumnComparison {
  readonly comparison: Comparison;
  readonly onlyA: readonly string[];
  readonly onlyB: readonly string[];
}

/** Compares two columns of a table as the engine compares models; nothing when they share no case. */
export function compareColumns(
  table: ScoreTable,
  a: ScoreColumn,
  b: ScoreColumn,
): ColumnComparison | undefined {
  const shared = sharedCases(casesOf(table, a), casesOf(table, b));
  const paired = compareCases(shared, [table.fingerprint, a.title, b.title]);
  if (paired === undefined) return undefined;
  const error = standardErrorOf(shared);
  const { margin } = table;
  const comparison = {
    benchmark: table.benchmark,
    a: a.title,
    b: b.title,
    ...paired,
    minimum_detectable_effect: error ? minimumDetectableEffect(error) : null,
    overlap: shared.overlap,
    verdict: verdictOf({ ...paired, margin, overlap: shared.overlap }),
  };
  return {
    comparison: { ...comparison, sentence: verdictSentence(comparison, margin) },
    onlyA: onlyPassedBy(table, a, b),
    onlyB: onlyPassedBy(table, b, a),
  };
}

/** By id, as the engine reads them: drawn permutations depend on the order. */
function casesOf({ cases }: ScoreTable, { scores }: ScoreColumn): ModelCase[] {
  return cases
    .map(({ id, cluster, weight }, index) => ({
      hash: id,
      id,
      cluster,
      weight,
      score: scores[index] ?? null,
      ifMissingFail: 0,
      ifMissingPass: 1,
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function onlyPassedBy({ cases }: ScoreTable, winner: ScoreColumn, loser: ScoreColumn): string[] {
  return cases.flatMap(({ id }, index) => {
    const [won, lost] = [winner.scores[index] ?? null, loser.scores[index] ?? null];
    if (won === null || lost === null) return [];
    return won >= PASS_MARK && lost < PASS_MARK ? [id] : [];
  });
}
