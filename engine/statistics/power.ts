import { checkCount, checkOpenProbability, checkPositive, checkWithin } from './check.ts';
import { normalQuantile } from './normal.ts';

/** How strict a plan is. */
export interface PowerOptions {
  /** Two-sided error of the test; above 0 and below 1; 0.05 when left out. */
  readonly alpha?: number;
  /** Chance to see the difference if it is there; above 0 and below 1; 0.8 when left out. */
  readonly power?: number;
}

/** What a case contributes to the variance of a paired difference. */
export interface PairedVariance {
  /** Variance, over the cases, of the difference of the true case scores; at least 0. */
  readonly between: number;
  /** Variance of A's trials inside a case; at least 0; 0 when left out. */
  readonly within_a?: number;
  /** Variance of B's trials inside a case; at least 0; 0 when left out. */
  readonly within_b?: number;
  /** Trials of A in each case; at least 1; 1 when left out. */
  readonly trials_a?: number;
  /** Trials of B in each case; at least 1; 1 when left out. */
  readonly trials_b?: number;
}

/** Share of the cases that two models of similar strength are expected to answer differently. */
const USUAL_DISCORDANCE = 0.2;

/**
 * The smallest difference that would be detected, 0…1, from the standard error of the paired one.
 *
 * (z of 1 − alpha/2 + z of power)·SE, 2.80·SE with the defaults (Miller 2024, section 5).
 * `standardError` at least 0 and finite; `RangeError` outside the bounds. A true difference of this
 * size is found in four of five benchmarks like this one. Smaller ones are usually missed.
 * 0 only says that the pairs did not vary: then `plannedDetectableEffect` is the honest number.
 */
export function minimumDetectableEffect(standardError: number, options: PowerOptions = {}): number {
  checkWithin('standard error', standardError, 0, Number.MAX_VALUE);
  return Math.min(1, reach(options) * standardError);
}

/**
 * The same before the first run, 0…1, from the number of `cases` and an assumed `discordance`.
 *
 * The standard error is √(discordance/cases), as when one model passes a case and the other does
 * not in that share of them. Whole `cases` of at least 1, `discordance` above 0 and at most 1;
 * `RangeError` otherwise. Fifty cases see 18 points, a thousand see 4. It is a plan, not a result.
 */
export function plannedDetectableEffect(
  cases: number,
  discordance: number = USUAL_DISCORDANCE,
  options: PowerOptions = {},
): number {
  checkCount('cases', cases, 1);
  checkDiscordance(discordance);
  return minimumDetectableEffect(Math.sqrt(discordance / cases), options);
}

/**
 * The number of cases that detects a true difference of `effect`, a whole number of at least 1.
 *
 * (z of 1 − alpha/2 + z of power)²·(ω² + σ²_A/K_A + σ²_B/K_B)/δ² (Miller 2024, section 5), rounded
 * up. `effect` above 0 and at most 1; `RangeError` outside the bounds. Half the difference needs four
 * times the cases. More trials help only with the part that varies inside a case.
 */
export function requiredCases(
  effect: number,
  variance: PairedVariance,
  options: PowerOptions = {},
): number {
  checkPositive('effect', effect);
  checkWithin('effect', effect, 0, 1);
  const needed = (reach(options) / effect) ** 2 * varianceOfCase(variance);
  return Math.max(1, Math.ceil(needed));
}

function varianceOfCase(variance: PairedVariance): number {
  const { between, within_a = 0, within_b = 0, trials_a = 1, trials_b = 1 } = variance;
  for (const part of [between, within_a, within_b]) {
    checkWithin('variance', part, 0, Number.MAX_VALUE);
  }
  checkCount('trials of A', trials_a, 1);
  checkCount('trials of B', trials_b, 1);
  return between + within_a / trials_a + within_b / trials_b;
}

/**
 * The number of cases that detects `effect` when the models differ in a share `discordance` of them.
 *
 * `requiredCases` with that share as the variance. `discordance` above 0 and at most 1; `RangeError`
 * otherwise. It turns "how many questions do I need?" into one number. It is 157 for 10 points.
 */
export function plannedCases(
  effect: number,
  discordance: number = USUAL_DISCORDANCE,
  options: PowerOptions = {},
): number {
  checkDiscordance(discordance);
  return requiredCases(effect, { between: discordance }, options);
}

function checkDiscordance(discordance: number): void {
  checkPositive('discordance', discordance);
  checkWithin('discordance', discordance, 0, 1);
}

/** Standard errors between no difference and one that is found with the wanted power. */
function reach({ alpha = 0.05, power = 0.8 }: PowerOptions): number {
  checkOpenProbability('alpha', alpha);
  checkOpenProbability('power', power);
  return Math.max(0, normalQuantile(1 - alpha / 2) + normalQuantile(power));
}
