import { checkNotEmpty, checkPositive, checkWithin } from './check.ts';
import { maximum, sum } from './mean.ts';

/** A case of known difficulty in the two-parameter logistic model. */
export interface ItemParameters {
  /** Slope a: how sharply the case divides models; above 0. */
  readonly discrimination: number;
  /** Ability b at which half of the models pass, in standard deviations of ability. */
  readonly difficulty: number;
}

/** An answered case of known difficulty. */
export interface ItemAnswer extends ItemParameters {
  readonly passed: boolean;
}

/** Ability of a model, in standard deviations of the models the cases were calibrated with. */
export interface Ability {
  readonly ability: number;
  /** Standard deviation of what is known about it. */
  readonly standard_error: number;
}

/** Quadrature over ±6 standard deviations; steps this fine leave no visible error. */
const REACH = 6;
const STEPS = 240;

/**
 * The chance that a model of `ability` passes a case, above 0 and below 1.
 *
 * 1/(1 + exp(−a(θ − b))) (Birnbaum 1968). Throws `RangeError` for a discrimination that is not
 * above 0 and numbers that are not finite. At ability = difficulty it is ½. The sharper the case,
 * the steeper.
 */
export function passProbability(ability: number, item: ItemParameters): number {
  checkItem(item);
  checkWithin('ability', ability, -Number.MAX_VALUE, Number.MAX_VALUE);
  return 1 / (1 + Math.exp(-item.discrimination * (ability - item.difficulty)));
}

/**
 * Fisher information of a case at `ability`, at least 0, in 1/ability².
 *
 * a²·P·(1 − P) (Birnbaum 1968). Throws `RangeError` as `passProbability` does. The next case to ask
 * is the one with the most of it. It is greatest where the chance to pass is ½.
 */
export function itemInformation(ability: number, item: ItemParameters): number {
  const chance = passProbability(ability, item);
  return item.discrimination ** 2 * chance * (1 - chance);
}

/**
 * Ability of a model from its answers to calibrated cases, by the mean of the posterior (EAP).
 *
 * Standard normal prior, quadrature on 241 points (Bock and Mislevy 1982, Applied Psychological
 * Measurement 6). Throws `RangeError` as `passProbability` does; without answers it is the prior.
 * It estimates from few well-chosen cases what all would show. For estimates only, never for the
 * board.
 */
export function estimateAbility(answers: readonly ItemAnswer[]): Ability {
  for (const answer of answers) checkItem(answer);
  const points = Array.from({ length: STEPS + 1 }, (_, step) => (2 * REACH * step) / STEPS - REACH);
  const logs = points.map((point) => logPosterior(point, answers));
  const peak = maximum(logs);
  const weights = logs.map((log) => Math.exp(log - peak));
  const total = sum(weights);
  const moment = (of: (point: number) => number): number =>
    sum(points.map((point, index) => of(point) * (weights[index] ?? 0))) / total;
  const ability = moment((point) => point);
  const variance = moment((point) => (point - ability) ** 2);
  return { ability, standard_error: Math.sqrt(variance) };
}

function logPosterior(point: number, answers: readonly ItemAnswer[]): number {
  const likelihood = answers.map(({ discrimination, difficulty, passed }) => {
    const x = discrimination * (point - difficulty) * (passed ? 1 : -1);
    return x > 0 ? -Math.log1p(Math.exp(-x)) : x - Math.log1p(Math.exp(x));
  });
  return sum(likelihood) - point ** 2 / 2;
}

/**
 * The place, in `items`, of the case that says most about a model of `ability`.
 *
 * Greatest `itemInformation`, the first of equals (Lord 1980). Throws `RangeError` without items
 * and as `passProbability` does. Adaptive runs ask it next. It is a case the model passes about
 * half of the time.
 */
export function mostInformativeItem(ability: number, items: readonly ItemParameters[]): number {
  checkNotEmpty('items', items);
  const information = items.map((item) => itemInformation(ability, item));
  return information.indexOf(maximum(information));
}

function checkItem({ discrimination, difficulty }: ItemParameters): void {
  checkPositive('discrimination', discrimination);
  checkWithin('difficulty', difficulty, -Number.MAX_VALUE, Number.MAX_VALUE);
}
