/** An answer with the confidence it was given with. */
export interface Confident {
  readonly expected: string;
  readonly answered: string | null;
  /** 0…1; absent where the model said none. */
  readonly confidence?: number;
}

/** Answers of about the same confidence. */
export interface CalibrationBin {
  /** Confidences of the bin: above `low` (the first bin from it on), up to and including `high`. */
  readonly low: number;
  readonly high: number;
  readonly cases: number;
  /** Mean confidence and share of right answers, 0…1; `null` for a bin without cases. */
  readonly confidence: number | null;
  readonly accuracy: number | null;
}

/** Whether a model is as often right as it says it is; `null` without any confidence. */
export interface Calibration {
  /** Cases with a confidence; the others say nothing here. */
  readonly cases: number;
  /** Brier score 0…1, less is better: mean squared distance of confidence and correctness. */
  readonly brier: number | null;
  /** Expected calibration error 0…1, less is better. */
  readonly expected_calibration_error: number | null;
  readonly bins: readonly CalibrationBin[];
}

const BINS = 10;

/**
 * Calibration by Brier 1950, doi:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2, and by ten bins
 * of equal width (Guo et al. 2017, arXiv:1706.04599). Confidences outside of 0…1 are left out.
 */
export function calibrationOf(answers: readonly Confident[]): Calibration {
  const points = answers.flatMap(pointOf);
  const bins = Array.from({ length: BINS }, (_, place) => binOf(points, place));
  const gap = bins.reduce(
    (total, { cases, confidence, accuracy }) =>
      total + cases * Math.abs((confidence ?? 0) - (accuracy ?? 0)),
    0,
  );
  const squares = points.map(({ confidence, right }) => (confidence - right) ** 2);
  return {
    cases: points.length,
    brier: mean(squares),
    expected_calibration_error: points.length === 0 ? null : gap / points.length,
    bins,
  };
}

interface Point {
  readonly confidence: number;
  /** 1 for a right answer, else 0. */
  readonly right: 0 | 1;
}

function pointOf({ expected, answered, confidence }: Confident): Point[] {
  if (confidence === undefined || !(confidence >= 0 && confidence <= 1)) return [];
  return [{ confidence, right: answered === expected ? 1 : 0 }];
}

function binOf(points: readonly Point[], place: number): CalibrationBin {
  const [low, high] = [place / BINS, (place + 1) / BINS];
  const inside = points.filter(({ confidence }) => {
    return confidence <= high && (confidence > low || (place === 0 && confidence === 0));
  });
  return {
    low,
    high,
    cases: inside.length,
    confidence: mean(inside.map(({ confidence }) => confidence)),
    accuracy: mean(inside.map(({ right }) => right)),
  };
}

function mean(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return values.reduce((total, value) => total + value, 0) / values.length;
}
