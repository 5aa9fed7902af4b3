import {
  type Calibration,
  type CorrectedScore,
  ENOUGH_LABELS,
  type Share,
} from '../judges/calibration.ts';
import type { Estimate } from '../statistics/confusion.ts';

/** What each rung of the ladder means. */
const MEANINGS: Readonly<Record<Calibration['status'], string>> = {
  uncalibrated: 'how often people agree with them is not known well enough',
  calibrated: 'people agree with them beyond chance',
  certified: 'people agree with them nearly as with each other',
};

/** How far the judges of a board are trusted, in a sentence: `Judges: calibrated (…), 120 random labels, kappa 0.71 (0.58 to 0.84).` */
export function judgingInWords({
  status,
  labels,
  kappa,
  sensitivity,
  specificity,
  human_kappa,
}: Calibration): string {
  const wanted = labels < ENOUGH_LABELS ? ` of the ${ENOUGH_LABELS} that are needed` : '';
  const known = [
    [`kappa`, kappa],
    ['sensitivity', sensitivity],
    ['specificity', specificity],
    ['people among themselves', human_kappa],
  ] as const;
  const parts = known.flatMap(([name, estimate]) => {
    const text = estimateText(estimate);
    return text === undefined ? [] : [`${name} ${text}`];
  });
  return `Judges: ${[`${status} (${MEANINGS[status]})`, `${labels} random labels${wanted}`, ...parts].join(', ')}.`;
}

function estimateText(estimate: Estimate | Share | null): string | undefined {
  if (estimate?.value == null || estimate.low === null || estimate.high === null) return undefined;
  return `${estimate.value.toFixed(2)} (${estimate.low.toFixed(2)} to ${estimate.high.toFixed(2)})`;
}

/** One model's share of passed answers as the judges say it and as people would. */
export interface CorrectedCells {
  readonly model: string;
  /** Percent. */
  readonly judged: string;
  /** Percent with its interval; `–` where labels are too few. */
  readonly corrected: string;
  readonly by: string;
  readonly labels: string;
}

const METHODS: Readonly<Record<CorrectedScore['method'], string>> = {
  stratified: 'own labels',
  rogan_gladen: 'errors of all models',
  none: 'too few labels',
};

/** The corrected scores as the cells of a table, the highest first; empty without a label. */
export function correctedCells({ labels, scores }: Calibration): CorrectedCells[] {
  if (labels === 0) return [];
  return [...scores]
    .sort((a, b) => b.value - a.value)
    .map((score) => ({
      model: score.model,
      judged: percent(score.judged),
      corrected:
        score.method === 'none'
          ? '–'
          : `${percent(score.value)} (${percent(score.low)}–${percent(score.high)})`,
      by: METHODS[score.method],
      labels: String(score.labels),
    }));
}

function percent(share: number): string {
  return (share * 100).toFixed(1);
}
