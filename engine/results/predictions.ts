import { judgePredictions, type LedgerEntry, type PredictionRecord } from './ledger.ts';

/** What a run was predicted to take and what it took. Field names are those of `report --json`. */
export interface RunPrediction {
  readonly run_id: string;
  /** Start of the run, ISO 8601 in UTC. */
  readonly time: string;
  readonly benchmarks: readonly string[];
  readonly models: readonly string[];
  readonly calls: number;
  /** US dollars; `null` when one is not known. */
  readonly predicted_usd: number | null;
  readonly predicted_usd_low: number;
  readonly predicted_usd_high: number;
  readonly actual_usd: number | null;
  readonly predicted_output_tokens: number;
  readonly actual_output_tokens: number;
  /** `null` in ledgers that do not tell. */
  readonly predicted_seconds: number | null;
  readonly actual_seconds: number | null;
  /** What the predictions rested on. */
  readonly basis: readonly string[];
}

/** Predictions and what came of them. */
export interface PredictionReport {
  /** Newest first. */
  readonly runs: readonly RunPrediction[];
  /** How good all past predictions were; `null` without one that cost anything. */
  readonly record: PredictionRecord | null;
}

/** Runs shown in a report. */
const RUNS = 20;

/** What a ledger says of the predictions for some benchmarks. */
export function predictionReport(
  entries: readonly LedgerEntry[],
  benchmarks: readonly string[],
): PredictionReport {
  const mine = entries.filter(({ benchmark }) => benchmarks.includes(benchmark));
  const byRun = Map.groupBy(mine, ({ run_id }) => run_id);
  const runs = [...byRun.values()].map(runOf).sort((a, b) => (a.time < b.time ? 1 : -1));
  return { runs: runs.slice(0, RUNS), record: judgePredictions(mine) ?? null };
}

function runOf(entries: readonly LedgerEntry[]): RunPrediction {
  const sum = (value: (entry: LedgerEntry) => number) =>
    entries.reduce((total, entry) => total + value(entry), 0);
  // One that is not known makes the sum unknown.
  const known = (value: (entry: LedgerEntry) => number | null) =>
    entries.some((entry) => value(entry) === null) ? null : sum((entry) => value(entry) ?? 0);
  const distinct = (value: (entry: LedgerEntry) => string) => [...new Set(entries.map(value))];
  const [first] = entries;
  return {
    run_id: first?.run_id ?? '',
    time: first?.time ?? '',
    benchmarks: distinct(({ benchmark }) => benchmark),
    models: distinct(({ model }) => model),
    calls: sum(({ calls }) => calls),
    predicted_usd: known((entry) => entry.predicted_usd),
    predicted_usd_low: sum((entry) => entry.predicted_usd_low),
    predicted_usd_high: sum((entry) => entry.predicted_usd_high),
    actual_usd: known((entry) => entry.actual_usd),
    predicted_output_tokens: sum((entry) => entry.predicted_output_tokens),
    actual_output_tokens: sum((entry) => entry.actual_output_tokens),
    predicted_seconds: first?.predicted_seconds ?? null,
    actual_seconds: first?.actual_seconds ?? null,
    basis: distinct(({ predicted_basis }) => predicted_basis),
  };
}
