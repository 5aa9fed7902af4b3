import { hashOf } from '../../hash.ts';
import {
  holm,
  type Interval,
  marginPValue,
  type PairedDifference,
  pairedBounds,
  pairedDifference,
} from '../../statistics/index.ts';
import type { Verdict } from '../board.ts';
import type { SharedCases } from '../pairs.ts';
import { LEAST_OVERLAP, verdictOf } from '../verdict.ts';
import { decisiveChanges } from './changes.ts';
import type { GateInput } from './input.ts';
import { freshAttempts, gatePairs } from './pairs.ts';

/** One-sided error of the first run of a check, and of all its re-runs together. */
export const GATE_ALPHA = 0.05;

/** One gate after some of its attempts. */
export interface Look {
  readonly shared: SharedCases;
  readonly estimate: PairedDifference | null;
  readonly looks: number;
  readonly alpha: number;
  readonly changed: readonly string[];
}

/** The same with what all gates together allow to say. */
export interface JudgedLook extends Look {
  readonly verdict: Verdict;
  readonly bounds: Interval | null;
  readonly p_improved: number | null;
  readonly p_regressed: number | null;
  readonly p_margin: number | null;
}

/**
 * The error that the `look`-th run of a check may spend: 5 % on the first; 5 %/(k(k − 1)) on the
 * k-th, which sums to another 5 % over any number of re-runs.
 *
 * Each look is an all-or-nothing e-value of its level, and their weighted sum is one e-process over
 * all trials so far (Vovk and Wang 2021), valid however the looks depend on each other. Running a
 * check again therefore adds repeats, and cannot be used to draw a fresh p-value.
 */
export function alphaOfLook(look: number): number {
  return look <= 1 ? GATE_ALPHA : GATE_ALPHA / (look * (look - 1));
}

/** Every gate after its first `looks` attempts that measured something; at most what it has. */
export function lookAt(inputs: readonly GateInput[], looks: number): JudgedLook[] {
  const all = inputs.map((input) => lookOf(input, looks));
  const comparable = all.filter(isComparable);
  const worse = adjusted(comparable, (estimate) =>
    marginPValue({ ...estimate, difference: -estimate.difference }, 0),
  );
  const better = adjusted(comparable, (estimate) => marginPValue(estimate, 0));
  return all.map((look, index) => {
    const margin = inputs[index]?.benchmark.gate.margin ?? 0;
    return judged(look, margin, better.get(look) ?? null, worse.get(look) ?? null);
  });
}

function lookOf(input: GateInput, looks: number): Look {
  const attempts = freshAttempts(input.attempts).slice(0, looks);
  const shared = inOrder(gatePairs(attempts, input.benchmark));
  return {
    shared,
    estimate: shared.pairs.length === 0 ? null : pairedDifference(shared.pairs),
    looks: attempts.length,
    alpha: alphaOfLook(attempts.length),
    changed: decisiveChanges({ ...input, attempts }),
  };
}

/** By content: sums must not depend on the order of stored rows. */
function inOrder({ pairs, overlap }: SharedCases): SharedCases {
  const keyed = pairs.map((pair) => ({ pair, key: hashOf({ ...pair }) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : 1));
  return { pairs: keyed.map(({ pair }) => pair), overlap };
}

function isComparable({ estimate, changed, shared }: Look): boolean {
  return estimate !== null && changed.length === 0 && shared.overlap >= LEAST_OVERLAP;
}

/** Holm's p-values on the scale of 5 %: looks that may spend less have theirs raised to it. */
function adjusted(
  looks: readonly Look[],
  pOf: (estimate: PairedDifference) => number,
): Map<Look, number> {
  const scaled = looks.map(({ estimate, alpha }) =>
    estimate === null ? 1 : Math.min(1, (pOf(estimate) * GATE_ALPHA) / alpha),
  );
  const corrected = holm(scaled);
  return new Map(looks.map((look, index) => [look, corrected[index] ?? 1]));
}

function judged(
  look: Look,
  margin: number,
  p_improved: number | null,
  p_regressed: number | null,
): JudgedLook {
  const { estimate, alpha, shared } = look;
  const bounds = estimate === null ? null : pairedBounds(estimate, alpha);
  const p_margin = estimate === null ? null : marginPValue(estimate, margin);
  const isBetter = p_improved !== null && p_improved <= GATE_ALPHA;
  const isWorse = p_regressed !== null && p_regressed <= GATE_ALPHA;
  // After Holm's correction a bound that is not significant does not exclude zero.
  const low = isBetter ? (bounds?.low ?? -1) : Math.min(0, bounds?.low ?? -1);
  const high = isWorse ? (bounds?.high ?? 1) : Math.max(0, bounds?.high ?? 1);
  const verdict = isComparable(look)
    ? verdictOf({ low, high, margin, overlap: shared.overlap })
    : 'not comparable';
  return { ...look, verdict, bounds, p_improved, p_regressed, p_margin };
}
