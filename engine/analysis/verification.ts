import { claimEValue, signEValue } from '../statistics/index.ts';

/** One case that somebody claims a score for and that was asked again; scores in 0…1. */
export interface CheckedCase {
  /** Hash of the case. */
  readonly case: string;
  readonly claimed: number;
  readonly measured: number;
}

/** What checks of a claim say so far. Names are those of `--json`. */
export interface ClaimVerdict {
  readonly decision: 'verified' | 'disagrees' | 'undecided';
  /** Cases of the claim, and those among them that were asked again. */
  readonly cases: number;
  readonly checked: number;
  /** Checked cases whose claim is higher than what was measured, and lower. */
  readonly higher: number;
  readonly lower: number;
  /** Mean of claimed − measured over the checked cases, −1…1; `null` without any. */
  readonly difference: number | null;
  /** Evidence that claims and measurements are not of one source; 100 refutes it at 1 %. */
  readonly disagreement_e_value: number;
  /** Evidence that the claim is not off by the tolerance, too high or too low; 20 is enough. */
  readonly agreement_e_value: number;
}

/** A claim whose mean score is off by less than this, as a share, is as good as measured here. */
export const CLAIM_TOLERANCE = 0.1;

/** An accusation takes more evidence than a confirmation. */
const DISAGREEMENT = 100;
const AGREEMENT = 20;

/**
 * Whether a sample of cases, asked again, bears a claim out.
 *
 * An honest claim and a second measurement of the same case are two draws from one model: which of
 * the two is higher is a coin toss, however often the model answers one case differently. So the
 * signs of the cases that differ are tested by a sign process, which a flaky model never fails and a
 * forged claim fails soon. A claim is verified when betting processes over the sample, drawn without
 * replacement, refute that its mean is off by the tolerance, in both directions. All three are
 * e-processes: one may check more cases any time and look after each, as long as each case counts once.
 *
 * @param checks in the order they were drawn; a case that comes again is left out
 */
export function verdictOnClaim(cases: number, checks: readonly CheckedCase[]): ClaimVerdict {
  const first = [...new Map(checks.toReversed().map((check) => [check.case, check])).values()];
  const differences = first.toReversed().map(({ claimed, measured }) => claimed - measured);
  const higher = differences.filter((difference) => difference > 0).length;
  const lower = differences.filter((difference) => difference < 0).length;
  const disagreement = signEValue(lower, higher);
  const opposite = differences.map((difference) => -difference);
  const agreement = Math.min(
    claimEValue(differences, cases, CLAIM_TOLERANCE),
    claimEValue(opposite, cases, CLAIM_TOLERANCE),
  );
  const total = differences.reduce((sum, difference) => sum + difference, 0);
  return {
    decision: decisionOf(disagreement, agreement),
    cases,
    checked: differences.length,
    higher,
    lower,
    difference: differences.length === 0 ? null : total / differences.length,
    disagreement_e_value: disagreement,
    agreement_e_value: agreement,
  };
}

function decisionOf(disagreement: number, agreement: number): ClaimVerdict['decision'] {
  if (disagreement >= DISAGREEMENT) return 'disagrees';
  return agreement >= AGREEMENT ? 'verified' : 'undecided';
}
