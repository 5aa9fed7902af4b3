import type { Estimate } from '../../statistics/confusion.ts';
import { cohenKappa } from '../../statistics/kappa.ts';
import { type Coding, firstChoices, secondChoices } from './coding.ts';
import { type FailureCode, layerOf } from './taxonomy.ts';

/** How well two coders agree on one code. */
export interface CodeAgreement {
  readonly code: FailureCode;
  /** Answers that either of them gave it. */
  readonly uses: number;
  /** Cohen's kappa of “has this code”, with its 95 % interval. */
  readonly kappa: Estimate;
  /** What it is shown as, where they agree too little on it; else `null`. */
  readonly shown_as: FailureCode | null;
}

/** What is known of those who coded. Names are those of `--json`. */
export interface Coders {
  /** Judges that coded, sorted. */
  readonly judges: readonly string[];
  /** Answers that have a code of a judge; equal answers to a case are one. */
  readonly coded: number;
  /** Of them those that a second judge coded as well. */
  readonly double_coded: number;
  /** The most used first. */
  readonly agreement: readonly CodeAgreement[];
}

/** Below, a code says more of its coder than of the answer. */
const LEAST_KAPPA = 0.4;
/** With fewer uses, kappa says nothing; the code stays as it is. */
const LEAST_USES = 5;

/** How two coders agree, code by code; `undefined` when nothing was coded. */
export function codersOf(codings: readonly Coding[]): Coders | undefined {
  const [first, second] = [firstChoices(codings), secondChoices(codings)];
  if (first.size === 0) return undefined;
  const pairs = [...first].flatMap(([answer, { code }]) => {
    const other = second.get(answer);
    return other === undefined ? [] : [[code, other.code] as const];
  });
  return {
    judges: [...new Set([...first.values(), ...second.values()].map(({ judge }) => judge))].sort(),
    coded: first.size,
    double_coded: pairs.length,
    agreement: [...new Set(pairs.flat())]
      .map((code) => agreementOn(code, pairs))
      .sort((a, b) => b.uses - a.uses),
  };
}

function agreementOn(
  code: FailureCode,
  pairs: readonly (readonly [FailureCode, FailureCode])[],
): CodeAgreement {
  const count = (a: boolean, b: boolean) =>
    pairs.filter(([x, y]) => (x === code) === a && (y === code) === b).length;
  const kappa = cohenKappa([
    [count(true, true), count(true, false)],
    [count(false, true), count(false, false)],
  ]);
  const uses = pairs.length - count(false, false);
  const isWeak = uses >= LEAST_USES && kappa.value !== null && kappa.value < LEAST_KAPPA;
  return { code, uses, kappa, shown_as: isWeak ? wholeLayer(code) : null };
}

/** What stands for all codes of a layer that only models give. */
function wholeLayer(code: FailureCode): FailureCode {
  const layer = layerOf(code);
  return layer === 'content' ? 'content_error' : layer === 'agent' ? 'agent_error' : 'needs_human';
}
