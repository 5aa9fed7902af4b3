import type { BoardRow } from '../../engine/analysis/board.ts';
import type { RepeatRate, Repeats } from '../../engine/analysis/board-repeats.ts';
import { type DriftSeries, driftOf } from '../../engine/analysis/drift.ts';
import { type QualityReport, qualityOf, SATURATION } from '../../engine/analysis/quality.ts';
import type { Benchmark } from '../../engine/benchmark/benchmark.ts';
import { memoizePair } from '../../engine/memo.ts';
import { boardsOf } from './boards.ts';
import { BLANK, count, points, pointsInterval } from './format.ts';
import type { SiteData } from './site-data.ts';

/** A row whose cases were asked several times. */
export type RepeatedRow = BoardRow & { readonly repeats: Repeats };

/** What the answers say about a benchmark, and how steady the models are on it. */
export interface QualityView {
  /** Absent until a model has been measured. */
  readonly report: QualityReport | undefined;
  /** The smallest difference the board can resolve, 0…1. */
  readonly resolution: number | null;
  readonly repeated: readonly RepeatedRow[];
  /** Series of at least two runs, or that follow a break. */
  readonly drift: readonly DriftSeries[];
}

/** What stands where no model has been measured. */
export const QUALITY_UNKNOWN: string =
  'No model has been measured on these cases yet, so nothing is known of their quality.';

export const qualityViewOf: (data: SiteData, benchmark: Benchmark) => Promise<QualityView> =
  memoizePair(async (data, benchmark) => {
    const { current, resolution } = boardsOf(data, benchmark);
    const rows = (await data.caseScores(benchmark.id)).filter(
      ({ fingerprint }) => fingerprint === benchmark.fingerprint,
    );
    return {
      report: current && qualityOf(benchmark, current, rows),
      resolution,
      repeated: (current?.rows ?? []).filter((row): row is RepeatedRow => row.repeats !== null),
      drift: driftOf(await data.runHistory(benchmark.id)).filter(
        ({ state, follows_break }) => state !== 'too_short' || follows_break,
      ),
    };
  });

/** Below this the cases do not measure one thing well enough to rank by (Nunnally 1978). */
const RELIABLE = 0.7;

/** What the report says, a sentence each. */
export function qualityFindings(report: QualityReport, resolution: number | null): string[] {
  const { alpha, separability, signal_to_noise, models, cases, note } = report;
  return [
    `Saturation: ${SATURATION[report.saturation]}.`,
    ...(separability === null
      ? []
      : [
          `${points(separability)} % of the pairs of models are told apart by paired tests with Holm’s correction, an error of 5 % for all of them together.`,
        ]),
    ...(resolution === null
      ? []
      : [`Differences of ${points(resolution)} points or more are found with 80 % power.`]),
    ...(signal_to_noise === null
      ? []
      : [
          `The scores spread ${signal_to_noise.toFixed(1)} times as far as one of them is uncertain.`,
        ]),
    ...(alpha === null
      ? []
      : [
          `Cronbach’s alpha is ${alpha.toFixed(2)} over ${count(models, 'model')} and ${count(cases, 'case')}: ${alpha >= RELIABLE ? 'the cases rank the models alike' : 'the cases do not rank the models alike, so the score mixes several things'}.`,
        ]),
    auditFinding(report),
    ...(note === '' ? [] : [`${note}.`]),
  ].filter((sentence) => sentence !== '');
}

function auditFinding({ audit, alpha }: QualityReport): string {
  if (alpha === null) return '';
  const of = (state: string) => audit.filter((one) => one.state === state).length;
  return `${count(of('suspect'), 'case')} may have a wrong key, ${of('noise')} have little to do with the rest, and ${of('dead')} tell no model from another.`;
}

/** What asking again changed, in a sentence. */
export function repeatsFinding(rows: readonly RepeatedRow[]): string {
  const flips = rows.flatMap(({ repeats }) => repeats.flip_rate?.value ?? []);
  const trials = rows.flatMap(({ repeats }) => repeats.recommended_trials ?? []);
  if (flips.length === 0) return 'No case was asked twice with a score both times.';
  const most = trials.length === 0 ? '' : advice(Math.max(...trials));
  return `Another trial turns a pass into a failure or back in ${pointsInterval(Math.min(...flips), Math.max(...flips))} % of the cases, depending on the model.${most}`;
}

function advice(trials: number): string {
  const enough = trials === 1 ? 'One trial is' : `${trials} trials are`;
  return ` ${enough} enough for every model: what they add to the noise stays below a quarter of what the cases do.`;
}

/** A rate in percent with its interval. */
export function rateText(rate: RepeatRate | null): string {
  if (rate === null) return BLANK;
  const { value, low, high } = rate;
  return low === null || high === null
    ? `${points(value)} (too few cases)`
    : `${points(value)} (${pointsInterval(low, high)})`;
}

/** The cells of a row of repeats after its name. */
export function repeatCells({ repeats, trials }: RepeatedRow): string[] {
  const { flip_rate, pass_at_k, pass_power_k, icc, recommended_trials } = repeats;
  return [
    String(trials),
    rateText(flip_rate),
    rateText(pass_at_k),
    rateText(pass_power_k),
    icc === null ? BLANK : points(icc),
    recommended_trials === null ? BLANK : String(recommended_trials),
  ];
}

export const REPEAT_COLUMNS: readonly string[] = [
  'Trials',
  'Flips, %',
  'Any of k passes (pass@k), %',
  'All k pass (pass^k), %',
  'Variance between cases, %',
  'Trials that are enough',
];
