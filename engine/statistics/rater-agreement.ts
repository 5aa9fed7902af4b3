import { checkNotEmpty, checkOpenProbability, checkWithin } from './check.ts';
import { type Estimate, UNDEFINED_ESTIMATE } from './confusion.ts';
import { intervalAround } from './kappa.ts';
import { mean, sum, variance } from './mean.ts';

/**
 * Categories as numbers, `ratings[item][rater]`; `null` where a rater did not rate an item. All
 * items have the same number of places.
 */
export type Ratings = readonly (readonly (number | null)[])[];

/** How agreement of several raters is computed. */
export interface RaterOptions {
  /** All categories a rater could have chosen; those that occur, when left out. */
  readonly categories?: readonly number[];
  /** Above 0 and below 1; 0.95 when left out. */
  readonly level?: number;
}

/**
 * Fleiss' kappa of two or more raters, at most 1; every item rated by the same number of them.
 *
 * Fleiss (1971), Psychological Bulletin 76, 378–382; interval by linearisation over the items (Gwet
 * 2021, Educational and Psychological Measurement 81). Undefined when only one category occurs.
 * Throws `RangeError` for items with different numbers of ratings, fewer than two, or none. It is
 * agreement beyond chance when raters are interchangeable. Like Cohen's it drops when one category
 * is very common.
 */
export function fleissKappa(ratings: Ratings, options: RaterOptions = {}): Estimate {
  const first = ratings[0]?.filter((rating) => rating !== null).length;
  for (const item of ratings) {
    const count = item.filter((rating) => rating !== null).length;
    if (count !== first) throw new RangeError(`an item has ${count} ratings, expected ${first}`);
  }
  return chanceCorrected(ratings, options, {
    expected: (shares) => sum(shares.map((share) => share ** 2)),
    ofItem: (item, shares) => sum(item.map((own, category) => own * (shares[category] ?? 0))),
  });
}

/**
 * Gwet's AC1 of two or more raters, at most 1; ratings may be missing.
 *
 * Gwet (2008), British Journal of Mathematical and Statistical Psychology 61, 29–48, interval over
 * the items likewise. Items with one rating say what is common, not who agrees. Undefined with
 * fewer than two categories; throws `RangeError` as `fleissKappa` does otherwise. It is agreement
 * beyond chance that stays high when nearly all items are of one kind. Where it and kappa differ,
 * look at the prevalence.
 */
export function gwetAc1(ratings: Ratings, options: RaterOptions = {}): Estimate {
  const scale = (shares: readonly number[]): number => 1 / (shares.length - 1);
  return chanceCorrected(ratings, options, {
    expected: (shares) => scale(shares) * sum(shares.map((share) => share * (1 - share))),
    ofItem: (item, shares) =>
      scale(shares) * sum(item.map((own, category) => own * (1 - (shares[category] ?? 0)))),
  });
}

/** What chance alone would agree on. */
interface ChanceModel {
  /** From the shares of the categories over all items. */
  readonly expected: (shares: readonly number[]) => number;
  /** One item's part of it, from the item's own shares. */
  readonly ofItem: (item: readonly number[], shares: readonly number[]) => number;
}

function chanceCorrected(
  ratings: Ratings,
  { categories, level = 0.95 }: RaterOptions,
  chance: ChanceModel,
): Estimate {
  checkOpenProbability('level', level);
  const items = countedItems(ratings, categories);
  const several = items.filter(({ raters }) => raters > 1);
  checkNotEmpty('items with two ratings', several);
  const shares =
    items[0]?.shares.map((_, k) => mean(items.map((item) => item.shares[k] ?? 0))) ?? [];
  if (shares.length < 2) return UNDEFINED_ESTIMATE;
  const expected = chance.expected(shares);
  if (1 - expected < 1e-12) return UNDEFINED_ESTIMATE;
  const observed = mean(several.map(({ agreement }) => agreement));
  const value = (observed - expected) / (1 - expected);
  const parts = items.map((item) => {
    const share = item.raters > 1 ? (item.agreement * items.length) / several.length : 0;
    const own = item.raters > 1 ? (expected * items.length) / several.length : 0;
    const habit =
      (2 * (1 - value) * (chance.ofItem(item.shares, shares) - expected)) / (1 - expected);
    return (share - own) / (1 - expected) - habit;
  });
  const standardError = items.length < 2 ? 0 : Math.sqrt(variance(parts) / items.length);
  return intervalAround(value, standardError, { n: several.length, expected, level });
}

/** How the raters of one item divide. */
interface CountedItem {
  readonly raters: number;
  /** Share of its ratings in each category. */
  readonly shares: readonly number[];
  /** Share of the pairs of raters that agree; 0 with one rater. */
  readonly agreement: number;
}

function countedItems(ratings: Ratings, given: readonly number[] | undefined): CountedItem[] {
  checkNotEmpty('items', ratings);
  const present = ratings.map((item) => item.filter((rating) => rating !== null));
  const categories = given ?? [...new Set(present.flat())].sort((a, b) => a - b);
  for (const rating of present.flat()) {
    checkWithin('rating', rating, -Number.MAX_VALUE, Number.MAX_VALUE);
    if (!categories.includes(rating)) throw new RangeError(`rating ${rating} is no category`);
  }
  return present
    .filter((item) => item.length > 0)
    .map((item) => {
      const counts = categories.map((one) => item.filter((rating) => rating === one).length);
      const pairs = item.length * (item.length - 1);
      return {
        raters: item.length,
        shares: counts.map((count) => count / item.length),
        agreement: pairs === 0 ? 0 : sum(counts.map((count) => count * (count - 1))) / pairs,
      };
    });
}
