import { memoize } from '../memo.ts';
import { type ModelCase, mergeTrials } from './case-scores.ts';
import { type BenchmarkFacts, groupBy, type RowKey } from './rows.ts';

/** A row of `board_cases.sql`. */
export interface BoardCaseRow {
  readonly benchmark: string;
  readonly fingerprint: string;
  readonly case_id: string;
  readonly case_hash: string;
  readonly cluster: string | null;
  readonly weight: number;
}

/** A row of `board_scores.sql`: equally long lists, in no order; `NaN` where there is no value. */
export interface BoardScoreRow extends RowKey {
  /** Place of the case among those of `board_cases.sql`, times 65536, plus the trial. */
  readonly calls: Float64Array;
  readonly scores: Float64Array;
  /** Milliseconds. */
  readonly latency_ms: Float64Array;
  /** US dollars. */
  readonly cost_usd: Float64Array;
}

/** Cases of each fingerprint, in the order that `calls` counts them. */
export type BoardCases = ReadonlyMap<string, readonly BoardCaseRow[]>;

const TRIALS = 65_536;

export function boardCasesOf(rows: readonly BoardCaseRow[]): BoardCases {
  return groupBy(rows, fingerprintName);
}

export function fingerprintName({
  benchmark,
  fingerprint,
}: Pick<RowKey, 'benchmark' | 'fingerprint'>): string {
  return `${benchmark} ${fingerprint}`;
}

/** A case a model was asked, its trials merged, with the scores of those that have one, in order. */
export interface TriedCase {
  readonly merged: ModelCase;
  readonly scores: readonly number[];
}

/** Whether no two cases of a benchmark share a cluster. */
export const areAlone: (cases: readonly BoardCaseRow[]) => boolean = memoize((cases) => {
  const clusters = new Set(cases.map(({ cluster, case_id }) => cluster ?? `case ${case_id}`));
  return clusters.size === cases.length;
});

/** The cases a model was asked. */
export function triedCases(
  row: BoardScoreRow,
  cases: readonly BoardCaseRow[],
  facts: BenchmarkFacts,
): TriedCase[] {
  const { counts, ends, scored } = trialsOf(row, cases.length);
  const tried: TriedCase[] = [];
  for (const [place, one] of cases.entries()) {
    const count = counts[place] ?? 0;
    if (count === 0) continue;
    const [start, end] = [place === 0 ? 0 : (ends[place - 1] ?? 0), ends[place] ?? 0];
    const scores: number[] = [];
    for (let index = start; index < end; index++) scores.push(scored[index] ?? Number.NaN);
    const { case_hash: hash, case_id: id, weight } = one;
    const { score, ifMissingFail, ifMissingPass } = mergeTrials(
      scores,
      count - scores.length,
      facts,
    );
    const cluster = one.cluster ?? `case ${id}`;
    const merged = { hash, id, cluster, weight, score, ifMissingFail, ifMissingPass };
    tried.push({ merged, scores });
  }
  return tried;
}

/** The calls of a model by case. */
interface Trials {
  /** Calls of each case, with and without a score. */
  readonly counts: Int32Array;
  /** Where the scores of each case end. */
  readonly ends: Int32Array;
  /** Scores, case by case and trial by trial: sums of decimals depend on their order. */
  readonly scored: Float64Array;
}

function trialsOf({ calls, scores }: BoardScoreRow, cases: number): Trials {
  const [counts, ends] = [new Int32Array(cases), new Int32Array(cases)];
  for (let index = 0; index < calls.length; index++) {
    const place = Math.floor((calls[index] ?? 0) / TRIALS);
    counts[place] = (counts[place] ?? 0) + 1;
    if (!Number.isNaN(scores[index])) ends[place] = (ends[place] ?? 0) + 1;
  }
  for (let place = 1; place < cases; place++)
    ends[place] = (ends[place] ?? 0) + (ends[place - 1] ?? 0);
  return { counts, ends, scored: inOrder(calls, scores, ends) };
}

/** Each score goes to the part of its case, before those of later trials. */
function inOrder(calls: Float64Array, scores: Float64Array, ends: Int32Array): Float64Array {
  const total = ends.at(-1) ?? 0;
  const [scored, keys, used] = [
    new Float64Array(total),
    new Float64Array(total),
    new Int32Array(ends.length),
  ];
  for (let index = 0; index < calls.length; index++) {
    const [call, score] = [calls[index] ?? 0, scores[index] ?? Number.NaN];
    if (Number.isNaN(score)) continue;
    const place = Math.floor(call / TRIALS);
    const start = place === 0 ? 0 : (ends[place - 1] ?? 0);
    let at = start + (used[place] ?? 0);
    used[place] = (used[place] ?? 0) + 1;
    for (; at > start && (keys[at - 1] ?? 0) > call; at--) {
      keys[at] = keys[at - 1] ?? 0;
      scored[at] = scored[at - 1] ?? 0;
    }
    keys[at] = call;
    scored[at] = score;
  }
  return scored;
}
