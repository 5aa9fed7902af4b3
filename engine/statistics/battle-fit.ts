import { dot, inversePositive, matrixOf, timesVector } from './matrix.ts';
import { maximum, sum } from './mean.ts';

/** Two answers to one case, and which was preferred. */
export interface Battle {
  readonly a: string;
  readonly b: string;
  /** 1 when A won, 0 when B won, ½ for a tie; 0…1 inclusive. */
  readonly score_a: number;
  /** Battles with the same cluster (case) are not independent; alone, a battle has its own. */
  readonly cluster: string;
  /** Style of A's answer less B's, one number for each covariate, the same number in every battle. */
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

/** Ratings, then style effects, and their joint covariance. */
export interface FittedBattles {
  readonly parameters: readonly number[];
  readonly covariance: readonly (readonly number[])[];
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

const MAX_STEPS = 100;
const MAX_HALVINGS = 30;
/** Newton's steps double the digits, so one that moves this little was the last. */
const CONVERGED = 1e-10;
/** No data set of battles supports odds beyond this; a covariate that separates runs past it. */
const LARGEST_PARAMETER = 30;

/**
 * The maximum of the (penalised) likelihood by Newton's method with halved steps, ratings summing to
 * 0; `null` when there is none. `isClustered` asks for the sandwich covariance over clusters.
 */
export function fitBattles(model: BattleModel, isClustered: boolean): FittedBattles | null {
  let parameters = new Array<number>(model.models + model.covariates).fill(0);
  for (let step = 0; step < MAX_STEPS; step++) {
    const inverse = inversePositive(information(model, parameters));
    if (inverse === null) return null;
    const move = timesVector(inverse, gradient(model, parameters));
    if (maximum(move.map(Math.abs)) < CONVERGED) {
      const free = withoutConstant(model, inverse);
      return { parameters, covariance: isClustered ? sandwich(model, parameters, free) : free };
    }
    parameters = improved(model, parameters, move);
    if (maximum(parameters.map(Math.abs)) > LARGEST_PARAMETER) return null;
  }
  return null;
}

function improved(
  model: BattleModel,
  parameters: readonly number[],
  move: readonly number[],
): number[] {
  const before = objective(model, parameters);
  let next = moved(parameters, move, 1);
  for (let halving = 1; halving < MAX_HALVINGS && objective(model, next) < before; halving++) {
    next = moved(parameters, move, 2 ** -halving);
  }
  return next;
}

function moved(from: readonly number[], move: readonly number[], share: number): number[] {
  return from.map((value, index) => value + share * (move[index] ?? 0));
}

function logOdds({ models }: BattleModel, row: BattleRow, parameters: readonly number[]): number {
  const style = dot(row.style, parameters.slice(models));
  return (parameters[row.a] ?? 0) - (parameters[row.b] ?? 0) + style;
}

function logistic(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
}

/** Penalised log-likelihood; a tie is half a win of each. */
function objective(model: BattleModel, parameters: readonly number[]): number {
  const parts = model.rows.map((row) => {
    const x = logOdds(model, row, parameters);
    return row.score * x - Math.max(0, x) - Math.log1p(Math.exp(-Math.abs(x)));
  });
  const ratings = parameters.slice(0, model.models);
  return sum(parts) - (model.ridge / 2) * dot(ratings, ratings);
}

function gradient(model: BattleModel, parameters: readonly number[]): number[] {
  const total = parameters.map((value, index) => (index < model.models ? -model.ridge * value : 0));
  for (const row of model.rows) {
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
function information(model: BattleModel, parameters: readonly number[]): number[][] {
  const size = parameters.length;
  const total = matrixOf(size, size, (row, column) => constantPart(model, row, column));
  for (let index = 0; index < model.models; index++) addTo(total, index, index, model.ridge);
  for (const row of model.rows) {
    const chance = logistic(logOdds(model, row, parameters));
    addSquare(total, model, row, chance * (1 - chance));
  }
  return total;
}

function constantPart({ models }: BattleModel, row: number, column: number): number {
  return row < models && column < models ? 1 / models : 0;
}

function addTo(total: number[][], row: number, column: number, value: number): void {
  const entries = total[row];
  if (entries) entries[column] = (entries[column] ?? 0) + value;
}

function addSquare(total: number[][], { models }: BattleModel, row: BattleRow, weight: number): void {
  const entries: [number, number][] = [
    [row.a, 1],
    [row.b, -1],
    ...row.style.map((value, index): [number, number] => [models + index, value]),
  ];
  for (const [i, left] of entries) {
    for (const [j, right] of entries) addTo(total, i, j, weight * left * right);
  }
}

/** Takes the unit of information on the mean rating out of the inverse again. */
function withoutConstant(model: BattleModel, inverse: readonly (readonly number[])[]): number[][] {
  return inverse.map((entries, row) =>
    entries.map((value, column) => value - constantPart(model, row, column) / (1 + model.ridge)),
  );
}

/** Inverse information on both sides of the summed squares of the clusters' gradients, times G/(G−1). */
function sandwich(
  model: BattleModel,
  parameters: readonly number[],
  inverse: readonly (readonly number[])[],
): number[][] {
  const clusters = [...Map.groupBy(model.rows, ({ cluster }) => cluster).values()];
  const gradients = clusters.map((rows) => {
    const total = new Array<number>(parameters.length).fill(0);
    for (const row of rows) {
      addRow(total, model, row, row.score - logistic(logOdds(model, row, parameters)));
    }
    return timesVector(inverse, total);
  });
  const scale = gradients.length / Math.max(1, gradients.length - 1);
  return matrixOf(parameters.length, parameters.length, (row, column) =>
    scale * sum(gradients.map((one) => (one[row] ?? 0) * (one[column] ?? 0))),
  );
}
