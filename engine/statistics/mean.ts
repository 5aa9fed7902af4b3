/** Sum by Neumaier's compensated summation (1974): order and size of the values hardly matter. */
export function sum(values: ArrayLike<number>): number {
  let [total, lost] = [0, 0];
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? Number.NaN;
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + lost;
}

/** Arithmetic mean; `NaN` without values. */
export function mean(values: ArrayLike<number>): number {
  return sum(values) / values.length;
}

/** Sample variance, divided by n − 1; `NaN` for fewer than two values. */
export function variance(values: ArrayLike<number>): number {
  const centre = mean(values);
  const squares = new Float64Array(values.length);
  for (let index = 0; index < values.length; index++)
    squares[index] = ((values[index] ?? Number.NaN) - centre) ** 2;
  return sum(squares) / (values.length - 1);
}

/** Whether no two values differ; true without values. */
export function allEqual(values: ArrayLike<number>): boolean {
  for (let index = 1; index < values.length; index++) if (values[index] !== values[0]) return false;
  return true;
}

/** The least value; infinite without values. Takes lists too long for `Math.min(...values)`. */
export function minimum(values: ArrayLike<number>): number {
  let least = Number.POSITIVE_INFINITY;
  for (let index = 0; index < values.length; index++)
    least = Math.min(least, values[index] ?? least);
  return least;
}

/** The greatest value; minus infinite without values. */
export function maximum(values: ArrayLike<number>): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < values.length; index++) most = Math.max(most, values[index] ?? most);
  return most;
}

/** One number of each item as a column; a plain loop, which is ten times as fast as `Float64Array.from`. */
export function columnOf<Item>(
  items: readonly Item[],
  numberOf: (item: Item) => number,
): Float64Array {
  const column = new Float64Array(items.length);
  let index = 0;
  for (const item of items) column[index++] = numberOf(item);
  return column;
}
