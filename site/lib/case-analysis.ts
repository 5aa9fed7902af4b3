import type { Benchmark } from '../../engine/benchmark/benchmark.ts';
import type { Tier } from '../../engine/results/columns.ts';
import { modelViewsOf } from './model-view.ts';
import { type ScoreColumn, scoreTableOf } from './pairs.ts';
import type { SiteData } from './site-data.ts';

/** The least score that counts as passed. */
const PASS_MARK = 0.5;

/** How hard a case is, by the models that took it. */
export interface CaseDifficulty {
  readonly id: string;
  /** Models that have a score, and those of them that passed. */
  readonly scored: number;
  readonly passed: number;
  /** Mean of the scores, 0…1; `null` without one. */
  readonly mean: number | null;
}

/** How the calls of a model ended. */
export interface FailureProfile {
  readonly model: string;
  readonly tier: Tier;
  readonly calls: number;
  /** Calls by category, `passed` among them. */
  readonly categories: Readonly<Record<string, number>>;
  /** Categories that mean there is no score at all. */
  readonly missing: readonly string[];
}

/** What the cases of a benchmark tell, as it stands now. */
export interface CaseAnalysis {
  readonly benchmark: string;
  readonly fingerprint: string;
  /** Whether it is about models, or about baselines for want of them. */
  readonly baselinesOnly: boolean;
  /** Best model first, with its scores in the order of `cases`. */
  readonly models: readonly ScoreColumn[];
  /** In the order of the benchmark. */
  readonly cases: readonly CaseDifficulty[];
  readonly failures: readonly FailureProfile[];
}

export async function caseAnalysisOf(data: SiteData, benchmark: Benchmark): Promise<CaseAnalysis> {
  const table = await scoreTableOf(data, benchmark, modelViewsOf(data.models));
  const real = table.models.filter(({ tier }) => tier !== 'baseline');
  const models = real.length > 0 ? real : table.models;
  return {
    benchmark: benchmark.id,
    fingerprint: benchmark.fingerprint,
    baselinesOnly: real.length === 0,
    models,
    cases: table.cases.map(({ id }, index) => difficultyOf(id, models, index)),
    failures: await failuresOf(data, benchmark, models),
  };
}

function difficultyOf(id: string, models: readonly ScoreColumn[], index: number): CaseDifficulty {
  const scores = models.flatMap((model) => model.scores[index] ?? []);
  return {
    id,
    scored: scores.length,
    passed: scores.filter((score) => score >= PASS_MARK).length,
    mean:
      scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length,
  };
}

async function failuresOf(
  data: SiteData,
  { id, fingerprint }: Benchmark,
  models: readonly ScoreColumn[],
): Promise<FailureProfile[]> {
  const rows = (await data.failures(id)).filter((row) => row.fingerprint === fingerprint);
  const groups = Map.groupBy(rows, ({ model, tier }) => `${model} ${tier}`);
  return models.flatMap(({ model, tier }) => {
    const mine = groups.get(`${model} ${tier}`);
    if (mine === undefined) return [];
    return [
      {
        model,
        tier,
        calls: mine.reduce((sum, { calls }) => sum + calls, 0),
        categories: Object.fromEntries(mine.map(({ category, calls }) => [category, calls])),
        missing: mine.filter(({ missing }) => missing).map(({ category }) => category),
      },
    ];
  });
}
