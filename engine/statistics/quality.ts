import { checkNotEmpty, checkWithin } from './check.ts';
import type { Matrix } from './matrix.ts';
import { allEqual, mean, sum, variance } from './mean.ts';

/** What the answers of many models say about one case. */
export interface CaseQuality {
  /** Position among the cases. */
  readonly index: number;
  /** Mean over the models, 0…1. */
  readonly mean: number;
  /** Correlation with the sum of the other cases, −1…1; `null` when either does not vary. */
  readonly item_rest: number | null;
  /**
   * `dead`: all models score the same, it tells nothing. `suspect`: better models do worse, look at
   * the key. `noise`: |correlation| below 0.1. `sound`: the rest.
   */
  readonly state: 'dead' | 'suspect' | 'noise' | 'sound';
  /** Cronbach's alpha of the benchmark without the case; `null` where it is not defined. */
  readonly alpha_if_dropped: number | null;
}

/** What the answers of many models say about a benchmark, or that they are too few. */
export type BenchmarkQuality =
  | {
      readonly status: 'judged';
      readonly models: number;
      /** Cronbach's alpha (KR-20 when all scores are 0 or 1), at most 1; `null` without spread. */
      readonly alpha: number | null;
      readonly cases: readonly CaseQuality[];
    }
  | { readonly status: 'too_few_models'; readonly models: number; readonly needed: number };

/** Fewer models than this say nothing about single cases. */
const LEAST_MODELS = 10;
/** A weaker correlation with the rest is noise. */
const NOISE = 0.1;

/**
 * Reliability of a benchmark and of each of its cases, from `scores[model][case]`, 0…1.
 *
 * Item-rest correlation, never item-total, which contains the case itself; Cronbach (1951),
 * Psychometrika 16. Needs ten models. Throws `RangeError` without models or cases, for rows of
 * unequal length and for scores outside 0…1. A case that good models fail and weak ones pass
 * usually has a wrong key. A benchmark whose cases do not move together does not measure one thing.
 */
export function benchmarkQuality(scores: Matrix): BenchmarkQuality {
  checkScores(scores);
  const models = scores.length;
  if (models < LEAST_MODELS) return { status: 'too_few_models', models, needed: LEAST_MODELS };
  const columns = columnsOf(scores);
  const totals = scores.map((row) => sum(row));
  return {
    status: 'judged',
    models,
    alpha: cronbachAlpha(scores),
    cases: columns.map((own, index) => caseQuality(own, index, totals, columns)),
  };
}

function columnsOf(scores: Matrix): number[][] {
  return (scores[0] ?? []).map((_, index) => scores.map((row) => row[index] ?? Number.NaN));
}

function caseQuality(
  own: readonly number[],
  index: number,
  totals: readonly number[],
  columns: Matrix,
): CaseQuality {
  const rest = totals.map((total, model) => total - (own[model] ?? 0));
  const item_rest = correlation(own, rest);
  return {
    index,
    mean: mean(own),
    item_rest,
    state: stateOf(own, item_rest),
    alpha_if_dropped: alphaFrom(
      columns.filter((_, other) => other !== index).map(variance),
      variance(rest),
    ),
  };
}

function stateOf(own: readonly number[], itemRest: number | null): CaseQuality['state'] {
  if (allEqual(own)) return 'dead';
  if (itemRest === null || Math.abs(itemRest) < NOISE) return 'noise';
  return itemRest < 0 ? 'suspect' : 'sound';
}

/** Sums of decimals leave a variance of this size where there is none. */
const ROUNDING = 1e-18;

/**
 * Pearson's correlation, −1…1; `null` when one side does not vary. For a case scored 0 or 1 it is
 * the point-biserial correlation.
 */
export function correlation(a: readonly number[], b: readonly number[]): number | null {
  const [meanA, meanB] = [mean(a), mean(b)];
  const squaresA = sum(a.map((value) => (value - meanA) ** 2));
  const squaresB = sum(b.map((value) => (value - meanB) ** 2));
  if (squaresA <= ROUNDING || squaresB <= ROUNDING) return null;
  const product = sum(a.map((value, index) => (value - meanA) * ((b[index] ?? 0) - meanB)));
  return Math.max(-1, Math.min(1, product / Math.sqrt(squaresA * squaresB)));
}

/**
 * Cronbach's alpha of a benchmark, at most 1, from `scores[model][case]`; `null` when it is
 * undefined.
 *
 * k/(k − 1)·(1 − Σ variance of a case/variance of the sum) (Cronbach 1951); with scores 0 and 1 it
 * is KR-20. Undefined with fewer than two models or cases or when all sums are equal. Throws
 * `RangeError` as `benchmarkQuality` does. It is how far another set of such cases would order the
 * models the same way. It depends on the models: similar ones make it low.
 */
export function cronbachAlpha(scores: Matrix): number | null {
  checkScores(scores);
  return alphaFrom(columnsOf(scores).map(variance), variance(scores.map((row) => sum(row))));
}

function alphaFrom(variances: readonly number[], total: number): number | null {
  const k = variances.length;
  if (k < 2 || !(total > ROUNDING)) return null;
  return (k / (k - 1)) * (1 - sum(variances) / total);
}

/**
 * The reliability of a benchmark `factor` times as long, at most 1 (Spearman 1910; Brown 1910).
 *
 * `reliability` above −1 and at most 1, `factor` above 0; `RangeError` otherwise. Cases of the same
 * kind are assumed. Doubling 0.7 gives 0.82.
 */
export function spearmanBrown(reliability: number, factor: number): number {
  checkWithin('reliability', reliability, -1, 1);
  checkWithin('factor', factor, Number.MIN_VALUE, Number.MAX_VALUE);
  return (factor * reliability) / (1 + (factor - 1) * reliability);
}

/**
 * How many times as long a benchmark must be for the reliability `wanted`, above 0.
 *
 * The Spearman-Brown formula solved for the factor; both reliabilities above 0 and below 1,
 * `RangeError` otherwise. Below 1 means that fewer cases would do. Multiply it by the number of
 * cases.
 */
export function lengthForReliability(reliability: number, wanted: number = 0.9): number {
  for (const [name, value] of [
    ['reliability', reliability],
    ['wanted', wanted],
  ] as const) {
    checkWithin(name, value, Number.MIN_VALUE, 1 - Number.EPSILON);
  }
  return (wanted * (1 - reliability)) / (reliability * (1 - wanted));
}

function checkScores(scores: Matrix): void {
  checkNotEmpty('models', scores);
  const cases = scores[0]?.length ?? 0;
  checkNotEmpty('cases', scores[0] ?? []);
  for (const row of scores) {
    checkWithin('cases of a model', row.length, cases, cases);
    for (const score of row) checkWithin('score', score, 0, 1);
  }
}
