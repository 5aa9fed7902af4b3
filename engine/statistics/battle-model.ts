import { dot, matrixOf } from './matrix.ts';
import { sum } from './mean.ts';

/** Two answers to one case, and which was preferred. */
export interface Battle {
  readonly a: string;
  readonly b: string;
  /** 1 when A won, 0 when B won, ½ for a tie; 0…1 inclusive. */
  readonly score_a: number;
  /** Battles with the same cluster (case) are not independent; alone, a battle has its own. */
  readonly cluster: string;
  /** Style of A's answer less B's: one number for each covariate, in the same order throughout. */
  readonly style?: readonly number[];
}

/** One battle as a row of a logistic regression. */
interface BattleRow {
  /** Index of model A. */
  readonly a: number;
  readonly b: number;
  readonly score: number;
  readonly cluster: string;
  readonly style: readonly number[];
}

/** Battles with models as numbers, and the prior. */
export interface BattleModel {
  readonly rows: readonly BattleRow[];
  readonly models: number;
  readonly covariates: number;
  readonly ridge: number;
}

/** The battles with the models numbered as in `models`. */
export function battleModel(
  models: readonly string[],
  battles: readonly Battle[],
  ridge: number,
): BattleModel {
  const indexOf = new Map(models.map((model, index) => [model, index]));
  const rows = battles.map(({ a, b, score_a: score, cluster, style = [] }) => ({
    a: indexOf.get(a) ?? 0,
    b: indexOf.get(b) ?? 0,
    score,
    cluster,
    style,
  }));
  return { rows, models: models.length, covariates: rows[0]?.style.length ?? 0, ridge };
}

function logOdds({ models }: BattleModel, row: BattleRow, parameters: readonly number[]): number {
  const style = dot(row.style, parameters.slice(models));
  return (parameters[row.a] ?? 0) - (parameters[row.b] ?? 0) + style;
}

function logistic(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
}

/** Penalised log-likelihood; a tie is half a win of each. */
export function objective(model: BattleModel, parameters: readonly number[]): number {
  const parts = model.rows.map((row) => {
    const x = logOdds(model, row, parameters);
    return row.score * x - Math.max(0, x) - Math.log1p(Math.exp(-Math.abs(x)));
  });
  const ratings = parameters.slice(0, model.models);
  return sum(parts) - (model.ridge / 2) * dot(ratings, ratings);
}

/** Derivative of `objective` by every parameter. */
export function gradient(model: BattleModel, parameters: readonly number[]): number[] {
  const total = score(model, parameters, model.rows);
  return total.map((value, index) =>
    index < model.models ? value - model.ridge * (parameters[index] ?? 0) : value,
  );
}

/** The part of the derivative that comes from these battles. */
export function score(
  model: BattleModel,
  parameters: readonly number[],
  rows: readonly BattleRow[],
): number[] {
  const total = new Array<number>(parameters.length).fill(0);
  for (const row of rows) {
    addRow(total, model, row, row.score - logistic(logOdds(model, row, parameters)));
  }
  return total;
}

/** Adds `scale` times the row of the design matrix. */
function addRow(total: number[], { models }: BattleModel, row: BattleRow, scale: number): void {
  const add = (index: number, value: number): void => {
    total[index] = (total[index] ?? 0) + value;
  };
  add(row.a, scale);
  add(row.b, -scale);
  row.style.forEach((value, index) => {
    add(models + index, scale * value);
  });
}

/**
 * Fisher information with the prior. Adding one constant to all ratings changes nothing: a unit of
 * information on their mean makes the matrix invertible and touches no difference.
 */
export function information(model: BattleModel, parameters: readonly number[]): number[][] {
  const size = parameters.length;
  const total = matrixOf(size, size, (row, column) => constantPart(model, row, column));
  for (let index = 0; index < model.models; index++) addTo(total, index, index, model.ridge);
  for (const row of model.rows) {
    const chance = logistic(logOdds(model, row, parameters));
    addSquare(total, model, row, chance * (1 - chance));
  }
  return total;
}

/** What `information` holds besides the battles and the prior. */
export function constantPart({ models }: BattleModel, row: number, column: number): number {
  return row < models && column < models ? 1 / models : 0;
}

function addTo(total: number[][], row: number, column: number, value: number): void {
  const entries = total[row];
  if (entries) entries[column] = (entries[column] ?? 0) + value;
}

function addSquare(
  total: number[][],
  { models }: BattleModel,
  row: BattleRow,
  weight: number,
): void {
  const entries: [number, number][] = [
    [row.a, 1],
    [row.b, -1],
    ...row.style.map((value, index): [number, number] => [models + index, value]),
  ];
  for (const [i, left] of entries) {
    for (const [j, right] of entries) addTo(total, i, j, weight * left * right);
  }
}
