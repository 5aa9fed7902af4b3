import { checkNotEmpty, checkOpenProbability } from './check.ts';
import {
  balancedAccuracy,
  type ConfusionCounts,
  type Estimate,
  matthewsCorrelation,
  trueNegativeRate,
  truePositiveRate,
} from './confusion.ts';
import { cohenKappa } from './kappa.ts';
import { normalQuantile } from './normal.ts';
import { wilson } from './rate.ts';
import { gwetAc1, type Ratings } from './rater-agreement.ts';

/** One item with the human label and the judge's verdict: whether it passed. */
export interface JudgedItem {
  readonly human: boolean;
  readonly judge: boolean;
}

/** Everything that must be read together to say how well a judge agrees with people. */
export interface JudgeAgreement extends ConfusionCounts {
  readonly n: number;
  /** Share of the items with equal labels, 0…1. */
  readonly raw_agreement: Estimate;
  /** Share of the items that people passed, 0…1: far from ½, kappa is low for no fault. */
  readonly prevalence: Estimate;
  readonly kappa: Estimate;
  readonly ac1: Estimate;
  readonly matthews: Estimate;
  readonly true_positive_rate: Estimate;
  readonly true_negative_rate: Estimate;
  readonly balanced_accuracy: Estimate;
}

/**
 * All measures of agreement between a judge and people, each with its interval at `level`.
 *
 * Raw agreement and prevalence by Wilson, the rest as their own functions say. Throws `RangeError`
 * without items and for a level that is not above 0 and below 1. No single number suffices: with 94
 * % raw agreement kappa may be below 0. The label sample must be random; labels of contested items
 * only make every judge look bad.
 */
export function judgeAgreement(items: readonly JudgedItem[], level: number = 0.95): JudgeAgreement {
  checkNotEmpty('items', items);
  checkOpenProbability('level', level);
  const counts = confusionOf(items);
  const { true_positive, false_negative, false_positive, true_negative } = counts;
  const shareOf = (count: number): Estimate => ({
    value: count / items.length,
    ...wilson(count / items.length, items.length, normalQuantile((1 + level) / 2)),
  });
  const table = [
    [true_positive, false_negative],
    [false_positive, true_negative],
  ];
  const ratings: Ratings = items.map(({ human, judge }) => [Number(human), Number(judge)]);
  return {
    n: items.length,
    ...counts,
    raw_agreement: shareOf(true_positive + true_negative),
    prevalence: shareOf(true_positive + false_negative),
    kappa: cohenKappa(table, { level }),
    ac1: gwetAc1(ratings, { categories: [0, 1], level }),
    matthews: matthewsCorrelation(counts, level),
    true_positive_rate: truePositiveRate(counts, level),
    true_negative_rate: trueNegativeRate(counts, level),
    balanced_accuracy: balancedAccuracy(counts, level),
  };
}

function confusionOf(items: readonly JudgedItem[]): ConfusionCounts {
  const count = (human: boolean, judge: boolean): number =>
    items.filter((item) => item.human === human && item.judge === judge).length;
  return {
    true_positive: count(true, true),
    false_negative: count(true, false),
    false_positive: count(false, true),
    true_negative: count(false, false),
  };
}
