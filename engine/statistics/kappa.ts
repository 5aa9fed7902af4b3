import { checkCount, checkNotEmpty, checkOpenProbability, checkWithin, clamp } from './check.ts';
import { type Estimate, UNDEFINED_ESTIMATE } from './confusion.ts';
import { type Matrix, matrixOf } from './matrix.ts';
import { sum } from './mean.ts';
import { normalQuantile } from './normal.ts';

/** How much a near miss counts: not at all, by the distance of the categories, or by its square. */
export type KappaWeights = 'none' | 'linear' | 'quadratic';

/** How kappa is computed. */
export interface KappaOptions {
  /** `none` when left out; the others need categories in their order. */
  readonly weights?: KappaWeights;
  /** Above 0 and below 1; 0.95 when left out. */
  readonly level?: number;
}

/**
 * Cohen's kappa of two raters, at most 1: agreement beyond what their habits alone would give.
 *
 * `table[i][j]` counts the items that the first put in category i and the second in j (Cohen 1960,
 * 1968 for weights); interval by the large-sample variance of Fleiss, Cohen and Everitt (1969);
 * without any disagreement its low end is the exact bound on unseen disagreement. Undefined when
 * both used one same category only. Throws `RangeError` for a table that is not square, counts that
 * are not whole and without items. 1 is perfect, 0 what chance gives. When nearly all items are of
 * one kind it is low however well they agree, so it never stands alone.
 */
export function cohenKappa(
  table: Matrix,
  { weights = 'none', level = 0.95 }: KappaOptions = {},
): Estimate {
  checkOpenProbability('level', level);
  const n = checkedTotal(table);
  const shares = table.map((row) => row.map((count) => count / n));
  const weight = weightMatrix(table.length, weights);
  const rows = shares.map((row) => sum(row));
  const columns = shares.map((_, column) => sum(shares.map((row) => row[column] ?? 0)));
  const expected = total(weight, (i, j) => (rows[i] ?? 0) * (columns[j] ?? 0));
  if (1 - expected < 1e-12) return UNDEFINED_ESTIMATE;
  const observed = total(weight, (i, j) => shares[i]?.[j] ?? 0);
  const kappa = (observed - expected) / (1 - expected);
  const variance = kappaVariance(shares, weight, rows, columns, kappa, expected) / n;
  return intervalAround(kappa, Math.sqrt(Math.max(0, variance)), { n, expected, level });
}

/** Σ of weights times what belongs to their place. */
function total(weight: Matrix, at: (row: number, column: number) => number): number {
  return sum(weight.flatMap((row, i) => row.map((value, j) => value * at(i, j))));
}

function weightMatrix(size: number, weights: KappaWeights): number[][] {
  const largest = Math.max(1, size - 1);
  const power = weights === 'linear' ? 1 : 2;
  return matrixOf(size, size, (row, column) =>
    weights === 'none' ? Number(row === column) : 1 - (Math.abs(row - column) / largest) ** power,
  );
}

/** Fleiss, Cohen and Everitt (1969), equation 11, for one item. */
function kappaVariance(
  shares: Matrix,
  weight: Matrix,
  rows: readonly number[],
  columns: readonly number[],
  kappa: number,
  expected: number,
): number {
  const rowMeans = weight.map((row) => sum(row.map((value, j) => value * (columns[j] ?? 0))));
  const columnMeans = columns.map((_, j) =>
    sum(weight.map((row, i) => (row[j] ?? 0) * (rows[i] ?? 0))),
  );
  const spread = total(shares, (i, j) => {
    const habit = (rowMeans[i] ?? 0) + (columnMeans[j] ?? 0);
    return ((weight[i]?.[j] ?? 0) - habit * (1 - kappa)) ** 2;
  });
  return (spread - (kappa - expected * (1 - kappa)) ** 2) / (1 - expected) ** 2;
}

/** What an interval of a chance-corrected agreement needs besides its standard error. */
export interface AgreementContext {
  /** Items. */
  readonly n: number;
  /** Agreement by chance, below 1. */
  readonly expected: number;
  readonly level: number;
}

/** Below this standard error no item differed from another. */
const NO_SPREAD = 1e-9;

/**
 * Value ± z·SE inside −1…1. Perfect agreement has no spread: the exact bound on the share of items
 * that could still disagree takes the place of an interval without width.
 */
export function intervalAround(
  value: number,
  standardError: number,
  { n, expected, level }: AgreementContext,
): Estimate {
  if (standardError < NO_SPREAD && value > 1 - NO_SPREAD) {
    const agreement = (1 - level) ** (1 / n);
    return { value: 1, low: clamp((agreement - expected) / (1 - expected), -1, 1), high: 1 };
  }
  const reach = normalQuantile((1 + level) / 2) * standardError;
  return { value, low: clamp(value - reach, -1, 1), high: clamp(value + reach, -1, 1) };
}

function checkedTotal(table: Matrix): number {
  checkNotEmpty('table', table);
  for (const row of table) {
    checkWithin('columns of the table', row.length, table.length, table.length);
    for (const count of row) checkCount('count', count);
  }
  const n = sum(table.flat());
  checkCount('items', n, 1);
  return n;
}

/**
 * The table of two raters that `cohenKappa` reads, from their labels item by item.
 *
 * `categories` in their order; throws `RangeError` for a label that is none of them. Rows are the
 * first rater's labels, columns the second's.
 */
export function agreementTable<Label>(
  pairs: readonly (readonly [Label, Label])[],
  categories: readonly Label[],
): number[][] {
  const table = matrixOf(categories.length, categories.length, () => 0);
  for (const labels of pairs) {
    const [row = -1, column = -1] = labels.map((label) => categories.indexOf(label));
    const counts = table[row];
    if (!counts || column < 0) throw new RangeError(`label ${labels.join(' or ')} is no category`);
    counts[column] = (counts[column] ?? 0) + 1;
  }
  return table;
}
