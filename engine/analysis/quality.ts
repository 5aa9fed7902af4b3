import type { Benchmark, SourcePosition } from '../benchmark/benchmark.ts';
import {
  benchmarkQuality,
  type CaseQuality,
  saturationOf,
  signalToNoise,
} from '../statistics/index.ts';
import type { Board, BoardRow } from './board.ts';
import { isScored, modelCases } from './case-scores.ts';
import { type CaseRow, groupBy } from './rows.ts';

/** What the answers of the measured models say about a benchmark. Names are those of `--json`. */
export interface QualityReport {
  readonly benchmark: string;
  readonly fingerprint: string;
  /** Models that answered every case counted here, baselines left out. */
  readonly models: number;
  /** Cases that all of those models have a score for. */
  readonly cases: number;
  /** Cronbach's alpha, at most 1; `null` with fewer than ten models. */
  readonly alpha: number | null;
  /** Share of the pairs of models that are told apart after Holm's correction, 0…1. */
  readonly separability: number | null;
  /** Spread of the scores over their median standard error. */
  readonly signal_to_noise: number | null;
  readonly saturation: 'ceiling' | 'too_few_cases' | 'open' | 'too_few_models';
  /** Cases to look at, the most suspect first. */
  readonly audit: readonly AuditedCase[];
  /** What keeps the report from saying more; empty when nothing does. */
  readonly note: string;
}

/** What the states of saturation mean. */
export const SATURATION: Readonly<Record<QualityReport['saturation'], string>> = {
  ceiling: 'saturated: the best models cannot be told apart, near the top',
  too_few_cases: 'the best models cannot be told apart: too few cases',
  open: 'not saturated',
  too_few_models: 'too few models to say whether it is saturated',
};

/** A case that tells little, or the wrong thing. */
export interface AuditedCase {
  readonly case_id: string;
  readonly state: CaseQuality['state'];
  /** Correlation with the score on the other cases, −1…1. */
  readonly item_rest: number | null;
  /** Mean score over the models, 0…1. */
  readonly mean: number;
  readonly evidence: string;
  readonly source: SourcePosition;
}

/** Judges a benchmark by its board and the case scores behind it. */
export function qualityOf(
  benchmark: Benchmark,
  board: Board,
  rows: readonly CaseRow[],
): QualityReport {
  const measured = board.rows.filter(isMeasured);
  const { models, ids, matrix } = completeMatrix(benchmark, measured, rows);
  const quality = models.length === 0 || ids.length === 0 ? undefined : benchmarkQuality(matrix);
  const judged = quality?.status === 'judged' ? quality : undefined;
  return {
    benchmark: benchmark.id,
    fingerprint: board.fingerprint,
    models: models.length,
    cases: ids.length,
    alpha: judged?.alpha ?? null,
    separability: separabilityOf(measured),
    signal_to_noise: measured.length < 2 ? null : signalToNoise(measured.map(scoreWithError)),
    saturation: saturationOf(
      measured.map(({ score, rank_low }) => ({ score: score ?? 0, rank_low: rank_low ?? 1 })),
    ),
    audit: judged === undefined ? [] : auditOf(benchmark, judged.cases, ids),
    note:
      quality?.status === 'too_few_models'
        ? `${quality.models} models are too few to judge single cases; it takes ${quality.needed}`
        : '',
  };
}

function isMeasured({ tier, score, rank_low }: BoardRow): boolean {
  return tier !== 'baseline' && tier !== 'published' && score !== null && rank_low !== null;
}

/** Scores of the models on the cases that all of them have: nothing is filled in. */
function completeMatrix(
  benchmark: Benchmark,
  measured: readonly BoardRow[],
  rows: readonly CaseRow[],
) {
  const facts = { ...benchmark, cases: benchmark.cases.length };
  const ofModel = groupBy(rows, ({ model, tier }) => `${model} ${tier}`);
  const scores = measured.map(({ model, tier }) => {
    const cases = modelCases(ofModel.get(`${model} ${tier}`) ?? [], facts).filter(isScored);
    return new Map(cases.map(({ id, score }) => [id, score]));
  });
  const ids = benchmark.cases
    .map(({ id }) => id)
    .filter((id) => scores.every((own) => own.has(id)));
  return { models: measured, ids, matrix: scores.map((own) => ids.map((id) => own.get(id) ?? 0)) };
}

/** The half-width of the interval is about two standard errors. */
function scoreWithError({ score, low, high }: BoardRow): { score: number; standard_error: number } {
  return { score: score ?? 0, standard_error: ((high ?? 1) - (low ?? 0)) / (2 * 1.96) };
}

/** Each tie is counted from both sides. */
function separabilityOf(measured: readonly BoardRow[]): number | null {
  if (measured.length < 2) return null;
  const names = new Set(measured.map(({ model }) => model));
  const tied =
    measured.reduce((sum, row) => sum + row.tied_with.filter((name) => names.has(name)).length, 0) /
    2;
  const pairs = (measured.length * (measured.length - 1)) / 2;
  return 1 - tied / pairs;
}

const URGENCY: readonly CaseQuality['state'][] = ['suspect', 'noise', 'dead'];

function auditOf(
  benchmark: Benchmark,
  cases: readonly CaseQuality[],
  ids: readonly string[],
): AuditedCase[] {
  const sources = new Map(benchmark.cases.map(({ id, source }) => [id, source]));
  return cases
    .filter(({ state }) => state !== 'sound')
    .sort(
      (a, b) =>
        URGENCY.indexOf(a.state) - URGENCY.indexOf(b.state) ||
        (a.item_rest ?? 0) - (b.item_rest ?? 0),
    )
    .flatMap(({ index, state, item_rest, mean }) => {
      const case_id = ids[index] ?? '';
      const source = sources.get(case_id);
      return source === undefined
        ? []
        : [
            {
              case_id,
              state,
              item_rest,
              mean,
              evidence: evidenceOf(state, item_rest, mean),
              source,
            },
          ];
    });
}

function evidenceOf(state: CaseQuality['state'], itemRest: number | null, mean: number): string {
  const correlation = itemRest === null ? '' : ` (r = ${itemRest.toFixed(2)})`;
  if (state === 'suspect')
    return `better models do worse on it${correlation}: check the expected answer`;
  if (state === 'noise')
    return `who passes it has little to do with the rest${correlation}: check its wording`;
  return mean >= 1
    ? 'every model passes it'
    : mean <= 0
      ? 'no model passes it: check the expected answer'
      : 'all models score the same on it';
}
