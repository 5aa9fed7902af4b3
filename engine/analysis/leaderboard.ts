import type { Benchmark } from '../benchmark/benchmark.ts';
import { partialRunInterval, plannedDetectableEffect } from '../statistics/index.ts';
import type { Board, BoardRow } from './board.ts';
import { type Contestant, rankContestants } from './board-ranks.ts';
import { repeatsOf } from './board-repeats.ts';
import { boardRow } from './board-row.ts';
import {
  areAlone,
  type BoardCaseRow,
  type BoardCases,
  type BoardScoreRow,
  boardCasesOf,
  fingerprintName,
  triedCases,
} from './board-scores.ts';
import { spreadFields } from './board-spread.ts';
import { publishedContestants, publishedRows } from './published.ts';
import {
  type BenchmarkFacts,
  groupBy,
  type MissingRow,
  type ModelRow,
  type RowKey,
} from './rows.ts';

/** What SQL has counted. */
export interface BoardSources {
  readonly models: readonly ModelRow[];
  readonly cases: readonly BoardCaseRow[];
  readonly scores: readonly BoardScoreRow[];
  readonly missing: readonly MissingRow[];
  readonly benchmarks: readonly Benchmark[];
}

/** The same, by what they belong to. */
interface Grouped {
  readonly casesOf: BoardCases;
  readonly scoresOf: ReadonlyMap<string, BoardScoreRow>;
  readonly missingOf: ReadonlyMap<string, readonly MissingRow[]>;
}

/**
 * One board for each benchmark and fingerprint, since only equal fingerprints are comparable:
 * benchmarks in their order, the current fingerprint first, then the newest.
 */
export function boardsFrom(sources: BoardSources): Board[] {
  const grouped: Grouped = {
    casesOf: boardCasesOf(sources.cases),
    scoresOf: new Map(sources.scores.map((row) => [rowName(row), row])),
    missingOf: groupBy(sources.missing, rowName),
  };
  const groups = groupBy(sources.models, fingerprintName);
  return sources.benchmarks.flatMap((benchmark) => {
    const mine = [...groups.values()].filter(([first]) => first?.benchmark === benchmark.id);
    const boards = mine.map((rows) => boardFrom(rows, benchmark, grouped));
    if (!boards.some(({ current }) => current)) boards.push(boardFrom([], benchmark, grouped));
    return boards.sort(
      (a, b) => Number(b.current) - Number(a.current) || newest(b).localeCompare(newest(a)),
    );
  });
}

function boardFrom(rows: readonly ModelRow[], benchmark: Benchmark, grouped: Grouped): Board {
  const fingerprint = rows[0]?.fingerprint ?? benchmark.fingerprint;
  const current = fingerprint === benchmark.fingerprint;
  const elsewhere = current ? publishedContestants(benchmark) : [];
  const entries = [...rows.map((row) => entryOf(row, benchmark, grouped)), ...elsewhere];
  const { ranked, tests, resolution } = rank(fingerprint, entries);
  const published = current ? publishedRows(benchmark) : [];
  const cases = current
    ? benchmark.cases.length
    : Math.max(0, ...entries.map((entry) => entry.cases.length));
  return {
    benchmark: benchmark.id,
    fingerprint,
    current,
    cases,
    minimum_detectable_effect: resolution ?? plannedResolution(cases),
    tests,
    rows: [...ranked, ...published].sort(byScore),
  };
}

function entryOf(row: ModelRow, benchmark: Benchmark, grouped: Grouped): Contestant {
  const scores = grouped.scoresOf.get(rowName(row));
  const known = grouped.casesOf.get(fingerprintName(row)) ?? [];
  const tried = scores === undefined ? [] : triedCases(scores, known, factsOf(benchmark));
  const cases = tried.map(({ merged }) => merged);
  const alone = areAlone(known);
  const board = {
    ...boardRow(row, cases, grouped.missingOf.get(rowName(row)) ?? [], alone),
    ...spreadFields(scores, cases.length),
    repeats:
      row.trials > 1
        ? repeatsOf(
            tried.map(({ merged: { cluster, weight }, scores: of }) => ({
              cluster,
              weight,
              scores: of,
            })),
            row.trials,
            alone,
          )
        : null,
  };
  const name = `${row.model} ${row.tier}`;
  return { name, board: asStopped(board), cases };
}

/**
 * A run that stopped early has seen a random part of the cases. Its interval is the sequence that
 * holds at any time, or what the unseen cases allow at all; it is never ranked beside whole runs.
 */
function asStopped(board: BoardRow): BoardRow {
  const unseen = board.missing_by_outcome.stopped_early ?? 0;
  if (unseen === 0 || board.score === null) return board;
  const passes = Math.round(board.score * board.cases);
  const isBinary = Math.abs(passes - board.score * board.cases) < 1e-9 && board.trials === 1;
  const seen = { cases: board.cases + board.missing, seen: board.cases, passes };
  const { low, high } = isBinary
    ? partialRunInterval(seen)
    : { low: board.score_if_missing_fail, high: board.score_if_missing_pass };
  return { ...board, low, high, method: 'stopped_early' };
}

function factsOf({ id, fingerprint, cases, reducer, reducer_k }: Benchmark): BenchmarkFacts {
  return { id, fingerprint, cases: cases.length, reducer, reducer_k };
}

function plannedResolution(cases: number): number | null {
  return cases === 0 ? null : plannedDetectableEffect(cases);
}

/** The rows with their places, and what the pairs behind them can resolve. */
function rank(
  fingerprint: string,
  entries: readonly Contestant[],
): { ranked: BoardRow[]; tests: number; resolution: number | null } {
  const eligible = entries.filter(
    ({ board }) =>
      board.score !== null && board.method !== 'too_few_cases' && board.method !== 'stopped_early',
  );
  const { ranges, tests, resolution } = rankContestants(fingerprint, eligible);
  const names = new Map(eligible.map(({ name, board }) => [name, board.model]));
  const ranked = entries.map(({ name, board }) => {
    const range = ranges.get(name);
    if (range === undefined) return board;
    const tied_with = range.tied_with.map((other) => names.get(other) ?? other);
    const { rank_low, rank_high, letters } = range;
    return { ...board, rank_low, rank_high, letters, tied_with };
  });
  return { ranked, tests, resolution };
}

function rowName({ benchmark, fingerprint, model, tier }: RowKey): string {
  return `${benchmark} ${fingerprint} ${model} ${tier}`;
}

/** Highest score first, rows without one last; equal scores by name, which is no order of merit. */
function byScore(a: BoardRow, b: BoardRow): number {
  return (b.score ?? -1) - (a.score ?? -1) || a.model.localeCompare(b.model, 'en');
}

function newest({ rows }: Board): string {
  return rows.map(({ run_at }) => run_at ?? '').reduce((a, b) => (a > b ? a : b), '');
}
