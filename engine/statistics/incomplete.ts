import { checkPositive, checkWithin, clamp } from './check.ts';
import {
  logBeta,
  logGamma,
  logOnePlusMinus,
  STIRLING_FROM,
  stirlingCorrection,
} from './special.ts';

/** The two parts of a whole of 1; the smaller one is exact in relative terms. */
export interface Tails {
  /** Below the point, 0…1. */
  readonly lower: number;
  /** Above the point, 0…1. */
  readonly upper: number;
}

const EPSILON = 2 ** -53;

// The fractions need about √max(a, b) terms near the mean: enough for parameters of 1e9.
const MAX_TERMS = 1_000_000;

// Keeps a zero denominator of Lentz's method from dividing by nothing.
const TINY = 1e-300;

/**
 * Regularised incomplete gamma functions P(a, x) and Q(a, x), a above 0 and x of at least 0.
 *
 * Series 6.5.29 and continued fraction 6.5.31 of Abramowitz and Stegun. Throws `RangeError`
 * outside those bounds.
 */
export function incompleteGamma(a: number, x: number): Tails {
  checkPositive('a', a);
  checkWithin('x', x, 0, Number.POSITIVE_INFINITY);
  if (x === 0) return { lower: 0, upper: 1 };
  if (x === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 };
  if (x < a + 1) return tailsFromLower(gammaPower(a, x) * gammaSeries(a, x));
  const fraction = continuedFraction(x + 1 - a, (term) => ({
    numerator: -term * (term - a),
    denominator: x + 2 * term + 1 - a,
  }));
  return mirrored(tailsFromLower(gammaPower(a, x) / fraction));
}

/** Σ xⁿ / (a (a+1) … (a+n)). */
function gammaSeries(a: number, x: number): number {
  let [sum, part] = [1 / a, 1 / a];
  for (let term = 1; term < MAX_TERMS && part > sum * EPSILON; term++) {
    part *= x / (a + term);
    sum += part;
  }
  return sum;
}

/** xᵃ e⁻ˣ / Γ(a). */
function gammaPower(a: number, x: number): number {
  if (a < STIRLING_FROM) return Math.exp(a * Math.log(x) - x - logGamma(a));
  const exponent = a * logOnePlusMinus((x - a) / a, x / a) - stirlingCorrection(a);
  return Math.sqrt(a / (2 * Math.PI)) * Math.exp(exponent);
}

/**
 * Regularised incomplete beta function I_x(a, b) and its complement, a and b above 0, x in 0…1.
 *
 * `complement` is 1 − x: a caller that knows it better than the subtraction does says so. Continued
 * fraction 26.5.8 of Abramowitz and Stegun. Throws `RangeError` outside the bounds.
 */
export function incompleteBeta(a: number, b: number, x: number, complement: number = 1 - x): Tails {
  checkPositive('a', a);
  checkPositive('b', b);
  checkWithin('x', x, 0, 1);
  if (x === 0) return { lower: 0, upper: 1 };
  if (complement === 0) return { lower: 1, upper: 0 };
  if (x <= (a + 1) / (a + b + 2)) return betaLower(a, b, x, complement);
  return mirrored(betaLower(b, a, complement, x));
}

function betaLower(a: number, b: number, x: number, complement: number): Tails {
  const fraction = continuedFraction(1, (term) => {
    const m = Math.floor(term / 2);
    const top = term % 2 === 0 ? m * (b - m) : -(a + m) * (a + b + m);
    return { numerator: (top * x) / ((a + term - 1) * (a + term)), denominator: 1 };
  });
  return tailsFromLower(betaPower(a, b, x, complement) / (a * fraction));
}

/** xᵃ (1 − x)ᵇ / B(a, b): the beta density times x (1 − x). `complement` is 1 − x. */
export function betaPower(a: number, b: number, x: number, complement: number): number {
  if (Math.min(a, b) < STIRLING_FROM) {
    const logX = x < 0.5 ? Math.log(x) : Math.log1p(-complement);
    const logComplement = x < 0.5 ? Math.log1p(-x) : Math.log(complement);
    return Math.exp(a * logX + b * logComplement - logBeta(a, b));
  }
  const excess = x * b - complement * a;
  const below = a * logOnePlusMinus(excess / a, x * (1 + b / a));
  const above = b * logOnePlusMinus(-excess / b, complement * (1 + a / b));
  const correction = stirlingCorrection(a + b) - stirlingCorrection(a) - stirlingCorrection(b);
  return Math.sqrt((a / (2 * Math.PI)) * (b / (a + b))) * Math.exp(below + above + correction);
}

interface FractionTerm {
  readonly numerator: number;
  readonly denominator: number;
}

/** first + n₁/(d₁ + n₂/(d₂ + …)), by Lentz's method as Thompson and Barnett (1986) modified it. */
function continuedFraction(first: number, termAt: (term: number) => FractionTerm): number {
  let [value, front, back] = [first || TINY, first || TINY, 0];
  for (let term = 1; term < MAX_TERMS; term++) {
    const { numerator, denominator } = termAt(term);
    back = 1 / (denominator + numerator * back || TINY);
    front = denominator + numerator / front || TINY;
    value *= front * back;
    if (Math.abs(front * back - 1) <= 2 * EPSILON) return value;
  }
  throw new RangeError(`continued fraction did not settle in ${MAX_TERMS} terms`);
}

function tailsFromLower(value: number): Tails {
  const lower = clamp(value, 0, 1);
  return { lower, upper: 1 - lower };
}

function mirrored(tails: Tails): Tails {
  return { lower: tails.upper, upper: tails.lower };
}
