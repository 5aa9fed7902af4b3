import { checkOpenProbability, checkWithin } from './check.ts';
import { compactLetters } from './letters.ts';

/** One tested pair of models. */
export interface RankedPair {
  readonly a: string;
  readonly b: string;
  /** Mean of B − A: above 0 when B is better. */
  readonly difference: number;
  /** Adjusted by Holm over all pairs that are shown, 0…1. */
  readonly p_adjusted: number;
}

/** Where the data allow a model to stand. */
export interface RankRange {
  readonly model: string;
  /** The best rank, from 1. */
  readonly rank_low: number;
  /** The worst rank, at most the number of models. */
  readonly rank_high: number;
  /** Models that cannot be told from this one, in the order given. */
  readonly tied_with: readonly string[];
  /** Models that share a letter cannot be told apart. */
  readonly letters: readonly string[];
}

/**
 * The range of ranks of every model, in the order given, from all-pairs tests.
 *
 * From 1 + the models significantly better to the number of models − those significantly worse
 * (Mogstad, Romano, Shaikh and Wilhelm 2024). A pair that was not tested counts as tied. `alpha`
 * above 0 and below 1 is the chance that any range is wrong. Throws `RangeError` for a model that is
 * unknown or listed twice, and a pair that is listed twice. All ranges hold together with 95 %
 * confidence. Two models that are tied with a third are not therefore tied with each other.
 */
export function rankRanges(
  models: readonly string[],
  pairs: readonly RankedPair[],
  alpha: number = 0.05,
): RankRange[] {
  checkOpenProbability('alpha', alpha);
  checkPairs(models, pairs);
  const beats = new Set(pairs.filter((pair) => isSignificant(pair, alpha)).map(orderOf));
  const isBetter = (one: string, other: string): boolean => beats.has(key(one, other));
  const areTied = (one: string, other: string): boolean =>
    !isBetter(one, other) && !isBetter(other, one);
  const letters = compactLetters(models.length, (i, j) =>
    areTied(models[i] ?? '', models[j] ?? ''),
  );
  return models.map((model, index) => ({
    model,
    rank_low: 1 + models.filter((other) => isBetter(other, model)).length,
    rank_high: models.length - models.filter((other) => isBetter(model, other)).length,
    tied_with: models.filter((other) => other !== model && areTied(model, other)),
    letters: letters[index] ?? [],
  }));
}

function isSignificant({ difference, p_adjusted }: RankedPair, alpha: number): boolean {
  return difference !== 0 && p_adjusted <= alpha;
}

function orderOf({ a, b, difference }: RankedPair): string {
  return difference > 0 ? key(b, a) : key(a, b);
}

function key(one: string, other: string): string {
  return JSON.stringify([one, other]);
}

function checkPairs(models: readonly string[], pairs: readonly RankedPair[]): void {
  const known = new Set(models);
  if (known.size < models.length) throw new RangeError('a model is listed twice');
  const seen = new Set<string>();
  for (const { a, b, difference, p_adjusted } of pairs) {
    checkWithin('adjusted p-value', p_adjusted, 0, 1);
    checkWithin('difference', difference, -Number.MAX_VALUE, Number.MAX_VALUE);
    if (!known.has(a) || !known.has(b)) throw new RangeError(`pair ${a}, ${b}: unknown model`);
    if (a === b || seen.has(key(a, b))) throw new RangeError(`pair ${a}, ${b} is listed twice`);
    seen.add(key(a, b)).add(key(b, a));
  }
}
