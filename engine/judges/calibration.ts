import type { Estimate } from '../statistics/confusion.ts';
import { cohenKappa } from '../statistics/kappa.ts';
import { wilson } from '../statistics/rate.ts';
import { type CorrectedRate, correctedRate } from '../statistics/rogan-gladen.ts';
import { answerKey, type HumanLabel, type JudgedAnswer } from './labels.ts';

/** How far a judge is trusted. */
export type JudgeStatus = 'uncalibrated' | 'calibrated' | 'certified';

/** A share with its interval, all 0…1. */
export interface Share {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** A model's share of passed answers as people would give it. */
export interface CorrectedScore extends Share {
  readonly model: string;
  /** What the judge says. */
  readonly judged: number;
  readonly cases: number;
  readonly labels: number;
  /** `stratified`: by labels of this model's own answers; else from those of all models. */
  readonly method: 'stratified' | 'rogan_gladen' | 'none';
}

/** What human labels say of a judge. */
export interface Calibration {
  readonly status: JudgeStatus;
  /** Random labels that say pass or fail. */
  readonly labels: number;
  readonly kappa: Estimate | null;
  readonly sensitivity: Share | null;
  readonly specificity: Share | null;
  /** Kappa of two people on the same answers: more cannot be asked of a judge. */
  readonly human_kappa: Estimate | null;
  readonly double_labelled: number;
  readonly scores: readonly CorrectedScore[];
}

interface Labelled extends JudgedAnswer {
  readonly human: boolean;
  /** 1 / probability of having been drawn. */
  readonly weight: number;
}

/**
 * Measures a judge against the labels of answers that were drawn at random, each weighted by the
 * inverse of its probability; labels of the queue are left out, since contested cases make any
 * judge look bad.
 */
export function calibrate(
  answers: readonly JudgedAnswer[],
  labels: readonly HumanLabel[],
): Calibration {
  const decided = labels.filter(
    ({ source, label }) => source === 'random' && label !== 'cannot_tell',
  );
  const byAnswer = Map.groupBy(decided, answerKey);
  const labelled = answers.flatMap((answer): Labelled[] => {
    const given = byAnswer.get(answerKey(answer));
    const [first] = given ?? [];
    if (given === undefined || first === undefined) return [];
    const passes = given.filter(({ label }) => label === 'pass').length;
    // Where two people differ, the first one's word stands; the ceiling tells how often they do.
    const human = passes * 2 === given.length ? first.label === 'pass' : passes * 2 > given.length;
    return [{ ...answer, human, weight: 1 / first.probability }];
  });
  const agreement = agreementOf(labelled);
  return {
    status: statusOf(labelled.length, agreement),
    labels: labelled.length,
    ...agreement,
    ...ceilingOf(byAnswer),
    scores: [...Map.groupBy(answers, ({ model }) => model)].map(([model, mine]) =>
      correctedScore(model, mine, labelled),
    ),
  };
}

type Agreement = Pick<Calibration, 'kappa' | 'sensitivity' | 'specificity'>;

function agreementOf(labelled: readonly Labelled[]): Agreement {
  if (labelled.length < 2) return { kappa: null, sensitivity: null, specificity: null };
  const size = effectiveSize(labelled);
  const share = (human: boolean, judge: boolean) =>
    (weightOf(labelled.filter((one) => one.human === human && one.passed === judge)) /
      weightOf(labelled)) *
    size;
  const table = [
    [share(true, true), share(true, false)],
    [share(false, true), share(false, false)],
  ].map((row) => row.map(Math.round));
  return {
    kappa: cohenKappa(table),
    sensitivity: shareOf(
      labelled.filter(({ human }) => human),
      ({ passed }) => passed,
    ),
    specificity: shareOf(
      labelled.filter(({ human }) => !human),
      ({ passed }) => !passed,
    ),
  };
}

function shareOf(items: readonly Labelled[], holds: (item: Labelled) => boolean): Share | null {
  if (items.length === 0) return null;
  const value = weightOf(items.filter(holds)) / weightOf(items);
  return { value, ...wilson(value, effectiveSize(items)) };
}

function weightOf(items: readonly Labelled[]): number {
  return items.reduce((sum, { weight }) => sum + weight, 0);
}

/** Kish (1965): as many equally weighted labels would say as much. */
function effectiveSize(items: readonly Labelled[]): number {
  const squares = items.reduce((sum, { weight }) => sum + weight ** 2, 0);
  return weightOf(items) ** 2 / squares;
}

/** Random labels that a claim about a judge takes. About a hundred labels are the floor; below, an interval of kappa is wider than any claim. */
export const ENOUGH_LABELS = 100;

function statusOf(labels: number, { kappa, sensitivity, specificity }: Agreement): JudgeStatus {
  const low = kappa?.low ?? 0;
  if (labels < ENOUGH_LABELS || kappa === null || !(low > 0)) return 'uncalibrated';
  const sees = Math.min(sensitivity?.value ?? 0, specificity?.value ?? 0);
  return low >= 0.6 && sees >= 0.85 ? 'certified' : 'calibrated';
}

function ceilingOf(
  byAnswer: ReadonlyMap<string, readonly HumanLabel[]>,
): Pick<Calibration, 'human_kappa' | 'double_labelled'> {
  const pairs = [...byAnswer.values()].flatMap((labels) => {
    const [first] = labels;
    const second = labels.find(({ reviewer }) => reviewer !== first?.reviewer);
    return first === undefined || second === undefined
      ? []
      : [[first.label, second.label] as const];
  });
  const count = (a: string, b: string) => pairs.filter(([x, y]) => x === a && y === b).length;
  const table = [
    [count('pass', 'pass'), count('pass', 'fail')],
    [count('fail', 'pass'), count('fail', 'fail')],
  ];
  return {
    human_kappa: pairs.length < 2 ? null : cohenKappa(table),
    double_labelled: pairs.length,
  };
}

const Z = 1.96;

/** Labels of one verdict that a model's own correction needs. */
const LEAST_IN_STRATUM = 5;

function correctedScore(
  model: string,
  mine: readonly JudgedAnswer[],
  labelled: readonly Labelled[],
): CorrectedScore {
  const own = labelled.filter((one) => one.model === model);
  const judged = mine.filter(({ passed }) => passed).length / mine.length;
  const shared = { model, judged, cases: mine.length, labels: own.length };
  const enough = [true, false].every((verdict) => {
    const size = mine.filter(({ passed }) => passed === verdict).length;
    const known = own.filter(({ passed }) => passed === verdict).length;
    return known >= Math.min(size, LEAST_IN_STRATUM);
  });
  if (enough && own.length > 0)
    return { ...shared, ...stratified(judged, mine.length, own), method: 'stratified' };
  const pooled = pooledRate(mine, labelled);
  return pooled?.status === 'corrected'
    ? { ...shared, value: pooled.rate, low: pooled.low, high: pooled.high, method: 'rogan_gladen' }
    : { ...shared, value: judged, low: 0, high: 1, method: 'none' };
}

/**
 * The share that people would pass: of each verdict the share that people passed, weighted by how
 * often the judge gives that verdict (post-stratification; Cochran 1977, section 5A.9). Equal to
 * weighting each label by the inverse of its probability. The interval has one pass and one failure
 * added to each stratum, as Agresti and Caffo (2000) do, so that labels without an error do not
 * claim that there is none.
 */
export function stratified(
  judged: number,
  cases: number,
  labelled: readonly { readonly passed: boolean; readonly human: boolean }[],
): Share {
  const strata = [true, false].map((verdict) => {
    const own = labelled.filter(({ passed }) => passed === verdict);
    const passes = own.filter(({ human }) => human).length;
    const share = verdict ? judged : 1 - judged;
    const careful = (passes + 1) / (own.length + 2);
    return {
      share,
      plain: own.length === 0 ? Number(verdict) : passes / own.length,
      careful,
      variance: (careful * (1 - careful)) / (own.length + 2),
    };
  });
  const sum = (pick: (stratum: (typeof strata)[number]) => number) =>
    strata.reduce((total, stratum) => total + pick(stratum), 0);
  const value = sum(({ share, plain }) => share * plain);
  const centre = sum(({ share, careful }) => share * careful);
  const [upper, lower] = strata;
  const gap = (upper?.careful ?? 0) - (lower?.careful ?? 0);
  const drawn = (judged * (1 - judged) * gap ** 2) / cases;
  const reach = Z * Math.sqrt(sum(({ share, variance }) => share ** 2 * variance) + drawn + 1e-12);
  return {
    value,
    low: Math.max(0, Math.min(value, centre - reach)),
    high: Math.min(1, Math.max(value, centre + reach)),
  };
}

/** From the sensitivity and specificity of all labels, whose errors may not be this model's. */
function pooledRate(
  mine: readonly JudgedAnswer[],
  labelled: readonly Labelled[],
): CorrectedRate | undefined {
  const [passed, failed] = [
    labelled.filter(({ human }) => human),
    labelled.filter(({ human }) => !human),
  ];
  const [rightPasses, rightFails] = [
    shareOf(passed, (one) => one.passed),
    shareOf(failed, (one) => !one.passed),
  ];
  if (rightPasses === null || rightFails === null) return undefined;
  const sizes = [passed, failed].map((items) => Math.max(1, Math.round(effectiveSize(items))));
  const [human_passed = 1, human_failed = 1] = sizes;
  return correctedRate({
    cases: mine.length,
    judged_passed: mine.filter((one) => one.passed).length,
    human_passed,
    true_positive: Math.round(rightPasses.value * human_passed),
    human_failed,
    true_negative: Math.round(rightFails.value * human_failed),
  });
}
