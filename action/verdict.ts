import type { Comparison } from '../engine/analysis/board.ts';
import type { GateReport, GateVerdict } from '../engine/analysis/gate/verdict.ts';

/** A comparison of one model before and after a change, and what its gate says of it. */
export interface Change {
  readonly model: string;
  /** Its verdict is the gate's. */
  readonly comparison: Comparison;
  /** Ids of the cases under `gate.must_pass` that failed. */
  readonly mustPass: readonly string[];
  readonly gate: GateVerdict;
}

/** What all gates of a change say together. */
export interface Judgement {
  readonly changes: readonly Change[];
  /** Gates that failed. */
  readonly regressions: number;
  readonly improvements: number;
  /** One sentence, of our own words alone. */
  readonly sentence: string;
}

/**
 * Joins comparisons with the verdicts of their gates: the rule of `benchmarkhub gate`, one-sided
 * bounds against the margin with Holm's correction over all gates of the change.
 */
export function judge(comparisons: readonly Comparison[], { gates }: GateReport): Judgement {
  const changes = comparisons.flatMap((comparison, index) => {
    const gate = gates[index];
    return gate === undefined ? [] : [changeOf(comparison, gate)];
  });
  const count = (verdict: string) => changes.filter(({ gate }) => gate.verdict === verdict).length;
  const broken = changes.filter(({ mustPass }) => mustPass.length > 0).length;
  const improvements = count('improved');
  return {
    changes,
    regressions: changes.filter(({ gate }) => gate.check === 'fail').length,
    improvements,
    sentence: sentenceOf(changes.length, count('regressed'), improvements, broken),
  };
}

function changeOf(comparison: Comparison, gate: GateVerdict): Change {
  const broken = gate.must_pass.filter(({ state }) => state === 'broken');
  return {
    model: gate.model,
    comparison: { ...comparison, verdict: gate.verdict },
    mustPass: broken.map((one) => one.case_id),
    gate,
  };
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
