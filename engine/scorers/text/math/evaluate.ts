import * as complex from './complex.ts';
import { type Complex, NOT_A_NUMBER, real } from './complex.ts';
import type { Expression } from './expression.ts';
import { toNumber } from './rational.ts';

/** Values of the variables. */
export type Point = ReadonlyMap<string, Complex>;

/** A value, and how large the rounding errors on the way to it may be. */
export interface Evaluated {
  readonly value: Complex;
  readonly noise: number;
}

/** Rounding error of one operation, with room for some in a row. */
const EPSILON = 1e-14;

/** The value of an expression at a point, not finite where it has none. */
export function evaluate(expression: Expression, point: Point): Evaluated {
  const evaluator = new Evaluator(point);
  return { value: evaluator.value(expression), noise: evaluator.noise };
}

class Evaluator {
  readonly #point: Point;
  noise = 0;

  constructor(point: Point) {
    this.#point = point;
  }

  value(expression: Expression): Complex {
    switch (expression.kind) {
      case 'number':
        return real(toNumber(expression.value));
      case 'symbol':
        return CONSTANT_VALUES[expression.name] ?? this.#point.get(expression.name) ?? NOT_A_NUMBER;
      case 'sum':
        return this.#sum(expression.terms);
      case 'product':
        return expression.factors.map((factor) => this.value(factor)).reduce(complex.times);
      case 'power':
        return complex.raise(this.value(expression.base), this.value(expression.exponent));
      case 'call':
        return this.#call(expression.name, expression.items);
      default:
        return NOT_A_NUMBER;
    }
  }

  #sum(terms: readonly Expression[]): Complex {
    return terms
      .map((term) => this.value(term))
      .reduce((total, term) => {
        this.#mayBeOff(complex.size(total) + complex.size(term));
        return complex.plus(total, term);
      });
  }

  #call(name: string, items: readonly Expression[]): Complex {
    const values = items.map((item) => this.value(item));
    const apply = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
    const [first, second] = values;
    if (apply === undefined || first === undefined) return NOT_A_NUMBER;
    if (/^(?:max|min|gcd|lcm)$/.test(name)) return apply(values.reduce((a, b) => apply(a, b)));
    if (!EXACT.has(name)) this.#mayBeOff(complex.size(first));
    return second === undefined ? apply(first) : apply(first, second);
  }

  #mayBeOff(size: number): void {
    if (Number.isFinite(size)) this.noise = Math.max(this.noise, EPSILON * size);
  }
}

const CONSTANT_VALUES: Readonly<Record<string, Complex>> = {
  pi: real(Math.PI),
  e: real(Math.E),
  i: { re: 0, im: 1 },
  infinity: NOT_A_NUMBER,
  emptyset: NOT_A_NUMBER,
};

/** Functions that add no error of their own. */
const EXACT = new Set(['negative', 'percent', 'abs', 'factorial', 'binom', 'max', 'min', 'exp']);

type Apply = (a: Complex, b?: Complex) => Complex;

const { sine, cosine, over, times, plus, minus, raise, logarithm, exponential } = complex;
const ONE = real(1);
const I: Complex = { re: 0, im: 1 };
const tangent: Apply = (a) => over(sine(a), cosine(a));
const arcCosine: Apply = (a) => minus(real(Math.PI / 2), complex.arcSine(a));
const inverse = (a: Complex) => over(ONE, a);
const turned = (a: Complex) => times(I, a);
const root = (a: Complex) => raise(a, real(0.5));

/** Functions by name; hyperbolic ones out of circular ones at iz. */
const FUNCTIONS: Readonly<Record<string, Apply>> = {
  negative: (a) => minus(real(0), a),
  percent: (a) => times(a, real(0.01)),
  abs: (a) => real(complex.size(a)),
  floor: onReals(Math.floor),
  ceil: onReals(Math.ceil),
  factorial: complex.factorial,
  binom: (n, k = NOT_A_NUMBER) =>
    over(complex.factorial(n), times(complex.factorial(k), complex.factorial(minus(n, k)))),
  exp: exponential,
  ln: logarithm,
  lg: (a) => over(logarithm(a), real(Math.LN10)),
  log: (a, base) => (base === undefined ? logarithm(a) : over(logarithm(a), logarithm(base))),
  cbrt: (a) => raise(a, real(1 / 3)),
  sin: sine,
  cos: cosine,
  tan: tangent,
  cot: (a) => inverse(tangent(a)),
  sec: (a) => inverse(cosine(a)),
  csc: (a) => inverse(sine(a)),
  arcsin: complex.arcSine,
  arccos: arcCosine,
  arctan: complex.arcTangent,
  arccot: (a) => complex.arcTangent(inverse(a)),
  arcsec: (a) => arcCosine(inverse(a)),
  arccsc: (a) => complex.arcSine(inverse(a)),
  sinh: (a) => over(minus(exponential(a), exponential(minus(real(0), a))), real(2)),
  cosh: (a) => over(plus(exponential(a), exponential(minus(real(0), a))), real(2)),
  tanh: (a) => over(tangent(turned(a)), I),
  arcsinh: (a) => logarithm(plus(a, root(plus(times(a, a), ONE)))),
  arccosh: (a) => logarithm(plus(a, times(root(plus(a, ONE)), root(minus(a, ONE))))),
  arctanh: (a) => over(complex.arcTangent(turned(a)), I),
  max: onRealPairs(Math.max),
  min: onRealPairs(Math.min),
  gcd: onRealPairs(greatestDivisor),
  lcm: onRealPairs((a, b) => (a === 0 || b === 0 ? 0 : Math.abs(a * b) / greatestDivisor(a, b))),
};

function onReals(apply: (a: number) => number): Apply {
  return (a) => (a.im === 0 ? real(apply(a.re)) : NOT_A_NUMBER);
}

function onRealPairs(apply: (a: number, b: number) => number): Apply {
  return (a, b = a) => (a.im === 0 && b.im === 0 ? real(apply(a.re, b.re)) : NOT_A_NUMBER);
}

function greatestDivisor(a: number, b: number): number {
  if (!Number.isSafeInteger(a) || !Number.isSafeInteger(b)) return Number.NaN;
  let [large, small] = [Math.abs(a), Math.abs(b)];
  while (small !== 0) [large, small] = [small, large % small];
  return large;
}
