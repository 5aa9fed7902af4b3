/** A complex number in double precision. */
export interface Complex {
  readonly re: number;
  readonly im: number;
}

export const NOT_A_NUMBER: Complex = { re: Number.NaN, im: Number.NaN };

export function real(re: number): Complex {
  return { re, im: 0 };
}

export function plus(a: Complex, b: Complex): Complex {
  return { re: a.re + b.re, im: a.im + b.im };
}

export function minus(a: Complex, b: Complex): Complex {
  return { re: a.re - b.re, im: a.im - b.im };
}

export function times(a: Complex, b: Complex): Complex {
  return { re: a.re * b.re - a.im * b.im, im: a.re * b.im + a.im * b.re };
}

export function over(a: Complex, b: Complex): Complex {
  const size = b.re * b.re + b.im * b.im;
  if (size === 0) return NOT_A_NUMBER;
  return { re: (a.re * b.re + a.im * b.im) / size, im: (a.im * b.re - a.re * b.im) / size };
}

/** Distance from 0. */
export function size(a: Complex): number {
  return Math.hypot(a.re, a.im);
}

export function hasValue(a: Complex): boolean {
  return Number.isFinite(a.re) && Number.isFinite(a.im);
}

export function exponential(a: Complex): Complex {
  const length = Math.exp(a.re);
  if (a.im === 0) return real(length);
  return { re: length * Math.cos(a.im), im: length * Math.sin(a.im) };
}

/** The principal branch: the angle is above −π, up to and including π. */
export function logarithm(a: Complex): Complex {
  if (a.re === 0 && a.im === 0) return NOT_A_NUMBER;
  return { re: Math.log(size(a)), im: Math.atan2(a.im === 0 ? 0 : a.im, a.re) };
}

/**
 * a to the power b, the principal branch; but a negative real number to an exponent with an odd
 * denominator is real, as at school: (−8)^(1/3) = −2.
 */
export function raise(a: Complex, b: Complex): Complex {
  if (a.re === 0 && a.im === 0)
    return b.re > 0 ? real(0) : b.re === 0 && b.im === 0 ? real(1) : NOT_A_NUMBER;
  if (b.im === 0 && Number.isInteger(b.re) && Math.abs(b.re) <= 1_024) return raiseWhole(a, b.re);
  if (a.im === 0 && b.im === 0) {
    if (a.re > 0) return real(a.re ** b.re);
    const odd = oddFraction(b.re);
    if (odd !== null) return real((odd % 2 === 0 ? 1 : -1) * (-a.re) ** b.re);
  }
  return exponential(times(b, logarithm(a)));
}

function raiseWhole(a: Complex, exponent: number): Complex {
  if (a.im === 0) return real(a.re ** exponent);
  let [result, square] = [real(1), a];
  for (let rest = Math.abs(exponent); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = times(result, square);
    square = times(square, square);
  }
  return exponent < 0 ? over(real(1), result) : result;
}

/** The numerator of a fraction with a small odd denominator; `null` for any other number. */
function oddFraction(value: number): number | null {
  for (let under = 3; under <= 15; under += 2) {
    const numerator = value * under;
    if (Math.abs(numerator - Math.round(numerator)) < 1e-12) return Math.round(numerator);
  }
  return null;
}

const I: Complex = { re: 0, im: 1 };

export function sine(a: Complex): Complex {
  if (a.im === 0) return real(Math.sin(a.re));
  return { re: Math.sin(a.re) * Math.cosh(a.im), im: Math.cos(a.re) * Math.sinh(a.im) };
}

export function cosine(a: Complex): Complex {
  if (a.im === 0) return real(Math.cos(a.re));
  return { re: Math.cos(a.re) * Math.cosh(a.im), im: -Math.sin(a.re) * Math.sinh(a.im) };
}

/** −i·ln(iz + √(1 − z²)). */
export function arcSine(a: Complex): Complex {
  if (a.im === 0 && Math.abs(a.re) <= 1) return real(Math.asin(a.re));
  const root = raise(minus(real(1), times(a, a)), real(0.5));
  return times({ re: 0, im: -1 }, logarithm(plus(times(I, a), root)));
}

/** i/2·(ln(1 − iz) − ln(1 + iz)). */
export function arcTangent(a: Complex): Complex {
  if (a.im === 0) return real(Math.atan(a.re));
  const [lower, upper] = [minus(real(1), times(I, a)), plus(real(1), times(I, a))];
  return times({ re: 0, im: 0.5 }, minus(logarithm(lower), logarithm(upper)));
}

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
  -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
  1.5056327351493116e-7,
];

/** Γ(z + 1) by Lanczos' approximation (g = 7, nine terms: 15 digits), reflected on the left. */
export function factorial(z: Complex): Complex {
  if (z.im === 0 && Number.isInteger(z.re))
    return z.re < 0 ? NOT_A_NUMBER : real(wholeFactorial(z.re));
  if (z.re < -0.5) {
    const turned = times(real(Math.PI), z);
    return over(over(turned, sine(turned)), factorial(minus(real(0), z)));
  }
  const base = plus(z, real(7.5));
  const sum = LANCZOS.slice(1).reduce(
    (total, coefficient, index) => plus(total, over(real(coefficient), plus(z, real(index + 1)))),
    real(LANCZOS[0] ?? 1),
  );
  const growth = times(raise(base, plus(z, real(0.5))), exponential(minus(real(0), base)));
  return times(times(real(Math.sqrt(2 * Math.PI)), growth), sum);
}

function wholeFactorial(n: number): number {
  let result = 1;
  for (let factor = 2; factor <= Math.min(n, 171); factor++) result *= factor;
  return result;
}
