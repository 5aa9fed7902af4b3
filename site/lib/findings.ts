import type { Board } from '../../engine/analysis/board.ts';
import { type RankedRow, rankedModels, rankedRows } from './boards.ts';
import { count, listInWords, points, pointsInterval, seconds, usd } from './format.ts';
import type { ModelViews } from './model-view.ts';

/** Names in a sentence before the rest is only counted. */
const NAMES_IN_A_SENTENCE = 3;

/** Ranked models that no row is significantly better than. */
export function topModels(board: Board): RankedRow[] {
  return rankedModels(board).filter((row) => row.rank_low === 1);
}

/** The board in a sentence: who leads, and who cannot be told from the leader. */
export function boardFinding(board: Board, models: ModelViews): string {
  const ranked = rankedModels(board);
  const top = topModels(board);
  const [best] = ranked;
  if (best === undefined) return baselineFinding(board);
  const leader = models(best.model).title;
  if (ranked.length === 1) return `${leader} is the only ranked model, with ${scoreText(best)}.`;
  if (top.length === 1) {
    return `${leader} leads with ${scoreText(best)}, and every other ranked model is significantly behind.`;
  }
  const others = top.filter((row) => row !== best).map((row) => models(row.model).title);
  const tied =
    others.length <= NAMES_IN_A_SENTENCE
      ? `cannot be told from ${listInWords(others)}`
      : `cannot be told from ${others.length} of the other ${ranked.length - 1} ranked models`;
  return `${leader} scores highest with ${scoreText(best)}, but ${tied}.`;
}

/** What there is to say while no model has been ranked. */
function baselineFinding(board: Board): string {
  const [best] = rankedRows(board);
  if (best === undefined) return 'No model has been ranked yet.';
  return `Only baselines have been measured: they reach ${scoreText(best)}, the floor that a model has to beat.`;
}

/** What the intervals show, in a sentence. */
export function intervalFinding(board: Board): string {
  const scores = topModels(board).map((row) => row.score);
  if (scores.length === 0) return baselineFinding(board);
  const [low, high] = [Math.min(...scores), Math.max(...scores)];
  const top =
    scores.length === 1
      ? `One model stands alone at ${points(high)} points.`
      : `The ${scores.length} models that share the top lie between ${points(low)} and ${points(high)} points.`;
  return `${top} Intervals that overlap are no test: who is tied with whom stands in the table.`;
}

/** What the scores cost, in a sentence; or nothing when no cost is known. */
export function costFinding(board: Board, models: ModelViews): string | undefined {
  const cheapest = leastOf(topModels(board), (row) => row.cost_usd_per_100_cases);
  if (cheapest === undefined || !costIsMeasured(board)) return undefined;
  const { row, value } = cheapest;
  return `The cheapest model of the top group is ${models(row.model).title}: ${usd(value)} per 100 cases at ${points(row.score)} points. The dashed line joins those that no cheaper one beats.`;
}

/** How long answers take, in a sentence; or nothing when no latency is known. */
export function latencyFinding(board: Board, models: ModelViews): string | undefined {
  const fastest = leastOf(topModels(board), (row) => row.latency_ms_median);
  if (fastest === undefined) return undefined;
  const { row, value } = fastest;
  const tail =
    row.latency_ms_p95 === null
      ? ''
      : `, and 19 of 20 answers within ${seconds(row.latency_ms_p95)} s`;
  return `The fastest model of the top group is ${models(row.model).title}: half of its answers take at most ${seconds(value)} s${tail}.`;
}

/** Whether any call of the board had a price. */
export function costIsMeasured(board: Board): boolean {
  return board.rows.some((row) => (row.cost_usd_per_100_cases ?? 0) > 0);
}

/** What the board can resolve, in a sentence. */
export function resolutionFinding(board: Board): string | undefined {
  if (board.minimum_detectable_effect === null) return undefined;
  return `This board can tell apart models that differ by at least ${points(board.minimum_detectable_effect)} points.`;
}

/** How the ranks were made, in a sentence. */
export function testsFinding(board: Board): string | undefined {
  if (board.tests === 0) return undefined;
  return `${count(board.tests, 'paired test')} with Holm’s correction: with 95 % certainty none of the separations is false.`;
}

function scoreText(row: RankedRow): string {
  const interval =
    row.low === null || row.high === null ? '' : ` (${pointsInterval(row.low, row.high)})`;
  return `${points(row.score)} points${interval}`;
}

function leastOf<Row>(rows: readonly Row[], measure: (row: Row) => number | null) {
  return rows
    .flatMap((row) => {
      const value = measure(row);
      return value === null ? [] : [{ row, value }];
    })
    .sort((a, b) => a.value - b.value)[0];
}
