import { type ModelCase, modelCase } from './case-scores.ts';
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

/** A row of `board_scores.sql`: equally long lists, in no order. */
export interface BoardScoreRow extends RowKey {
  /** Place of the case among those of `board_cases.sql`, times 65536, plus the trial. */
  readonly calls: readonly number[];
  readonly scores: readonly (number | null)[];
  /** Milliseconds. */
  readonly latency_ms: readonly (number | null)[];
  /** US dollars. */
  readonly cost_usd: readonly (number | null)[];
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

/** The trials of one case: their scores by number of the trial, and how many have none. */
interface Trials {
  readonly scored: { readonly trial: number; readonly score: number }[];
  missing: number;
}

/** A case a model was asked, its trials merged, with the scores of those that have one, in order. */
export interface TriedCase {
  readonly merged: ModelCase;
  readonly scores: readonly number[];
}

/** The cases a model was asked. */
export function triedCases(
  row: BoardScoreRow,
  cases: readonly BoardCaseRow[],
  facts: BenchmarkFacts,
): TriedCase[] {
  const trials = trialsOf(row, cases.length);
  return cases.flatMap((one, place) => {
    const own = trials[place];
    if (own === undefined) return [];
    // The lists come in any order, and sums of decimals depend on it.
    if (own.scored.length > 1) own.scored.sort((a, b) => a.trial - b.trial);
    const scores = own.scored.map(({ score }) => score);
    return [{ merged: modelCase({ ...one, scores, missing: own.missing }, facts), scores }];
  });
}

function trialsOf(row: BoardScoreRow, cases: number): (Trials | undefined)[] {
  const trials = new Array<Trials | undefined>(cases).fill(undefined);
  row.calls.forEach((call, index) => {
    const place = Math.floor(call / TRIALS);
    let own = trials[place];
    if (own === undefined) {
      own = { scored: [], missing: 0 };
      trials[place] = own;
    }
    const score = row.scores[index];
    if (score === null || score === undefined) own.missing++;
    else own.scored.push({ trial: call % TRIALS, score });
  });
  return trials;
}
