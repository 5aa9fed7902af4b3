import type { Board } from '../../engine/analysis/board.ts';
import { type ModelCase, modelCases } from '../../engine/analysis/case-scores.ts';
import { compareCases, sharedCases } from '../../engine/analysis/pairs.ts';
import type { Benchmark } from '../../engine/benchmark/benchmark.ts';
import type { Tier } from '../../engine/results/columns.ts';
import { holm, normalUpperTail } from '../../engine/statistics/index.ts';
import { boardsOf, type RankedRow, rankedModels, rankedRows } from './boards.ts';
import type { SiteData } from './site-data.ts';
import type { Task } from './tasks.ts';

/** Standard errors in half of a 95 % interval. */
const HALF_WIDTH = 1.96;

/** A model on all measured benchmarks of a task. */
export interface TaskRow {
  readonly model: string;
  readonly tier: Tier;
  /** Mean over the benchmarks, 0…1, with its 95 % interval. */
  readonly score: number;
  readonly low: number;
  readonly high: number;
  /** US dollars per 100 cases, mean over the benchmarks; `null` when one is unknown. */
  readonly cost: number | null;
  /** Median latency in milliseconds, mean over the benchmarks. */
  readonly latency: number | null;
  /** No test tells it from the best. */
  readonly top: boolean;
  /** The best one's score less this one's, on the same cases; absent for the best itself. */
  readonly behind?: { readonly difference: number; readonly low: number; readonly high: number };
}

/** What the boards say about a task. */
export interface TaskAnswer {
  readonly task: Task;
  /** Benchmarks with a ranked model. */
  readonly measured: readonly { readonly benchmark: Benchmark; readonly board: Board }[];
  /** Best first: models that have taken every measured benchmark. */
  readonly rows: readonly TaskRow[];
  /** Models left out because they have not. */
  readonly partial: readonly string[];
  /** Highest score of a baseline on any of the benchmarks. */
  readonly floor: number | null;
}

const known = new WeakMap<SiteData, Map<string, Promise<TaskAnswer>>>();

export function taskAnswerOf(data: SiteData, task: Task): Promise<TaskAnswer> {
  const answers = known.get(data) ?? new Map<string, Promise<TaskAnswer>>();
  known.set(data, answers);
  const answer = answers.get(task.tag) ?? computeAnswer(data, task);
  answers.set(task.tag, answer);
  return answer;
}

async function computeAnswer(data: SiteData, task: Task): Promise<TaskAnswer> {
  const boards = task.benchmarks.map((benchmark) => ({
    benchmark,
    board: boardsOf(data, benchmark).current,
  }));
  const measured = boards.flatMap(({ benchmark, board }) =>
    board !== undefined && rankedModels(board).length > 0 ? [{ benchmark, board }] : [],
  );
  const perBoard = measured.map(({ board }) => trusted(rankedModels(board)));
  const everyone = new Set(perBoard.flatMap((rows) => [...rows.keys()]));
  const complete = [...everyone].filter((model) => perBoard.every((rows) => rows.has(model)));
  const merged = complete
    .map((model) => mergeRows(perBoard.flatMap((rows) => rows.get(model) ?? [])))
    .sort((a, b) => b.score - a.score || a.model.localeCompare(b.model, 'en'));
  return {
    task,
    measured,
    rows: await againstBest(data, measured, merged),
    partial: [...everyone].filter((model) => !complete.includes(model)).sort(),
    floor: floorOf(boards.map(({ board }) => board)),
  };
}

/** Where a model is ranked in two tiers, the more trusted one counts. */
function trusted(rows: readonly RankedRow[]): Map<string, RankedRow> {
  const order: readonly Tier[] = ['self_reported', 'verified'];
  const sorted = rows.toSorted((a, b) => order.indexOf(a.tier) - order.indexOf(b.tier));
  return new Map(sorted.map((row) => [row.model, row]));
}

type MergedRow = Omit<TaskRow, 'top' | 'behind'>;

/** Benchmarks count alike; their errors are independent, for they share no case. */
function mergeRows(rows: readonly RankedRow[]): MergedRow {
  const mean = (pick: (row: RankedRow) => number) =>
    rows.reduce((sum, row) => sum + pick(row), 0) / rows.length;
  const meanIfKnown = (pick: (row: RankedRow) => number | null) =>
    rows.some((row) => pick(row) === null) ? null : mean((row) => pick(row) ?? 0);
  const score = mean((row) => row.score);
  const spread = (pick: (row: RankedRow) => number) =>
    Math.sqrt(rows.reduce((sum, row) => sum + pick(row) ** 2, 0)) / rows.length;
  const [first] = rows;
  return {
    model: first?.model ?? '',
    tier: rows.find(({ tier }) => tier !== 'verified')?.tier ?? 'verified',
    score,
    low: Math.max(0, score - spread((row) => row.score - (row.low ?? 0))),
    high: Math.min(1, score + spread((row) => (row.high ?? 1) - row.score)),
    cost: meanIfKnown((row) => row.cost_usd_per_100_cases),
    latency: meanIfKnown((row) => row.latency_ms_median),
  };
}

/** Every model against the best one on the same cases, with Holm's correction. */
async function againstBest(
  data: SiteData,
  measured: TaskAnswer['measured'],
  rows: readonly MergedRow[],
): Promise<TaskRow[]> {
  const [best, ...others] = rows;
  if (best === undefined) return [];
  const cases = await Promise.all(measured.map(({ benchmark }) => casesByModel(data, benchmark)));
  const compared = others.map((row) => ({
    row,
    ...differenceOf(
      cases.map((models) => [
        models.get(`${row.model} ${row.tier}`) ?? models.get(`${row.model} verified`) ?? [],
        models.get(`${best.model} ${best.tier}`) ?? models.get(`${best.model} verified`) ?? [],
      ]),
    ),
  }));
  const adjusted = holm(compared.map(({ p_value }) => p_value));
  const tied = tiedOnOneBoard(measured, best);
  return [
    { ...best, top: true },
    ...compared.map(({ row, difference, low, high }, index) => ({
      ...row,
      top: tied?.has(row.model) ?? (adjusted[index] ?? 1) > 0.05,
      behind: { difference, low, high },
    })),
  ];
}

/** With one benchmark its board has tested all pairs already: there is one answer to who is tied. */
function tiedOnOneBoard(measured: TaskAnswer['measured'], best: MergedRow) {
  const [only, ...more] = measured;
  if (only === undefined || more.length > 0) return undefined;
  const row = only.board.rows.find(({ model, tier }) => model === best.model && tier === best.tier);
  return new Set(row?.tied_with);
}

async function casesByModel(
  data: SiteData,
  { id, fingerprint, reducer, reducer_k, cases }: Benchmark,
): Promise<Map<string, ModelCase[]>> {
  const rows = (await data.caseScores(id)).filter((row) => row.fingerprint === fingerprint);
  const facts = { id, fingerprint, reducer, reducer_k, cases: cases.length };
  const groups = Map.groupBy(rows, ({ model, tier }) => `${model} ${tier}`);
  return new Map([...groups].map(([name, group]) => [name, modelCases(group, facts)]));
}

/** Mean of B − A over the benchmarks, each weighing the same. */
function differenceOf(pairs: readonly (readonly [readonly ModelCase[], readonly ModelCase[]])[]) {
  const estimates = pairs.flatMap(([a, b]) => {
    const shared = sharedCases(a, b);
    const compared = compareCases(shared, ['', '', '']);
    return compared === undefined ? [] : [compared];
  });
  if (estimates.length < pairs.length || estimates.length === 0)
    return { difference: 0, low: -1, high: 1, p_value: 1 };
  const [only] = estimates;
  if (only !== undefined && estimates.length === 1) return only;
  const n = estimates.length;
  const difference = estimates.reduce((sum, one) => sum + one.difference, 0) / n;
  const error = Math.sqrt(estimates.reduce((sum, one) => sum + errorOf(one) ** 2, 0)) / n;
  const p_value = error === 0 ? 1 : Math.min(1, 2 * normalUpperTail(Math.abs(difference) / error));
  return {
    difference,
    low: Math.max(-1, difference - HALF_WIDTH * error),
    high: Math.min(1, difference + HALF_WIDTH * error),
    p_value,
  };
}

function errorOf({ low, high }: { readonly low: number; readonly high: number }): number {
  return (high - low) / 2 / HALF_WIDTH;
}

function floorOf(boards: readonly (Board | undefined)[]): number | null {
  const scores = boards.flatMap((board) =>
    rankedRows(board).flatMap(({ tier, score }) => (tier === 'baseline' ? [score] : [])),
  );
  return scores.length === 0 ? null : Math.max(...scores);
}

/** The four models that a task's answer names. */
export interface Picks {
  readonly quality: TaskRow | undefined;
  /** Cheapest of those that cannot be told from the best. */
  readonly value: TaskRow | undefined;
  readonly open: TaskRow | undefined;
  /** Fastest of those that cannot be told from the best. */
  readonly fastest: TaskRow | undefined;
}

export function picksOf(
  rows: readonly TaskRow[],
  hasOpenWeights: (model: string) => boolean,
): Picks {
  const top = rows.filter((row) => row.top);
  return {
    quality: rows[0],
    value: leastOf(top, ({ cost }) => cost),
    open: rows.find(({ model }) => hasOpenWeights(model)),
    fastest: leastOf(top, ({ latency }) => latency),
  };
}

function leastOf<Row>(rows: readonly Row[], measure: (row: Row) => number | null): Row | undefined {
  return rows
    .filter((row) => measure(row) !== null)
    .sort((a, b) => (measure(a) ?? 0) - (measure(b) ?? 0))[0];
}
