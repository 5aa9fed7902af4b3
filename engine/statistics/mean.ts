/** Sum by Neumaier's compensated summation (1974): order and size of the values hardly matter. */
export function sum(values: readonly number[]): number {
  let [total, lost] = [0, 0];
  for (const value of values) {
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + lost;
}

/** Arithmetic mean; `NaN` without values. */
export function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

/** Sample variance, divided by n − 1; `NaN` for fewer than two values. */
export function variance(values: readonly number[]): number {
  const centre = mean(values);
  return sum(values.map((value) => (value - centre) ** 2)) / (values.length - 1);
}

/** Whether no two values differ; true without values. */
export function allEqual(values: readonly number[]): boolean {
  return values.every((value) => value === values[0]);
}

/** The least value; infinite without values. Takes lists too long for `Math.min(...values)`. */
export function minimum(values: readonly number[]): number {
  return values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
}

/** The greatest value; minus infinite without values. */
export function maximum(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
}
