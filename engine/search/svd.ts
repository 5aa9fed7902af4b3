import { seededRandom } from '../statistics/random.ts';
import { symmetricEigen } from './eigen.ts';

/** One row of a sparse matrix: columns and the values in them. */
export interface SparseRow {
  readonly columns: Uint32Array | readonly number[];
  readonly values: Float64Array | readonly number[];
}

/** The right singular vectors that belong to the largest singular values. */
export interface RightVectors {
  /** Number of vectors that were found; the rank of the matrix bounds it. */
  readonly dimensions: number;
  /** `columns × dimensions`, row by row: where each column of the matrix lies. */
  readonly places: Float64Array;
  /** Singular values, the largest first. */
  readonly values: readonly number[];
}

/** Columns beyond the wanted ones, which make the last of these exact. */
const OVERSAMPLE = 12;
const ITERATIONS = 5;

/**
 * Truncated singular value decomposition by randomised subspace iteration: Halko, Martinsson and
 * Tropp (2011), SIAM Review 53(2), algorithm 4.4. The seed is fixed and each vector's largest
 * component is positive, so equal matrices give equal vectors.
 *
 * @param columns number of columns of the matrix
 * @param dimensions the most vectors that are wanted
 */
export function rightVectors(
  rows: readonly SparseRow[],
  columns: number,
  dimensions: number,
): RightVectors {
  const width = Math.min(dimensions + OVERSAMPLE, rows.length, columns);
  let basis = times(rows, gaussian(columns * width), width);
  orthonormalise(basis, rows.length, width);
  for (let round = 0; round < ITERATIONS; round++) {
    const back = transposedTimes(rows, basis, columns, width);
    orthonormalise(back, columns, width);
    basis = times(rows, back, width);
    orthonormalise(basis, rows.length, width);
  }
  return rotated(transposedTimes(rows, basis, columns, width), columns, width, dimensions);
}

/** From the projected matrix, `columns × width`, to its own singular vectors. */
function rotated(
  small: Float64Array,
  columns: number,
  width: number,
  dimensions: number,
): RightVectors {
  const { values, vectors } = symmetricEigen(gram(small, columns, width), width);
  const largest = values[0] ?? 0;
  const kept = values.filter((value) => value > largest * 1e-12 && value > 0).slice(0, dimensions);
  const found = kept.length;
  const places = new Float64Array(columns * found);
  for (let column = 0; column < columns; column++)
    for (let vector = 0; vector < found; vector++) {
      let sum = 0;
      for (let other = 0; other < width; other++)
        sum += (small[column * width + other] ?? 0) * (vectors[other * width + vector] ?? 0);
      places[column * found + vector] = sum / Math.sqrt(kept[vector] ?? 1);
    }
  fixSigns(places, columns, found);
  return { dimensions: found, places, values: kept.map(Math.sqrt) };
}

function gaussian(length: number): Float64Array {
  const random = seededRandom('search');
  // The sum of four uniform numbers is round enough, and exact on every machine.
  return Float64Array.from(
    { length },
    () => random.fraction() + random.fraction() - random.fraction() - random.fraction(),
  );
}

/** The sparse matrix times a dense one of `width` columns. */
function times(rows: readonly SparseRow[], dense: Float64Array, width: number): Float64Array {
  const product = new Float64Array(rows.length * width);
  for (const [index, { columns, values }] of rows.entries())
    for (let entry = 0; entry < columns.length; entry++) {
      const from = (columns[entry] ?? 0) * width;
      const value = values[entry] ?? 0;
      const to = index * width;
      for (let k = 0; k < width; k++)
        product[to + k] = (product[to + k] ?? 0) + value * (dense[from + k] ?? 0);
    }
  return product;
}

/** The transposed sparse matrix times a dense one of `width` columns. */
function transposedTimes(
  rows: readonly SparseRow[],
  dense: Float64Array,
  columnCount: number,
  width: number,
): Float64Array {
  const product = new Float64Array(columnCount * width);
  for (const [index, { columns, values }] of rows.entries())
    for (let entry = 0; entry < columns.length; entry++) {
      const to = (columns[entry] ?? 0) * width;
      const value = values[entry] ?? 0;
      const from = index * width;
      for (let k = 0; k < width; k++)
        product[to + k] = (product[to + k] ?? 0) + value * (dense[from + k] ?? 0);
    }
  return product;
}

/** Modified Gram–Schmidt, twice, over the columns of a row-major matrix; a dependent column becomes zero. */
function orthonormalise(matrix: Float64Array, rows: number, width: number): void {
  for (let column = 0; column < width; column++) {
    const before = length(matrix, rows, width, column);
    for (let pass = 0; pass < 2; pass++)
      for (let other = 0; other < column; other++) subtract(matrix, rows, width, column, other);
    const norm = length(matrix, rows, width, column);
    const scale = norm > before * 1e-10 && norm > 0 ? 1 / norm : 0;
    for (let row = 0; row < rows; row++) {
      const at = row * width + column;
      matrix[at] = (matrix[at] ?? 0) * scale;
    }
  }
}

function subtract(
  matrix: Float64Array,
  rows: number,
  width: number,
  column: number,
  other: number,
): void {
  let dot = 0;
  for (let row = 0; row < rows; row++)
    dot += (matrix[row * width + column] ?? 0) * (matrix[row * width + other] ?? 0);
  if (dot === 0) return;
  for (let row = 0; row < rows; row++) {
    const at = row * width + column;
    matrix[at] = (matrix[at] ?? 0) - dot * (matrix[row * width + other] ?? 0);
  }
}

function length(matrix: Float64Array, rows: number, width: number, column: number): number {
  let sum = 0;
  for (let row = 0; row < rows; row++) sum += (matrix[row * width + column] ?? 0) ** 2;
  return Math.sqrt(sum);
}

function gram(matrix: Float64Array, rows: number, width: number): Float64Array {
  const product = new Float64Array(width * width);
  for (let row = 0; row < rows; row++)
    for (let i = 0; i < width; i++) {
      const value = matrix[row * width + i] ?? 0;
      if (value === 0) continue;
      for (let j = 0; j < width; j++)
        product[i * width + j] =
          (product[i * width + j] ?? 0) + value * (matrix[row * width + j] ?? 0);
    }
  return product;
}

function fixSigns(places: Float64Array, rows: number, width: number): void {
  for (let column = 0; column < width; column++) {
    let largest = 0;
    for (let row = 0; row < rows; row++) {
      const value = places[row * width + column] ?? 0;
      if (Math.abs(value) > Math.abs(largest) + 1e-9) largest = value;
    }
    if (largest >= 0) continue;
    for (let row = 0; row < rows; row++) {
      const at = row * width + column;
      places[at] = -(places[at] ?? 0);
    }
  }
}
