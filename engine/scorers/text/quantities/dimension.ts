/** Base dimensions in the order of exponents: those of the SI, and data and angle. */
const BASES = [
  'length',
  'mass',
  'time',
  'temperature',
  'current',
  'amount',
  'light',
  'data',
  'angle',
];

/** Exponents of the base dimensions. */
export type Dimension = readonly number[];

/** No dimension: a plain number. */
export const NO_DIMENSION: Dimension = BASES.map(() => 0);

/** The dimension with the given exponents: `dimensionOf('length time-1')` is that of a speed. */
export function dimensionOf(bases: string): Dimension {
  const exponents = BASES.map(() => 0);
  for (const word of bases.split(' ')) {
    const [, base = '', exponent = ''] = /^([a-z]+)(-?\d*)$/.exec(word) ?? [];
    exponents[BASES.indexOf(base)] = exponent === '' ? 1 : Number(exponent);
  }
  return exponents;
}

/** The dimension of a product, the second factor raised to a power. */
export function timesPower(a: Dimension, b: Dimension, power: number): Dimension {
  return a.map((exponent, index) => exponent + (b[index] ?? 0) * power);
}

/** Whether units of the two convert into each other. */
export function isSameDimension(a: Dimension, b: Dimension): boolean {
  return a.every((exponent, index) => exponent === b[index]);
}
