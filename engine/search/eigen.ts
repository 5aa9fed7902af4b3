/** Eigenvalues of a symmetric matrix, the largest first, and the vectors that belong to them. */
export interface Eigen {
  readonly values: readonly number[];
  /** `size × size`, row by row; column k is the vector of value k. */
  readonly vectors: Float64Array;
}

const MAX_SWEEPS = 60;

/**
 * The eigenvalues and eigenvectors of a small symmetric matrix by cyclic Jacobi rotations: Golub and
 * Van Loan, Matrix Computations, 4th ed., algorithm 8.5.2.
 *
 * @param symmetric `size × size`, row by row; it stays as it is
 */
export function symmetricEigen(symmetric: Float64Array, size: number): Eigen {
  const matrix = Float64Array.from(symmetric);
  const vectors = new Float64Array(size * size);
  for (let index = 0; index < size; index++) vectors[index * size + index] = 1;
  for (let sweep = 0; sweep < MAX_SWEEPS && !isDiagonal(matrix, size); sweep++)
    for (let p = 0; p < size - 1; p++)
      for (let q = p + 1; q < size; q++) rotate(matrix, vectors, size, p, q);
  const order = Array.from({ length: size }, (_, index) => index).sort(
    (a, b) => (matrix[b * size + b] ?? 0) - (matrix[a * size + a] ?? 0) || a - b,
  );
  const sorted = new Float64Array(size * size);
  for (const [to, from] of order.entries())
    for (let row = 0; row < size; row++) sorted[row * size + to] = vectors[row * size + from] ?? 0;
  return { values: order.map((index) => matrix[index * size + index] ?? 0), vectors: sorted };
}

function isDiagonal(matrix: Float64Array, size: number): boolean {
  let off = 0;
  let on = 0;
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const square = (matrix[row * size + column] ?? 0) ** 2;
      if (row === column) on += square;
      else off += square;
    }
  return off <= on * 1e-24;
}

function rotate(
  matrix: Float64Array,
  vectors: Float64Array,
  size: number,
  p: number,
  q: number,
): void {
  const apq = matrix[p * size + q] ?? 0;
  if (apq === 0) return;
  const tau = ((matrix[q * size + q] ?? 0) - (matrix[p * size + p] ?? 0)) / (2 * apq);
  const t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
  const c = 1 / Math.sqrt(1 + t * t);
  const s = t * c;
  turn(matrix, c, s, size, p, q, size, 1);
  turn(matrix, c, s, size, p, q, 1, size);
  turn(vectors, c, s, size, p, q, size, 1);
}

/** Turns columns p and q of a matrix (`step` = size, `across` = 1), or its rows. */
function turn(
  matrix: Float64Array,
  c: number,
  s: number,
  size: number,
  p: number,
  q: number,
  step: number,
  across: number,
): void {
  for (let index = 0; index < size; index++) {
    const at = index * step + p * across;
    const other = index * step + q * across;
    const a = matrix[at] ?? 0;
    const b = matrix[other] ?? 0;
    matrix[at] = c * a - s * b;
    matrix[other] = s * a + c * b;
  }
}
