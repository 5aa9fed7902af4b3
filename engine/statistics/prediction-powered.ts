import { checkNotEmpty, checkOpenProbability, checkWithin, clamp } from './check.ts';
import type { Interval } from './cluster.ts';
import { mean, sum, variance } from './mean.ts';
import { studentTQuantile } from './student-t.ts';

/** A case that only the judge has scored. */
export interface JudgedCase {
  /** Any finite number; for a comparison the judge's B − A. */
  readonly judge: number;
  /** Cases with the same cluster are not independent of each other; alone, a case has its own. */
  readonly cluster: string;
}

/** A case, drawn at random, that a person has scored as well. */
export interface LabelledCase extends JudgedCase {
  /** In the unit of `judge`. */
  readonly human: number;
}

/** Whether there are enough labels to trust the correction. */
export type CalibrationStrength = 'sound' | 'weak';

/** A mean freed from the judge's errors by human labels. */
export interface PoweredMean extends Interval {
  /** In the unit of the scores; may leave their range. `low` and `high` likewise. */
  readonly mean: number;
  readonly standard_error: number;
  /** How far the judge is trusted, 0…1: at 0 only the human labels count. */
  readonly trust: number;
  readonly labels: number;
  /** `weak` below 30 labelled clusters: Student's quantiles are used. */
  readonly calibration: CalibrationStrength;
}

/** How prediction-powered inference is done. */
export interface PoweredOptions {
  /** Above 0 and below 1; 0.95 when left out. */
  readonly level?: number;
  /** 0…1; 1 is plain PPI; chosen from the data (PPI++) when left out. */
  readonly trust?: number;
  /**
   * Size of one judge error that the labels are assumed to have missed, in the unit of the scores,
   * at least 0; 1 when left out, the largest for scores 0…1; 0 gives the published formula.
   */
  readonly unseen_error?: number;
}

const ENOUGH_LABELS = 30;

// Twenty labels that happen to show no error would otherwise claim there is none: simulated
// coverage of the published formula at a true rate of 90 % is then 79 instead of 95 %.
const USUAL_UNSEEN_ERROR = 1;

/**
 * The mean score that people would give, from many judged cases and a random sample of labelled
 * ones.
 *
 * trust·(mean of the judge on the unlabelled) + mean of (human − trust·judge) on the labelled, with
 * the trust of least variance, cov/((1 + n/N)·var) clipped to 0…1 (Angelopoulos, Duchi and Zrnic
 * 2023, arXiv 2311.01453; plain PPI: Science 382). Spread is taken between clusters, and one unseen
 * error is added to it, as Agresti and Min (2005, Biometrics 61) add one discordant pair. Throws
 * `RangeError` with fewer than two labelled clusters, without unlabelled cases and for numbers that
 * are not finite. It is right on average whatever the judge does. A good judge makes it narrower, a
 * useless one is ignored.
 */
export function poweredMean(
  labelled: readonly LabelledCase[],
  unlabelled: readonly JudgedCase[],
  { level = 0.95, trust: given, unseen_error = USUAL_UNSEEN_ERROR }: PoweredOptions = {},
): PoweredMean {
  checkOpenProbability('level', level);
  const clusters = checkedClusters(labelled, unlabelled);
  if (given !== undefined) checkWithin('trust', given, 0, 1);
  checkWithin('unseen error', unseen_error, 0, Number.MAX_VALUE);
  const trust = given ?? bestTrust(labelled, unlabelled);
  const corrections = labelled.map(({ human, judge }) => human - trust * judge);
  const judged = unlabelled.map(({ judge }) => trust * judge);
  const estimate = mean(corrections) + mean(judged);
  const seen = jointVariance([influence(labelled, corrections), influence(unlabelled, judged)]);
  const standard_error = Math.hypot(Math.sqrt(seen), unseen_error / clusters);
  const isWeak = clusters < ENOUGH_LABELS;
  const degrees = isWeak ? clusters - 1 : Number.POSITIVE_INFINITY;
  const reach = studentTQuantile((1 + level) / 2, degrees) * standard_error;
  return {
    mean: estimate,
    low: estimate - reach,
    high: estimate + reach,
    standard_error,
    trust,
    labels: labelled.length,
    calibration: isWeak ? 'weak' : 'sound',
  };
}

function bestTrust(labelled: readonly LabelledCase[], unlabelled: readonly JudgedCase[]): number {
  const judges = labelled.map(({ judge }) => judge);
  const spread = variance([...judges, ...unlabelled.map(({ judge }) => judge)]);
  const [humanMean, judgeMean] = [mean(labelled.map(({ human }) => human)), mean(judges)];
  const covariance =
    sum(labelled.map(({ human, judge }) => (human - humanMean) * (judge - judgeMean))) /
    (labelled.length - 1);
  const ratio = covariance / ((1 + labelled.length / unlabelled.length) * spread);
  return spread > 0 ? clamp(ratio, 0, 1) : 0;
}

/** What each cluster adds to the error of a mean, scaled so that single cases give s²/n. */
function influence(
  cases: readonly JudgedCase[],
  values: readonly number[],
): ReadonlyMap<string, number> {
  const centre = mean(values);
  const parts = new Map<string, number>();
  cases.forEach(({ cluster }, index) => {
    const part = ((values[index] ?? 0) - centre) / values.length;
    parts.set(cluster, (parts.get(cluster) ?? 0) + part);
  });
  // One cluster alone says nothing about its spread.
  const scale = Math.sqrt(parts.size / Math.max(1, parts.size - 1));
  return new Map([...parts].map(([cluster, part]) => [cluster, part * scale]));
}

/** A cluster may have cases on both sides, so its parts are added before they are squared. */
function jointVariance(sides: readonly ReadonlyMap<string, number>[]): number {
  const clusters = new Set(sides.flatMap((side) => [...side.keys()]));
  return sum([...clusters].map((cluster) => sum(sides.map((side) => side.get(cluster) ?? 0)) ** 2));
}

/** One case scored for both models by the judge, and by a person when it is labelled. */
export interface PairedJudgement {
  readonly judge_a: number;
  readonly judge_b: number;
  readonly cluster: string;
  readonly human_a?: number;
  readonly human_b?: number;
}

/**
 * The mean of B − A that people would give: `poweredMean` of the differences case by case.
 *
 * Cases with both human scores are the labelled ones, all others the unlabelled. Throws
 * `RangeError` as `poweredMean` does. A judge that likes one model's style has different errors for
 * both: only labels of both models' answers reveal that. If 0 lies inside the interval, the order
 * is not settled.
 */
export function poweredDifference(
  cases: readonly PairedJudgement[],
  options: PoweredOptions = {},
): PoweredMean {
  const labelled: LabelledCase[] = [];
  const unlabelled: JudgedCase[] = [];
  for (const { judge_a, judge_b, human_a, human_b, cluster } of cases) {
    const judged = { judge: judge_b - judge_a, cluster };
    if (human_a === undefined || human_b === undefined) unlabelled.push(judged);
    else labelled.push({ ...judged, human: human_b - human_a });
  }
  return poweredMean(labelled, unlabelled, options);
}

function checkedClusters(
  labelled: readonly LabelledCase[],
  unlabelled: readonly JudgedCase[],
): number {
  checkNotEmpty('unlabelled cases', unlabelled);
  const numbers = [
    ...labelled.flatMap(({ human, judge }) => [human, judge]),
    ...unlabelled.map(({ judge }) => judge),
  ];
  for (const one of numbers) checkWithin('score', one, -Number.MAX_VALUE, Number.MAX_VALUE);
  const clusters = new Set(labelled.map(({ cluster }) => cluster)).size;
  checkWithin('labelled clusters', clusters, 2, Number.MAX_VALUE);
  return clusters;
}
