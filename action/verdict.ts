import type { Comparison } from '../engine/analysis/board.ts';
import { holm } from '../engine/statistics/index.ts';

/** A comparison of one model before and after a change, and cases it must pass but does not. */
export interface Change {
  readonly model: string;
  readonly comparison: Comparison;
  /** Ids of the cases under `gate.must_pass` that failed. */
  readonly mustPass: readonly string[];
}

/** What all comparisons of a change say together. */
export interface Judgement {
  readonly changes: readonly Change[];
  readonly regressions: number;
  readonly improvements: number;
  /** One sentence, of our own words alone. */
  readonly sentence: string;
}

const ALPHA = 0.05;

/**
 * Judges all comparisons of a change as one family: with many models one is bound to look worse by
 * chance, so a difference counts when Holm's adjusted p-value is at most 5 % too.
 */
export function judge(changes: readonly Change[]): Judgement {
  const adjusted = holm(changes.map(({ comparison }) => comparison.p_value));
  const judged = changes.map((change, index) =>
    (adjusted[index] ?? 1) <= ALPHA ? change : withoutEvidence(change),
  );
  const count = (verdict: string) =>
    judged.filter(({ comparison }) => comparison.verdict === verdict).length;
  const broken = judged.filter(({ mustPass }) => mustPass.length > 0).length;
  const regressions = judged.filter(
    ({ comparison, mustPass }) => comparison.verdict === 'regressed' || mustPass.length > 0,
  ).length;
  const improvements = count('improved');
  return {
    changes: judged,
    regressions,
    improvements,
    sentence: sentenceOf(judged.length, count('regressed'), improvements, broken),
  };
}

function withoutEvidence(change: Change): Change {
  const { verdict } = change.comparison;
  if (verdict !== 'improved' && verdict !== 'regressed') return change;
  return { ...change, comparison: { ...change.comparison, verdict: 'no evidence' } };
}

function sentenceOf(all: number, worse: number, better: number, broken: number): string {
  if (all === 0) return 'Nothing to compare with yet';
  const of = all === 1 ? 'the only model' : `of ${all} models`;
  const say = (count: number, word: string) =>
    all === 1 ? `${word} for ${of}` : `${word} for ${count} ${of}`;
  const parts = [
    ...(worse > 0 ? [say(worse, 'significantly worse')] : []),
    ...(broken > 0 ? [`${broken} fail a case that must pass`] : []),
    ...(better > 0 ? [say(better, 'significantly better')] : []),
  ];
  const text = parts.length === 0 ? 'no significant change' : parts.join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
