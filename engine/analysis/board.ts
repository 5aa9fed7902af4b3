import type { Calibration } from '../judges/calibration.ts';
import type { PreferenceBoard } from '../judges/preferences.ts';
import type { Tier } from '../results/columns.ts';
import type { Repeats } from './board-repeats.ts';
import type { LabelScore } from './classification.ts';

/** Intervals (95 %, from order statistics) of the time and the cost of one call; `null` is open. */
export interface SpreadFields {
  readonly latency_ms_median_low: number | null;
  readonly latency_ms_median_high: number | null;
  readonly latency_ms_p95_low: number | null;
  readonly latency_ms_p95_high: number | null;
  /** US dollars of one call; `null` when a cost is unknown. */
  readonly cost_usd_median: number | null;
  readonly cost_usd_median_low: number | null;
  readonly cost_usd_median_high: number | null;
  readonly cost_usd_p95: number | null;
  readonly cost_usd_p95_low: number | null;
  readonly cost_usd_p95_high: number | null;
}

/** One model on one benchmark. Field names are the contract of `--json` and of the static API. */
export interface BoardRow extends SpreadFields {
  readonly model: string;
  readonly tier: Tier;
  /** Weighted mean over the scored cases, 0…1; `null` when nothing could be scored. */
  readonly score: number | null;
  /** 95 % interval, inclusive, inside 0…1. */
  readonly low: number | null;
  readonly high: number | null;
  /** How the interval was made: `wilson_effective_n`, `cluster_t`, `clopper_pearson`, `too_few_cases`, `stopped_early` (any-time sequence, never ranked), `published`. */
  readonly method: string;
  /** The best and the worst place the data allow, from 1; `null` when the row is not ranked. */
  readonly rank_low: number | null;
  readonly rank_high: number | null;
  /** Models that cannot be told from this one. */
  readonly tied_with: readonly string[];
  /** Models that share a letter cannot be told apart; empty when the row is not ranked. */
  readonly letters: readonly string[];
  /** Scored cases. */
  readonly cases: number;
  /** Cases the data are worth, after clusters; at most `cases`. */
  readonly effective_cases: number;
  readonly clusters: number;
  /** Trials of each case, the most any case has. */
  readonly trials: number;
  /** Calls that have no score. */
  readonly missing: number;
  /** The same, by outcome: `{ rate_limited: 3 }`. */
  readonly missing_by_outcome: Readonly<Record<string, number>>;
  readonly score_if_missing_fail: number | null;
  readonly score_if_missing_pass: number | null;
  /** US dollars of all calls of the row; `null` when a cost is unknown. */
  readonly cost_usd: number | null;
  readonly cost_usd_per_100_cases: number | null;
  readonly latency_ms_median: number | null;
  readonly latency_ms_p95: number | null;
  /** Milliseconds to the first part of a streamed answer; `null` when none was streamed. */
  readonly first_token_ms_median: number | null;
  readonly tokens_output_mean: number | null;
  /** What several trials of each case showed; `null` with one. */
  readonly repeats: Repeats | null;
  /** Answers cut off by the token limit. */
  readonly truncated: number;
  /** Share of the calls that passed, 0…1. */
  readonly passed: number | null;
  readonly run_id: string | null;
  /** ISO 8601 in UTC. */
  readonly run_at: string | null;
  readonly commit: string | null;
  /** Where a published score was published. */
  readonly source?: string;
  /** What each named scorer says, and what is derived from them; absent where that is the score. */
  readonly metrics?: readonly BoardMetric[];
  /** How well the answers classify; absent where the benchmark names no labels. */
  readonly classification?: BoardClassification;
}

/** One more number about a model on a benchmark, with its 95 % interval. */
export interface BoardMetric {
  readonly name: string;
  /** `null` when nothing could be scored, or where it is not defined. */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** As of a score, or `jackknife`. */
  readonly method: string;
  /** Cases behind the value. */
  readonly cases: number;
  /** Cases without a value. */
  readonly missing: number;
}

/** The answers of a model to a benchmark of labels. */
export interface BoardClassification {
  /** Accuracy, balanced accuracy, F1, Matthews' correlation, kappa, and where it said how sure it was, calibration. */
  readonly metrics: readonly BoardMetric[];
  /** Rows and columns of `confusion`. */
  readonly labels: readonly string[];
  /** `confusion[expected][answered]`; the last column counts answers that name no label. */
  readonly confusion: readonly (readonly number[])[];
  readonly by_label: readonly LabelScore[];
}

/** The rows of one benchmark that may be compared: they share one fingerprint. */
export interface Board {
  readonly benchmark: string;
  readonly fingerprint: string;
  /** Whether this is the benchmark as its files stand now. */
  readonly current: boolean;
  /** Cases of the benchmark. */
  readonly cases: number;
  /** The smallest difference between two models that 80 % of such boards would detect, 0…1. */
  readonly minimum_detectable_effect: number | null;
  /** Pairs tested, with Holm's correction over all of them. */
  readonly tests: number;
  /** How far the judges that scored it are trusted, and scores as people would give them; absent where no judge scored. */
  readonly judging?: Calibration;
  /** Which model's answers people prefer; absent without a vote. */
  readonly preference?: PreferenceBoard;
  /** Highest score first; unscored rows last. */
  readonly rows: readonly BoardRow[];
}

/** Two models on the same cases. */
export interface Comparison {
  readonly benchmark: string;
  readonly a: string;
  readonly b: string;
  /** Cases both have a score for. */
  readonly cases: number;
  /** Cases that only A, only B, both or neither passed. */
  readonly only_a: number;
  readonly only_b: number;
  readonly both: number;
  readonly neither: number;
  /** Mean of B − A, −1…1, with its 95 % interval. */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  readonly p_value: number;
  /** `mcnemar_exact` or `sign_flip_permutation`. */
  readonly test: string;
  readonly verdict: Verdict;
  readonly minimum_detectable_effect: number | null;
  /** 0…1. */
  readonly probability_b_better: number;
  /** Share of the cases of either that both have, 0…1. */
  readonly overlap: number;
  /** The verdict in a sentence. */
  readonly sentence: string;
}

export type Verdict = 'improved' | 'no regression' | 'regressed' | 'no evidence' | 'not comparable';
