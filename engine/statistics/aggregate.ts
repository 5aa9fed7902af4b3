import { checkNotEmpty, checkWithin } from './check.ts';
import { sum } from './mean.ts';
import {
  bordaCounts,
  categoryWeights,
  leadShares,
  leaveOneOutRanks,
  meanWinRates,
} from './standings.ts';

/** One model's result on one benchmark. */
export interface BenchmarkScore {
  readonly model: string;
  readonly benchmark: string;
  /** 0…1. */
  readonly score: number;
  /** Of the score, at least 0. */
  readonly standard_error: number;
}

/** What is known about a benchmark before any result. */
export interface BenchmarkFacts {
  readonly benchmark: string;
  /** Benchmarks of a category share its weight. */
  readonly category: string;
  /** Score of a guesser, at least 0 and below 1. */
  readonly chance: number;
}

/** A model's place over all benchmarks. */
export interface OverallScore {
  readonly model: string;
  /** Points: 0 = guessing, 100 = perfect; equal weight for each category. */
  readonly macro_mean: number;
  /** In points. */
  readonly standard_error: number;
  /** Share of the other models beaten, ties half, averaged over the benchmarks, 0…1. */
  readonly mean_win_rate: number;
  /** Σ over the benchmarks of models − rank, ties at the better rank. */
  readonly borda: number;
  /** Share of random weightings of the benchmarks in which the model leads, 0…1. */
  readonly lead_share: number;
  /** Best and worst rank of the macro mean when any one benchmark is left out. */
  readonly rank_low: number;
  readonly rank_high: number;
}

/** A model that lacks a benchmark: it has no overall score. */
export interface IncompleteModel {
  readonly model: string;
  readonly missing: readonly string[];
}

/** The overall table. */
export interface Overall {
  /** Models with every benchmark, in the order of first appearance. */
  readonly complete: readonly OverallScore[];
  readonly incomplete: readonly IncompleteModel[];
}

/**
 * All aggregates over benchmarks, for the models that have every one of them.
 *
 * Points are 100·(score − chance)/(1 − chance); the standard error is √Σw²·SE², benchmarks being
 * independent; weightings are uniform on the simplex (Dirichlet with all parameters 1). Throws
 * `RangeError` without benchmarks, for one that is unknown or listed twice and outside the bounds.
 * `seed` is any text. Missing results are never filled in: the model stands apart. Win rate and
 * Borda change when another model joins, so they are shown and never ranked by.
 */
export function overallScores(
  scores: readonly BenchmarkScore[],
  benchmarks: readonly BenchmarkFacts[],
  seed: string,
): Overall {
  checkFacts(benchmarks);
  const table = scoreTable(scores, benchmarks);
  const incomplete = [...table].flatMap(([model, row]) => missingOf(model, row, benchmarks));
  const rows = [...table].filter(([model]) => !incomplete.some((one) => one.model === model));
  const points = rows.map(([, row]) => pointsOf(row, benchmarks));
  const errors = rows.map(([, row]) => errorsOf(row, benchmarks));
  const categories = benchmarks.map(({ category }) => category);
  const weights = categoryWeights(categories);
  const [wins, borda, leads] = [
    meanWinRates(points),
    bordaCounts(points),
    leadShares(points, seed),
  ];
  const ranges = leaveOneOutRanks(points, categories);
  const complete = rows.map(([model], index) => ({
    model,
    macro_mean: sum(weights.map((weight, b) => weight * (points[index]?.[b] ?? Number.NaN))),
    standard_error: Math.hypot(...weights.map((weight, b) => weight * (errors[index]?.[b] ?? 0))),
    mean_win_rate: wins[index] ?? 0,
    borda: borda[index] ?? 0,
    lead_share: leads[index] ?? 0,
    rank_low: ranges[index]?.low ?? 1,
    rank_high: ranges[index]?.high ?? 1,
  }));
  return { complete, incomplete };
}

type Row = ReadonlyMap<string, BenchmarkScore>;

function scoreTable(
  scores: readonly BenchmarkScore[],
  benchmarks: readonly BenchmarkFacts[],
): ReadonlyMap<string, Row> {
  const known = new Set(benchmarks.map(({ benchmark }) => benchmark));
  const table = new Map<string, Map<string, BenchmarkScore>>();
  for (const one of scores) {
    checkWithin('score', one.score, 0, 1);
    checkWithin('standard error', one.standard_error, 0, Number.MAX_VALUE);
    const row = table.get(one.model) ?? new Map<string, BenchmarkScore>();
    if (!known.has(one.benchmark)) throw new RangeError(`benchmark ${one.benchmark} is unknown`);
    if (row.has(one.benchmark)) throw new RangeError(`${one.model} has ${one.benchmark} twice`);
    table.set(one.model, row.set(one.benchmark, one));
  }
  return table;
}

function missingOf(
  model: string,
  row: Row,
  benchmarks: readonly BenchmarkFacts[],
): IncompleteModel[] {
  const missing = benchmarks.map(({ benchmark }) => benchmark).filter((name) => !row.has(name));
  return missing.length > 0 ? [{ model, missing }] : [];
}

function pointsOf(row: Row, benchmarks: readonly BenchmarkFacts[]): number[] {
  return benchmarks.map(({ benchmark, chance }) =>
    chanceCorrectedPoints(row.get(benchmark)?.score ?? Number.NaN, chance),
  );
}

function errorsOf(row: Row, benchmarks: readonly BenchmarkFacts[]): number[] {
  return benchmarks.map(
    ({ benchmark, chance }) => (100 * (row.get(benchmark)?.standard_error ?? 0)) / (1 - chance),
  );
}

/**
 * A score in points between guessing, 0, and perfect, 100; below 0 when worse than guessing.
 *
 * 100·(score − chance)/(1 − chance). `score` in 0…1, `chance` at least 0 and below 1; `RangeError`
 * otherwise. A benchmark with four choices starts at 25 %: only what is above counts. Without it an
 * easy format would look like skill.
 */
export function chanceCorrectedPoints(score: number, chance: number): number {
  checkWithin('score', score, 0, 1);
  checkWithin('chance', chance, 0, 1 - Number.EPSILON);
  return (100 * (score - chance)) / (1 - chance);
}

function checkFacts(benchmarks: readonly BenchmarkFacts[]): void {
  checkNotEmpty('benchmarks', benchmarks);
  const names = new Set(benchmarks.map(({ benchmark }) => benchmark));
  if (names.size < benchmarks.length) throw new RangeError('a benchmark is listed twice');
  for (const { chance } of benchmarks) checkWithin('chance', chance, 0, 1 - Number.EPSILON);
}
