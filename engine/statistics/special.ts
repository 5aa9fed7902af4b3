import { checkPositive } from './check.ts';

/** From here on Stirling's series below is exact to a double. */
export const STIRLING_FROM = 10;

const HALF_LOG_TWO_PI = 0.9189385332046728;
const ONE_MINUS_EULER = 0.42278433509846713;

// Within this distance of the zeros at 1 and 2 the shifted series would cancel.
const NEAR_ZERO_OF_LOG_GAMMA = 0.2;

// ζ(k) − 1 for k = 2, 3, …: Abramowitz and Stegun, table 23.3; values from mpmath 1.3.0.
const ZETA_MINUS_ONE: readonly number[] = [
  0.6449340668482264, 0.2020569031595943, 0.08232323371113819, 0.03692775514336993,
  0.01734306198444914, 0.008349277381922827, 0.00407735619794434, 0.0020083928260822143,
  0.0009945751278180853, 0.0004941886041194645, 0.0002460865533080483, 0.00012271334757848915,
  6.124813505870483e-5, 3.058823630702049e-5, 1.528225940865187e-5, 7.637197637899763e-6,
  3.81729326499984e-6,
];

// Abramowitz and Stegun 6.1.41, in powers of 1/x² after the leading 1/x.
const STIRLING: readonly number[] = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
];

/**
 * Natural logarithm of the gamma function, for x above 0. Throws `RangeError` otherwise.
 *
 * Abramowitz and Stegun 6.1.41 (Stirling) after shifting x upwards by 6.1.15, and 6.1.33 near the
 * zeros at 1 and 2. It is the continuous form of the factorial. The other functions are built on it.
 */
export function logGamma(x: number): number {
  checkPositive('x', x);
  if (Math.abs(x - 1) < NEAR_ZERO_OF_LOG_GAMMA) return logGammaNearTwo(x - 1) - Math.log1p(x - 1);
  if (Math.abs(x - 2) < NEAR_ZERO_OF_LOG_GAMMA) return logGammaNearTwo(x - 2);
  let [shifted, product] = [x, 1];
  for (; shifted < STIRLING_FROM; shifted++) product *= shifted;
  const stirling = (shifted - 0.5) * Math.log(shifted) - shifted + HALF_LOG_TWO_PI;
  return stirling + stirlingCorrection(shifted) - Math.log(product);
}

/** log Γ(2 + offset). */
function logGammaNearTwo(offset: number): number {
  let [sum, power] = [ONE_MINUS_EULER * offset, -offset];
  ZETA_MINUS_ONE.forEach((zeta, index) => {
    power *= -offset;
    sum += (zeta * power) / (index + 2);
  });
  return sum;
}

/** log Γ(x) less Stirling's formula, for x of at least `STIRLING_FROM`. Abramowitz and Stegun 6.1.41. */
export function stirlingCorrection(x: number): number {
  const square = 1 / (x * x);
  return STIRLING.reduceRight((sum, coefficient) => sum * square + coefficient, 0) / x;
}

/**
 * Natural logarithm of the beta function, for a and b above 0. Throws `RangeError` otherwise.
 *
 * Γ(a)Γ(b)/Γ(a+b), with the large parts of Stirling's formula cancelled on paper (Didonato and
 * Morris 1992, ACM TOMS 708). It normalises the beta distribution.
 */
export function logBeta(a: number, b: number): number {
  checkPositive('a', a);
  checkPositive('b', b);
  const [small, large] = a <= b ? [a, b] : [b, a];
  if (large < STIRLING_FROM) return logGamma(small) + logGamma(large) - logGamma(small + large);
  const correction = stirlingCorrection(large) - stirlingCorrection(small + large);
  const shrink = (large - 0.5) * Math.log1p(small / large);
  if (small < STIRLING_FROM) {
    return logGamma(small) + correction - shrink + small - small * Math.log(small + large);
  }
  const ratio = (small - 0.5) * Math.log(small / (small + large)) - 0.5 * Math.log(large);
  return (
    HALF_LOG_TWO_PI +
    ratio -
    large * Math.log1p(small / large) +
    correction +
    stirlingCorrection(small)
  );
}

/**
 * log(1 + x) − x for x above −1, without the cancellation near 0.
 *
 * `onePlus` is 1 + x: near −1 a caller may know it better than the addition does. Loader 2000, "Fast and accurate computation of binomial probabilities": the deviance of a large
 * count from its mean is a multiple of this.
 */
export function logOnePlusMinus(x: number, onePlus: number = 1 + x): number {
  if (Math.abs(x) > 0.3) return Math.log(onePlus) - x;
  const r = x / (2 + x);
  const square = r * r;
  let [sum, power] = [0, 1];
  for (let odd = 3; odd < 40; odd += 2) {
    sum += power / odd;
    power *= square;
  }
  return r * (2 * square * sum - x);
}
