import type { Benchmark } from '../benchmark/benchmark.ts';
import { hashOf } from '../hash.ts';
import type { Tier } from '../results/columns.ts';
import {
  type BenchmarkFacts,
  categoryWeights,
  chanceCorrectedPoints,
  holm,
  type JointBootstrap,
  type JointCase,
  jointBootstrap,
  overallScores,
  rankRanges,
} from '../statistics/index.ts';
import { isScored, modelCases, type ScoredCase } from './case-scores.ts';
import { type CaseRow, groupBy } from './rows.ts';

/** One model over all benchmarks. Names are those of `--json`. */
export interface AcrossRow {
  readonly model: string;
  /** Points: 0 = guessing, 100 = perfect; equal weight for each category. */
  readonly score: number;
  /** 95 % interval from resampling the cases of every benchmark, in points. */
  readonly low: number;
  readonly high: number;
  /** Ranks the data allow, after Holm's correction over all pairs. */
  readonly rank_low: number;
  readonly rank_high: number;
  readonly tied_with: readonly string[];
  readonly letters: readonly string[];
  /** Share of the other models beaten, and sum of models − rank: shown, never ranked by. */
  readonly mean_win_rate: number;
  readonly borda: number;
  /** Share of 1000 random weightings of the benchmarks in which the model leads, 0…1. */
  readonly lead_share: number;
  /** Best and worst rank when any one benchmark is left out. */
  readonly leave_one_out_low: number;
  readonly leave_one_out_high: number;
}

/** The overall table of several benchmarks. */
export interface AcrossReport {
  /** `cases` are those that every complete model has a score for. */
  readonly benchmarks: readonly {
    readonly benchmark: string;
    readonly category: string;
    readonly chance: number;
    readonly cases: number;
  }[];
  /** Highest score first. */
  readonly rows: readonly AcrossRow[];
  /** Models that lack a benchmark: nothing is filled in for them. */
  readonly incomplete: readonly { readonly model: string; readonly missing: readonly string[] }[];
  /** Pairs tested. */
  readonly tests: number;
  /** Why there is no table; empty when there is one. */
  readonly note: string;
}

type CasesOf = ReadonlyMap<string, ReadonlyMap<string, ScoredCase>>;

/**
 * All models over all benchmarks that have results, by the case scores of their current
 * fingerprints. Models that lack a benchmark stand apart; of the others only cases that all of them
 * have a score for count, so that nobody gains by missing the hard ones.
 */
export function acrossOf(
  benchmarks: readonly Benchmark[],
  rows: readonly CaseRow[],
  draws = 2000,
): AcrossReport {
  const byBenchmark = groupBy(rows, ({ benchmark }) => benchmark);
  const measured = benchmarks
    .map((benchmark) => ({
      benchmark,
      scores: scoresOf(benchmark, byBenchmark.get(benchmark.id) ?? []),
    }))
    .filter(({ scores }) => scores.size > 0);
  const models = [...new Set(measured.flatMap(({ scores }) => [...scores.keys()]))].sort();
  const missing = (model: string) =>
    measured.filter(({ scores }) => !scores.has(model)).map(({ benchmark }) => benchmark.id);
  const complete = models.filter((model) => missing(model).length === 0);
  const incomplete = models
    .filter((model) => missing(model).length > 0)
    .map((model) => ({ model, missing: missing(model) }));
  const joint = measured.map(({ benchmark, scores }) => ({
    benchmark,
    cases: sharedBy(complete, scores),
  }));
  const facts = joint.map(({ benchmark, cases }) => ({
    ...factsOf(benchmark),
    cases: cases.length,
  }));
  const note = noteOf(facts, complete);
  const table = note === '' ? tableOf(complete, joint, facts, draws) : { rows: [], tests: 0 };
  return { benchmarks: facts, ...table, incomplete, note };
}

function factsOf({ id, tags, chance }: Benchmark): BenchmarkFacts {
  return { benchmark: id, category: tags[0] ?? id, chance };
}

function noteOf(facts: readonly { readonly cases: number }[], complete: readonly string[]): string {
  if (facts.length < 2) return 'it takes two benchmarks with results';
  if (complete.length < 2) return 'fewer than two models have every benchmark';
  return facts.some(({ cases }) => cases < 2) ? 'the models share too few cases' : '';
}

/** Where a model has been measured in several tiers, only the most trusted counts. */
const TIERS: readonly Tier[] = ['verified', 'self_reported', 'baseline'];

function scoresOf(benchmark: Benchmark, rows: readonly CaseRow[]): CasesOf {
  const mine = rows.filter(({ fingerprint }) => fingerprint === benchmark.fingerprint);
  const facts = { ...benchmark, cases: benchmark.cases.length };
  const models = [...groupBy(mine, ({ model }) => model)].flatMap(([model, own]) => {
    const tier = TIERS.find((one) => own.some((row) => row.tier === one));
    const ofTier = own.filter((row) => row.tier === tier);
    const cases = modelCases(ofTier, facts).filter(isScored);
    return cases.length === 0
      ? []
      : [[model, new Map(cases.map((one) => [one.hash, one]))] as const];
  });
  return new Map(models);
}

/** Cases that all of the models have a score for, with the scores in their order. */
function sharedBy(models: readonly string[], scores: CasesOf): JointCase[] {
  const [first] = models;
  const cases = first === undefined ? [] : [...(scores.get(first)?.values() ?? [])];
  return cases.flatMap(({ hash, cluster, weight }) => {
    const own = models.flatMap((model) => scores.get(model)?.get(hash)?.score ?? []);
    return own.length === models.length ? [{ cluster, weight, scores: own }] : [];
  });
}

interface Joint {
  readonly benchmark: Benchmark;
  readonly cases: readonly JointCase[];
}

function tableOf(
  models: readonly string[],
  joint: readonly Joint[],
  facts: readonly BenchmarkFacts[],
  draws: number,
): Pick<AcrossReport, 'rows' | 'tests'> {
  const seed = hashOf(joint.map(({ benchmark }) => benchmark.fingerprint).concat(models));
  const weights = categoryWeights(facts.map(({ category }) => category));
  const macro = (scores: readonly (readonly number[])[]) =>
    models.map((_, model) =>
      scores.reduce((sum, row, index) => {
        const points = chanceCorrectedPoints(row[model] ?? 0, facts[index]?.chance ?? 0);
        return sum + (weights[index] ?? 0) * points;
      }, 0),
    );
  const drawn = jointBootstrap(
    models,
    joint.map(({ cases }) => cases),
    macro,
    seed,
    { draws },
  );
  const overall = overallScores(meansOf(models, joint), facts, seed);
  const rows = rowsOf(models, drawn, overall.complete);
  return { rows, tests: drawn.pairs.length };
}

/** The mean of every model on the shared cases; its error comes from the joint bootstrap. */
function meansOf(models: readonly string[], joint: readonly Joint[]) {
  return joint.flatMap(({ benchmark, cases }) => {
    const total = cases.reduce((sum, { weight }) => sum + weight, 0);
    return models.map((model, index) => ({
      model,
      benchmark: benchmark.id,
      score: Math.min(
        1,
        cases.reduce((sum, { weight, scores }) => sum + weight * (scores[index] ?? 0), 0) / total,
      ),
      standard_error: 0,
    }));
  });
}

function rowsOf(
  models: readonly string[],
  { values, pairs }: JointBootstrap,
  overall: ReturnType<typeof overallScores>['complete'],
): AcrossRow[] {
  const adjusted = holm(pairs.map(({ p_value }) => p_value));
  const ranked = pairs.map((pair, index) => ({ ...pair, p_adjusted: adjusted[index] ?? 1 }));
  const ranges = new Map(rankRanges(models, ranked).map((range) => [range.model, range]));
  const byModel = new Map(overall.map((one) => [one.model, one]));
  return values
    .map(({ model, value, low, high }): AcrossRow => {
      const [range, own] = [ranges.get(model), byModel.get(model)];
      return {
        model,
        score: value,
        low,
        high,
        rank_low: range?.rank_low ?? 1,
        rank_high: range?.rank_high ?? models.length,
        tied_with: range?.tied_with ?? [],
        letters: range?.letters ?? [],
        mean_win_rate: own?.mean_win_rate ?? 0,
        borda: own?.borda ?? 0,
        lead_share: own?.lead_share ?? 0,
        leave_one_out_low: own?.rank_low ?? 1,
        leave_one_out_high: own?.rank_high ?? models.length,
      };
    })
    .sort((a, b) => b.score - a.score || (a.model < b.model ? -1 : 1));
}
