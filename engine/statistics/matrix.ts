import { sum } from './mean.ts';

/** Rows of equal length. */
export type Matrix = readonly (readonly number[])[];

/** The matrix with `entry(row, column)` at every place. */
export function matrixOf(
  rows: number,
  columns: number,
  entry: (row: number, column: number) => number,
): number[][] {
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => entry(row, column)),
  );
}

/** Σ of the products of two vectors of equal length. */
export function dot(a: readonly number[], b: readonly number[]): number {
  return sum(a.map((value, index) => value * (b[index] ?? 0)));
}

/** The matrix times a column. */
export function timesVector(matrix: Matrix, vector: readonly number[]): number[] {
  return matrix.map((row) => dot(row, vector));
}

/**
 * The inverse of a symmetric positive definite matrix; `null` when it is not one, within rounding.
 *
 * By Cholesky's factor L with LLᵀ = matrix (Golub and Van Loan 2013, section 4.2). For the few
 * dozen models of a leaderboard; time grows with the third power of the size.
 */
export function inversePositive(matrix: Matrix): number[][] | null {
  const factor = choleskyFactor(matrix);
  if (factor === null) return null;
  const size = matrix.length;
  const columns = matrix.map((_, column) =>
    solved(
      factor,
      Array.from({ length: size }, (_, row) => Number(row === column)),
    ),
  );
  // The exact inverse is symmetric; rounding need not be.
  return matrixOf(
    size,
    size,
    (row, column) => ((columns[row]?.[column] ?? 0) + (columns[column]?.[row] ?? 0)) / 2,
  );
}

/** A pivot below this share of its diagonal entry is what rounding leaves of zero. */
const SINGULAR = 1e-13;

function choleskyFactor(matrix: Matrix): number[][] | null {
  const factor: number[][] = [];
  for (const [row, entries] of matrix.entries()) {
    const current: number[] = [];
    for (let column = 0; column < row; column++) {
      const above = factor[column] ?? [];
      const rest = (entries[column] ?? 0) - dot(above.slice(0, column), current);
      current.push(rest / (above[column] ?? Number.NaN));
    }
    const diagonal = entries[row] ?? 0;
    const pivot = diagonal - dot(current, current);
    if (!(pivot > SINGULAR * diagonal)) return null;
    factor.push([...current, Math.sqrt(pivot)]);
  }
  return factor;
}

/** x with LLᵀx = right. */
function solved(factor: Matrix, right: readonly number[]): number[] {
  const forward: number[] = [];
  factor.forEach((row, index) => {
    const known = dot(row.slice(0, index), forward);
    forward.push(((right[index] ?? 0) - known) / (row[index] ?? Number.NaN));
  });
  const backward = new Array<number>(forward.length).fill(0);
  for (let index = forward.length - 1; index >= 0; index--) {
    const later = factor.slice(index + 1).map((row) => row[index] ?? 0);
    const known = dot(later, backward.slice(index + 1));
    backward[index] = ((forward[index] ?? 0) - known) / (factor[index]?.[index] ?? Number.NaN);
  }
  return backward;
}
