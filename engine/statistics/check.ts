/** Refuses what is not a finite number inside `low`…`high`, both inclusive. Throws `RangeError`. */
export function checkWithin(name: string, value: number, low: number, high: number): void {
  if (!(value >= low && value <= high)) {
    throw new RangeError(`${name} is ${value}, expected ${low}…${high}`);
  }
}

/** Refuses what is not strictly between 0 and 1. Throws `RangeError`. */
export function checkOpenProbability(name: string, value: number): void {
  if (!(value > 0 && value < 1)) {
    throw new RangeError(`${name} is ${value}, expected more than 0 and less than 1`);
  }
}

/** Refuses what is not a finite number above 0. Throws `RangeError`. */
export function checkPositive(name: string, value: number): void {
  if (!(value > 0 && value < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`${name} is ${value}, expected a finite number above 0`);
  }
}

/** Refuses what is not a whole number of at least `low`, inclusive. Throws `RangeError`. */
export function checkCount(name: string, value: number, low = 0): void {
  if (!Number.isSafeInteger(value) || value < low) {
    throw new RangeError(`${name} is ${value}, expected a whole number of at least ${low}`);
  }
}

/** Refuses a list without items. Throws `RangeError`. */
export function checkNotEmpty(name: string, values: ArrayLike<unknown>): void {
  if (values.length === 0) throw new RangeError(`${name} has no items, expected at least one`);
}

/** The nearest value inside `low`…`high`, both inclusive: takes rounding back inside the bounds. */
export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** The nearest value inside (0, 1]: no data make a hypothesis impossible, so p is never 0. */
export function clampPValue(value: number): number {
  return clamp(value, Number.MIN_VALUE, 1);
}
