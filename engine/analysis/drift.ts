import { hashOf } from '../hash.ts';
import { cusum, driftProcess, ewma, isRefuted, pairedDifference } from '../statistics/index.ts';
import { groupBy, type RowKey } from './rows.ts';

/** A row of `run_history.sql`. */
export interface HistoryRow extends RowKey {
  readonly run_id: string;
  readonly run_at: Date;
  readonly case_id: string;
  readonly case_hash: string;
  readonly cluster: string | null;
  readonly weight: number;
  readonly scores: readonly number[];
  readonly call_key: string;
  readonly asked_at: Date | null;
  readonly served_model: string | null;
}

/** One run of a series. Names are those of `--json`. */
export interface DriftRun {
  readonly run_id: string;
  readonly run_at: string;
  /** Mean score on the shared cases, 0…1. */
  readonly score: number;
  /** Mean of run − first run on the same cases, and its standard error; `null` for the first. */
  readonly change: number | null;
  readonly standard_error: number | null;
  /** Moving average of the changes with its control limits. */
  readonly ewma: number | null;
  readonly ewma_low: number | null;
  readonly ewma_high: number | null;
  /** Cumulative sums of gains and losses, in standard errors; a signal above 4. */
  readonly cusum_up: number | null;
  readonly cusum_down: number | null;
  /** Evidence against "nothing has changed" from all runs so far; 20 refutes it at 5 %. */
  readonly e_value: number;
}

/** The runs of one model on one fingerprint: a new fingerprint breaks the series. */
export interface DriftSeries {
  readonly benchmark: string;
  readonly fingerprint: string;
  readonly model: string;
  readonly tier: RowKey['tier'];
  /** Cases that every run has a score for. */
  readonly cases: number;
  readonly runs: readonly DriftRun[];
  /**
   * `drift`: the e-process refutes "nothing has changed". `signal`: a control chart asks for a fresh
   * run to confirm. `stable`: neither. `too_short`: fewer than two runs that asked, or no shared case.
   */
  readonly state: 'drift' | 'signal' | 'stable' | 'too_short';
  /** What providers called the model, when that changed. */
  readonly served_models: readonly string[];
  /** Whether an earlier series of the same model ended at a change of the fingerprint. */
  readonly follows_break: boolean;
  readonly sentence: string;
}

/** The series of every benchmark and model, from the rows of `run_history.sql`. */
export function driftOf(rows: readonly HistoryRow[]): DriftSeries[] {
  const models = groupBy(rows, ({ benchmark, model, tier }) => `${benchmark} ${model} ${tier}`);
  return [...models.values()].flatMap((own) =>
    [...groupBy(own, ({ fingerprint }) => fingerprint).values()].map((series, index) =>
      seriesOf(series, index > 0),
    ),
  );
}

function seriesOf(rows: readonly HistoryRow[], follows_break: boolean): DriftSeries {
  const runs = asked(rows);
  const hashes = sharedHashes(runs);
  const matrix = runs.map((run) => hashes.map((hash) => meanOf(run.get(hash)?.scores ?? [])));
  const [first] = rows;
  const known = {
    benchmark: first?.benchmark ?? '',
    fingerprint: first?.fingerprint ?? '',
    model: first?.model ?? '',
    tier: first?.tier ?? 'self_reported',
    cases: hashes.length,
    served_models: [...new Set(rows.flatMap(({ served_model }) => served_model ?? []))].sort(),
    follows_break,
  };
  const points = hashes.length === 0 ? [] : pointsOf(runs, hashes, matrix);
  const state = stateOf(points);
  return { ...known, runs: points, state, sentence: sentenceOf(state, points) };
}

type Run = ReadonlyMap<string, HistoryRow>;

/** Smaller runs, of the largest, would leave too few cases to compare: they are passed over. */
const LEAST_SHARE = 0.8;

/** The runs that asked the model again: replies that were stored before say nothing new. */
function asked(rows: readonly HistoryRow[]): Run[] {
  const seen = new Set<string>();
  const runs = [...groupBy(rows, ({ run_id }) => run_id).values()].flatMap((own) => {
    const fresh = own.filter(({ call_key, asked_at }) => {
      const key = `${call_key} ${asked_at?.getTime() ?? ''}`;
      return !seen.has(key) && seen.add(key);
    });
    return fresh.length === 0 ? [] : [new Map(fresh.map((row) => [row.case_hash, row]))];
  });
  const most = Math.max(0, ...runs.map(({ size }) => size));
  return runs.filter(({ size }) => size >= LEAST_SHARE * most);
}

/** Cases that every run of the series has a score for, in a fixed order. */
function sharedHashes(runs: readonly Run[]): string[] {
  const [first] = runs;
  return [...(first?.keys() ?? [])].filter((hash) => runs.every((run) => run.has(hash))).sort();
}

function pointsOf(
  runs: readonly Run[],
  hashes: readonly string[],
  matrix: readonly (readonly number[])[],
): DriftRun[] {
  const [base] = matrix;
  const changes = matrix.slice(1).map((scores) => changeOf(runs[0], hashes, base ?? [], scores));
  // The first run is a random draw too: against it, each later run varies twice as much as alone.
  const usable = changes.map(({ change, standard_error }) => ({
    change,
    standard_error: Math.max(standard_error ?? 0, 1 / (2 * hashes.length)),
  }));
  const [averages, sums] = usable.length === 0 ? [[], []] : [ewma(usable), cusum(usable)];
  const evidence = driftProcess(matrix, hashOf([...hashes]));
  return runs.map((run, index) => {
    const [row] = run.values();
    const [average, total] = [averages[index - 1], sums[index - 1]];
    return {
      run_id: row?.run_id ?? '',
      run_at: (row?.run_at ?? new Date(0)).toISOString(),
      score: meanOf(matrix[index] ?? []),
      change: changes[index - 1]?.change ?? null,
      standard_error: changes[index - 1]?.standard_error ?? null,
      ewma: average?.average ?? null,
      ewma_low: average?.low ?? null,
      ewma_high: average?.high ?? null,
      cusum_up: total?.up ?? null,
      cusum_down: total?.down ?? null,
      e_value: evidence[index]?.e_value ?? 1,
    };
  });
}

function changeOf(
  first: Run | undefined,
  hashes: readonly string[],
  base: readonly number[],
  scores: readonly number[],
): { change: number; standard_error: number | null } {
  const pairs = hashes.map((hash, index) => {
    const row = first?.get(hash);
    const [a, b] = [base[index] ?? 0, scores[index] ?? 0];
    return { a, b, cluster: row?.cluster ?? hash, weight: row?.weight ?? 1 };
  });
  const { difference, standard_error } = pairedDifference(pairs);
  return { change: difference, standard_error };
}

function stateOf(runs: readonly DriftRun[]): DriftSeries['state'] {
  if (runs.length < 2) return 'too_short';
  if (runs.some(({ e_value }) => isRefuted(e_value))) return 'drift';
  const last = runs.at(-1);
  const {
    ewma: average,
    ewma_low: low,
    ewma_high: high,
    cusum_up: up,
    cusum_down: down,
  } = last ?? {};
  const isOutside = (average ?? 0) < (low ?? 0) || (average ?? 0) > (high ?? 0);
  return isOutside || Math.max(up ?? 0, down ?? 0) > 4 ? 'signal' : 'stable';
}

function sentenceOf(state: DriftSeries['state'], runs: readonly DriftRun[]): string {
  const last = runs.at(-1);
  const change = ((last?.change ?? 0) * 100).toFixed(1);
  const most = Math.max(1, ...runs.map(({ e_value }) => e_value)).toPrecision(2);
  switch (state) {
    case 'too_short':
      return 'Fewer than two runs asked the model the same cases.';
    case 'stable':
      return `No drift in ${runs.length} runs; the last stands ${change} points from the first.`;
    case 'signal':
      return `A control chart signals a change of ${change} points; run it once more to confirm.`;
    case 'drift':
      return `The model is no longer what it was: evidence ${most} against no change, ${change} points from the first run.`;
  }
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
