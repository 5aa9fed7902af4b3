import type { Comparison } from '../../engine/analysis/board.ts';
import { modelCases } from '../../engine/analysis/case-scores.ts';
import { compareSides } from '../../engine/analysis/compare.ts';
import type { CaseRow } from '../../engine/analysis/rows.ts';
import type { Benchmark } from '../../engine/benchmark/benchmark.ts';
import type { Tier } from '../../engine/results/columns.ts';
import { boardsOf, type RankedRow, rankedRows } from './boards.ts';
import { hasCasePages } from './case-pages.ts';
import type { ModelViews } from './model-view.ts';
import type { SiteData } from './site-data.ts';

/** Models in a matrix; more would neither fit nor be read. */
const MATRIX_MODELS = 8;

/** Two models of a matrix, the one with the higher score being B. */
export interface Pair {
  readonly a: RankedRow;
  readonly b: RankedRow;
  readonly comparison: Comparison;
}

/** The first models of a board, best first, and each two of them. */
export interface Pairs {
  readonly rows: readonly RankedRow[];
  readonly pairs: readonly Pair[];
}

const known = new WeakMap<SiteData, Map<string, Promise<Pairs>>>();

/** The first models of a board against one another: tested once for the page, its text and data. */
export function pairsOf(data: SiteData, benchmark: Benchmark, models: ModelViews): Promise<Pairs> {
  const ofData = known.get(data) ?? new Map<string, Promise<Pairs>>();
  known.set(data, ofData);
  const pairs = ofData.get(benchmark.id) ?? comparePairs(data, benchmark, models);
  ofData.set(benchmark.id, pairs);
  return pairs;
}

async function comparePairs(
  data: SiteData,
  benchmark: Benchmark,
  models: ModelViews,
): Promise<Pairs> {
  const rows = rankedRows(boardsOf(data, benchmark).current).slice(0, MATRIX_MODELS);
  const cases = Map.groupBy(await currentScores(data, benchmark), rowName);
  const side = (row: RankedRow) => ({
    name: models(row.model).title,
    rows: cases.get(rowName(row)) ?? [],
  });
  const pairs = rows.flatMap((b, index) =>
    rows.slice(index + 1).flatMap((a) => {
      const comparison = compareSides(benchmark, side(a), side(b));
      return comparison === undefined ? [] : [{ a, b, comparison }];
    }),
  );
  return { rows, pairs };
}

async function currentScores(
  data: SiteData,
  { id, fingerprint }: Benchmark,
): Promise<readonly CaseRow[]> {
  return (await data.caseScores(id)).filter((row) => row.fingerprint === fingerprint);
}

function rowName({ model, tier }: { readonly model: string; readonly tier: Tier }): string {
  return `${model} ${tier}`;
}

/** A model's scores in the order of the cases; what a browser compares models with. */
export interface ScoreColumn {
  readonly model: string;
  readonly title: string;
  readonly tier: Tier;
  /** 0…1, trials merged, unrounded, for tests depend on ties; `null` = no score. */
  readonly scores: readonly (number | null)[];
}

/** `/compare/<benchmark>.json`. */
export interface ScoreTable {
  readonly benchmark: string;
  readonly title: string;
  readonly fingerprint: string;
  /** The largest loss that counts as no regression. */
  readonly margin: number;
  /** Whether each case has a page of its own. */
  readonly hasCasePages: boolean;
  readonly cases: readonly {
    readonly id: string;
    readonly cluster: string;
    readonly weight: number;
  }[];
  readonly models: readonly ScoreColumn[];
}

/** Every model's score on every case of a benchmark as it stands now; best model first. */
export async function scoreTableOf(
  data: SiteData,
  benchmark: Benchmark,
  models: ModelViews,
): Promise<ScoreTable> {
  const facts = { ...benchmark, cases: benchmark.cases.length };
  const groups = Map.groupBy(await currentScores(data, benchmark), rowName);
  const order = (boardsOf(data, benchmark).current?.rows ?? []).map(rowName);
  const sorted = [...groups].sort(([a], [b]) => placeIn(order, a) - placeIn(order, b));
  return {
    benchmark: benchmark.id,
    title: benchmark.title,
    fingerprint: benchmark.fingerprint,
    margin: benchmark.gate.margin,
    hasCasePages: hasCasePages(data, benchmark),
    cases: benchmark.cases.map(({ id, cluster, weight }) => ({
      id,
      cluster: cluster ?? `case ${id}`,
      weight,
    })),
    models: sorted.flatMap(([, rows]) => {
      const [first] = rows;
      if (first === undefined) return [];
      const scores = new Map(modelCases(rows, facts).map(({ hash, score }) => [hash, score]));
      return [
        {
          model: first.model,
          title: models(first.model).title,
          tier: first.tier,
          scores: benchmark.cases.map(({ hash }) => scores.get(hash) ?? null),
        },
      ];
    }),
  };
}

function placeIn(order: readonly string[], name: string): number {
  const place = order.indexOf(name);
  return place < 0 ? order.length : place;
}
