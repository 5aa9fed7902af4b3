import type { DriftRun, DriftSeries } from '../../engine/analysis/drift.ts';
import { BLANK, day, points } from './format.ts';

export const DRIFT_COLUMNS: readonly string[] = [
  'Run',
  'Score',
  'Change ± standard error',
  'Moving average (limits)',
  'Cumulative sum up / down',
  'Evidence of change',
];

/** The cells of a run of a series. */
export function driftCells(run: DriftRun): string[] {
  return [
    day(run.run_at),
    points(run.score),
    run.change === null ? BLANK : `${signed(run.change)} ± ${points(run.standard_error ?? 0)}`,
    run.ewma === null
      ? BLANK
      : `${signed(run.ewma)} (${signed(run.ewma_low ?? 0)} to ${signed(run.ewma_high ?? 0)})`,
    run.cusum_up === null || run.cusum_down === null
      ? BLANK
      : `${run.cusum_up.toFixed(1)} / ${run.cusum_down.toFixed(1)}`,
    run.e_value.toPrecision(2),
  ];
}

function signed(share: number): string {
  return `${share > 0 ? '+' : ''}${points(share)}`;
}

/** What a series says, and whether it starts anew. */
export function driftSentence({ sentence, follows_break, fingerprint }: DriftSeries): string {
  if (!follows_break) return sentence;
  return `The benchmark changed before these runs (${fingerprint.slice(0, 10)}), so the series starts anew. ${sentence}`;
}
