import { canonicalJson, type JsonValue } from '../json.ts';
import type { QuerySubmission } from './execution.ts';

/** What a query gave. */
export interface QueryRows {
  readonly columns: readonly QueryColumn[];
  /** One value a column; numbers too long for JSON are text. */
  readonly rows: readonly (readonly JsonValue[])[];
}

/** A column of a query's rows. */
export interface QueryColumn {
  readonly name: string;
  readonly isNumber: boolean;
}

/** How rows are compared. */
export type RowRule = Pick<QuerySubmission, 'ordered' | 'named' | 'tolerance'>;

/**
 * What is wrong with rows, in words; `undefined` when they are the expected ones. Without an order
 * they are compared as multisets: within rows whose other values are equal, each expected row takes
 * the first that is left with numbers within the tolerance.
 */
export function differenceOf(
  actual: QueryRows,
  expected: QueryRows,
  rule: RowRule,
): string | undefined {
  const shape = shapeDifference(actual, expected, rule);
  if (shape !== undefined) return shape;
  const isEqual = rule.ordered ? isSameList : isSameSet;
  if (isEqual(actual, expected, rule.tolerance)) return undefined;
  if (rule.ordered && isSameSet(actual, expected, rule.tolerance)) {
    return 'the rows are right, their order is not';
  }
  return 'the rows have other values';
}

function shapeDifference(
  actual: QueryRows,
  expected: QueryRows,
  { named }: RowRule,
): string | undefined {
  const [found, wanted] = [actual.columns, expected.columns];
  if (found.length !== wanted.length) return `${found.length} columns, expected ${wanted.length}`;
  const isNamed = found.every(
    ({ name }, index) => name.toLowerCase() === wanted[index]?.name.toLowerCase(),
  );
  if (named && !isNamed) return `the columns are not named as expected`;
  if (actual.rows.length === expected.rows.length) return undefined;
  return `${actual.rows.length} rows, expected ${expected.rows.length}`;
}

function isSameList(actual: QueryRows, expected: QueryRows, tolerance: number): boolean {
  const numbers = numberColumns(actual, expected);
  return expected.rows.every((row, index) =>
    isSameRow(actual.rows[index] ?? [], row, numbers, tolerance),
  );
}

function isSameSet(actual: QueryRows, expected: QueryRows, tolerance: number): boolean {
  const numbers = numberColumns(actual, expected);
  const left = Map.groupBy(sorted(actual.rows, numbers), (row) => keyOf(row, numbers));
  return sorted(expected.rows, numbers).every((row) => {
    const group = left.get(keyOf(row, numbers)) ?? [];
    const index = group.findIndex((found) => isSameRow(found, row, numbers, tolerance));
    if (index >= 0) group.splice(index, 1);
    return index >= 0;
  });
}

/** Near numbers stand near each other, so that the first that fits is found at once. */
function sorted(rows: QueryRows['rows'], numbers: readonly boolean[]): QueryRows['rows'] {
  return rows.toSorted((a, b) => {
    for (const [index, isNumber] of numbers.entries()) {
      const order = isNumber ? Number(a[index]) - Number(b[index]) : 0;
      if (order !== 0 && !Number.isNaN(order)) return order;
    }
    return 0;
  });
}

/** Columns that hold numbers in both; a text of digits is no number. */
function numberColumns(actual: QueryRows, expected: QueryRows): boolean[] {
  return expected.columns.map(
    ({ isNumber }, index) => isNumber && actual.columns[index]?.isNumber === true,
  );
}

/** Everything of a row that has to be exactly equal. */
function keyOf(row: readonly JsonValue[], numbers: readonly boolean[]): string {
  return canonicalJson(
    row.map((value, index) => (numbers[index] && value !== null ? 0 : exact(value))),
  );
}

function isSameRow(
  actual: readonly JsonValue[],
  expected: readonly JsonValue[],
  numbers: readonly boolean[],
  tolerance: number,
): boolean {
  return expected.every((value, index) => {
    const found = actual[index] ?? null;
    if (!numbers[index] || value === null || found === null) {
      return canonicalJson(exact(found)) === canonicalJson(exact(value));
    }
    return isNear(found, value, tolerance);
  });
}

/** A day and its midnight are the same moment. */
function exact(value: JsonValue): JsonValue {
  return typeof value === 'string' ? value.replace(/^(\d{4}-\d\d-\d\d) 00:00:00$/, '$1') : value;
}

function isNear(found: JsonValue, wanted: JsonValue, tolerance: number): boolean {
  if (String(found) === String(wanted)) return true;
  // As numbers of JavaScript they could be equal.
  if (tolerance === 0 && [found, wanted].every((value) => /^-?\d{16,}$/.test(`${value}`)))
    return false;
  const [a, b] = [Number(found), Number(wanted)];
  return Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b));
}
