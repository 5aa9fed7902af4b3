import {
  type BattleModel,
  constantPart,
  gradient,
  information,
  objective,
  score,
} from './battle-model.ts';
import { inversePositive, matrixOf, timesVector } from './matrix.ts';
import { maximum, sum } from './mean.ts';

/** Ratings, then style effects, and their joint covariance. */
export interface FittedBattles {
  readonly parameters: readonly number[];
  readonly covariance: readonly (readonly number[])[];
}

const MAX_STEPS = 100;
const MAX_HALVINGS = 30;
/** Newton's steps double the digits, so one that moves this little was the last. */
const CONVERGED = 1e-10;
/** No data set of battles supports odds beyond this; a covariate that separates runs past it. */
const LARGEST_PARAMETER = 30;

/**
 * The maximum of the (penalised) likelihood by Newton's method with halved steps, ratings summing
 * to 0; `null` when there is none. `isClustered` asks for the sandwich covariance over clusters.
 */
export function fitBattles(model: BattleModel, isClustered: boolean): FittedBattles | null {
  let parameters = new Array<number>(model.models + model.covariates).fill(0);
  for (let step = 0; step < MAX_STEPS; step++) {
    const inverse = inversePositive(information(model, parameters));
    if (inverse === null) return null;
    const move = timesVector(inverse, gradient(model, parameters));
    parameters = improved(model, parameters, move);
    if (maximum(move.map(Math.abs)) < CONVERGED) {
      const free = withoutConstant(model, inverse);
      return { parameters, covariance: isClustered ? sandwich(model, parameters, free) : free };
    }
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

/** Takes the unit of information on the mean rating out of the inverse again. */
function withoutConstant(model: BattleModel, inverse: readonly (readonly number[])[]): number[][] {
  return inverse.map((entries, row) =>
    entries.map((value, column) => value - constantPart(model, row, column) / (1 + model.ridge)),
  );
}

/** Inverse information on both sides of the clusters' summed squared scores, times G/(G−1). */
function sandwich(
  model: BattleModel,
  parameters: readonly number[],
  inverse: readonly (readonly number[])[],
): number[][] {
  const clusters = [...Map.groupBy(model.rows, ({ cluster }) => cluster).values()];
  const moves = clusters.map((rows) => timesVector(inverse, score(model, parameters, rows)));
  const scale = moves.length / Math.max(1, moves.length - 1);
  const size = parameters.length;
  return matrixOf(
    size,
    size,
    (row, column) => scale * sum(moves.map((move) => (move[row] ?? 0) * (move[column] ?? 0))),
  );
}
