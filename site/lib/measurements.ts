import type { HistoryRow } from '../../engine/analysis/drift.ts';
import type { FailureRows } from '../../engine/analysis/failures/report.ts';
import type { CaseRow } from '../../engine/analysis/rows.ts';
import type { Outcome, Tier } from '../../engine/results/columns.ts';
import type { Tally } from './answers.ts';

/** What one run measured of one model on one benchmark: a row of `run_parts.sql`. */
export interface RunPart {
  readonly run_id: string;
  readonly benchmark: string;
  readonly fingerprint: string;
  readonly model: string;
  readonly tier: Tier;
  readonly run_at: Date;
  readonly calls: number;
  /** Calls whose reply was had in this run; the others were known already. */
  readonly asked: number;
  readonly missing: number;
  readonly trials: number;
  /** US dollars of all its calls, whenever asked; `null` when one is unknown. */
  readonly cost_usd: number | null;
  /** US dollars of the calls asked in this run, as far as known. */
  readonly spent_usd: number;
  /** Calls asked in this run whose cost is not known. */
  readonly spent_unknown: number;
  readonly latency_ms_median: number | null;
  readonly last_asked_at: Date | null;
  readonly commit: string | null;
  readonly repository: string | null;
  readonly engine_version: string | null;
}

/** A row of `run_missing.sql`. */
export interface RunMissing {
  readonly run_id: string;
  readonly benchmark: string;
  readonly model: string;
  readonly tier: Tier;
  readonly outcome: Outcome;
  readonly calls: number;
}

/** How the calls of a model ended: a row of `failures.sql`. */
export interface FailureRow {
  readonly fingerprint: string;
  readonly model: string;
  readonly tier: Tier;
  /** `passed`, why it did not, or the outcome when there is nothing to score. */
  readonly category: string;
  readonly missing: boolean;
  readonly calls: number;
}

/** What results tell of a fingerprint: a row of `fingerprints.sql`. */
export interface FingerprintFacts {
  readonly fingerprint: string;
  readonly first_run_at: Date;
  readonly last_run_at: Date;
  /** Canonical JSON, usually one. */
  readonly parameters: readonly string[];
  readonly scorers: readonly string[];
  readonly cases: readonly { readonly id: string; readonly hash: string }[];
  /** Calls that the current fingerprint has too: same model, same case, same trial. */
  readonly shared_calls: number;
  /** Those of them that were asked in the very same words and with the same parameters. */
  readonly same_calls: number;
}

/** A Parquet file of results as it is published. */
export interface ResultFile {
  /** Below the folder of results. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly rows: number;
  /** Its runs, newest first; one unless files have been put together. */
  readonly runs: readonly string[];
  /** Time of the newest of them, ISO 8601 in UTC. */
  readonly run_at: string | null;
}

/** All that results tell, read when it is asked for. */
export interface Measurements {
  /** Newest run first. */
  readonly runParts: readonly RunPart[];
  readonly runMissing: readonly RunMissing[];
  /** In the order of their paths. */
  readonly files: readonly ResultFile[];
  fileBytes(path: string): Promise<Uint8Array>;
  /** The latest score of every model on every case of a benchmark, under every fingerprint. */
  caseScores(benchmark: string): Promise<readonly CaseRow[]>;
  /** The same as one run measured it. */
  runScores(run: string, benchmark: string): Promise<readonly CaseRow[]>;
  /** How the answers to each case came out, by its id; a case that nobody took is left out. */
  caseTallies(benchmark: string): Promise<ReadonlyMap<string, Tally>>;
  /** Calls that did not pass with all that tells why, and the scores they are shares of. */
  failureRows(benchmark: string): Promise<FailureRows>;
  /** The same as one run measured it. */
  runFailureRows(run: string, benchmark: string): Promise<FailureRows>;
  /** What each run measured of a benchmark, by model and time. */
  runHistory(benchmark: string): Promise<readonly HistoryRow[]>;
  failures(benchmark: string): Promise<readonly FailureRow[]>;
  /** Newest first. */
  fingerprints(benchmark: string): Promise<readonly FingerprintFacts[]>;
}
