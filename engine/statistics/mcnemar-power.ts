import { binomialDistribution, binomialProbability } from './binomial.ts';
import { checkCount, checkOpenProbability, checkPositive, checkWithin, clamp } from './check.ts';
import { sum } from './mean.ts';
import { normalQuantile } from './normal.ts';
import type { PowerOptions } from './power.ts';
import { studentTQuantile } from './student-t.ts';

/**
 * When a gate says "regressed": the upper one-sided t bound of B − A is below 0, or McNemar's
 * one-sided exact or mid-p value is at most alpha.
 */
export type GateRule = 'bound' | 'exact' | 'mid_p';

/** A gate before its run, and what is true. */
export interface GateTruth {
  /** Cases both runs have, each passed or failed; a whole number of at least 2. */
  readonly cases: number;
  /** Expected share of the cases that only one run passes; above 0 and at most 1. */
  readonly discordance: number;
  /** True difference of the pass rates, B − A; between −`discordance` and `discordance`. */
  readonly change: number;
  /** One-sided error of the gate; above 0 and below 1; 0.05 when left out. */
  readonly alpha?: number;
  /** `bound` when left out: the rule of the verdicts. */
  readonly rule?: GateRule;
}

/** Outcomes rarer than this change no printed digit. */
const NEGLIGIBLE = 1e-18;

/**
 * The probability that a gate says "regressed", 0…1, when the true change is `change`.
 *
 * Summed over every number of cases that only one run passes and every split of it: exact, without
 * simulation (Lachenbruch 1992 for McNemar's test). Throws `RangeError` outside the bounds. With a
 * change of 0 it is how often the gate cries wolf. With a loss it is how often the loss is caught.
 */
export function regressionProbability(truth: GateTruth): number {
  const { cases, discordance, change, alpha = 0.05, rule = 'bound' } = truth;
  checkTruth(truth);
  const shareB = clamp((discordance + change) / (2 * discordance), 0, 1);
  const criticalOf = CRITICAL[rule](cases, alpha);
  const parts: number[] = [];
  let critical = -1;
  for (let tries = 0; tries <= cases; tries++) {
    critical = criticalOf(tries, critical);
    const chance = binomialProbability(tries, cases, discordance);
    if (critical < 0 || chance < NEGLIGIBLE) continue;
    parts.push(chance * binomialDistribution(critical, tries, shareB));
  }
  return clamp(sum(parts), 0, 1);
}

/**
 * For each rule: the most cases only B may have passed, of `tries` that only one passed, for the
 * verdict "regressed"; −1 when no split is enough. It grows with `tries`, by one at most:
 * `previous` is the answer for one less.
 */
const CRITICAL: Readonly<
  Record<GateRule, (cases: number, alpha: number) => (tries: number, previous: number) => number>
> = {
  bound: boundCritical,
  exact: (_cases, alpha) =>
    growing((onlyB, tries) => binomialDistribution(onlyB, tries, 0.5) <= alpha),
  mid_p: (_cases, alpha) =>
    growing(
      (onlyB, tries) =>
        binomialDistribution(onlyB, tries, 0.5) - binomialProbability(onlyB, tries, 0.5) / 2 <=
        alpha,
    ),
};

function growing(
  isRegression: (onlyB: number, tries: number) => boolean,
): (tries: number, previous: number) => number {
  return (tries, previous) => {
    const next = previous + 1;
    return next <= tries && isRegression(next, tries) ? next : previous;
  };
}

/** The t bound of n differences of −1, 0 and 1, solved for the gap between the two counts. */
function boundCritical(cases: number, alpha: number): (tries: number) => number {
  const square = studentTQuantile(1 - alpha, cases - 1) ** 2;
  const isSignificantWhenAllLost = alpha ** (1 / cases) > 0.5;
  return (tries) => {
    const gap = Math.sqrt((square * cases * tries) / (cases - 1 + square));
    const critical = Math.ceil((tries - gap) / 2) - 1;
    return tries === cases && critical === 0 && !isSignificantWhenAllLost ? -1 : critical;
  };
}

/** What a gate can and cannot see. */
export interface GatePower {
  /** P(regressed) when nothing changed, 0…1. */
  readonly false_alarm: number;
  /** P(regressed) when `margin` is lost, 0…1. */
  readonly caught: number;
}

/**
 * The power line of a gate: how often it says "regressed" after no change and after a loss of
 * `margin`, 0…1.
 *
 * `regressionProbability` at 0 and at −margin; `margin` above 0 and at most `discordance`. Throws
 * `RangeError` outside the bounds. A green tick of a gate that catches a loss one time in five says
 * little. This number stands beside the tick.
 */
export function gatePower(
  gate: Omit<GateTruth, 'change'> & { readonly margin: number },
): GatePower {
  const { margin, ...rest } = gate;
  checkPositive('margin', margin);
  return {
    false_alarm: regressionProbability({ ...rest, change: 0 }),
    caught: regressionProbability({ ...rest, change: -margin }),
  };
}

/**
 * The number of cases with which McNemar's test detects `effect`, a whole number of at least 1.
 *
 * Connor (1987), Biometrics 43, 207–211: (z of 1 − alpha/2·√ψ + z of power·√(ψ − δ²))²/δ², rounded
 * up, with ψ the discordance. `effect` above 0 and at most `discordance`, at most 1; `RangeError`
 * otherwise. It is how many questions tell two models apart. A little less than `plannedCases`,
 * which ignores that the difference itself explains part of the spread.
 */
export function connorCases(
  effect: number,
  discordance: number,
  { alpha = 0.05, power = 0.8 }: PowerOptions = {},
): number {
  checkPositive('effect', effect);
  checkWithin('discordance', discordance, effect, 1);
  checkOpenProbability('alpha', alpha);
  checkOpenProbability('power', power);
  const underNone = normalQuantile(1 - alpha / 2) * Math.sqrt(discordance);
  const underEffect = normalQuantile(power) * Math.sqrt(discordance - effect ** 2);
  return Math.max(1, Math.ceil((Math.max(0, underNone + underEffect) / effect) ** 2));
}

function checkTruth({ cases, discordance, change, alpha = 0.05 }: GateTruth): void {
  checkCount('cases', cases, 2);
  checkPositive('discordance', discordance);
  checkWithin('discordance', discordance, 0, 1);
  checkWithin('change', change, -discordance, discordance);
  checkOpenProbability('alpha', alpha);
}
