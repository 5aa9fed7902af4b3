import { add, isSame, multiply, ONE, type Rational, TooLarge, ZERO } from './rational.ts';

/** A product of powers of variables, with its coefficient. */
interface Term {
  readonly coefficient: Rational;
  /** Exponents above 0 by variable, names in order. */
  readonly powers: ReadonlyMap<string, number>;
}

/** A polynomial over the rational numbers: terms by the spelling of their variables. */
export type Polynomial = ReadonlyMap<string, Term>;

/** Bounds of one normal form. */
const MAX_TERMS = 400;
const MAX_DEGREE = 1_000;

/** What is left of the work that one comparison may cost. */
export interface Budget {
  steps: number;
}

export function constant(value: Rational): Polynomial {
  return value.over === 0n ? new Map() : new Map([['', { coefficient: value, powers: new Map() }]]);
}

export function variable(name: string): Polynomial {
  return new Map([[`${name}^1 `, { coefficient: ONE, powers: new Map([[name, 1]]) }]]);
}

export function addPolynomials(a: Polynomial, b: Polynomial): Polynomial {
  const terms = new Map(a);
  for (const [key, term] of b) addTerm(terms, key, term);
  return terms;
}

/** Throws `TooLarge` when the product has too many terms or costs too much. */
export function multiplyPolynomials(a: Polynomial, b: Polynomial, budget: Budget): Polynomial {
  budget.steps -= a.size * b.size;
  if (budget.steps < 0) throw new TooLarge();
  const terms = new Map<string, Term>();
  for (const one of a.values()) {
    for (const other of b.values()) {
      const powers = joinPowers(one.powers, other.powers);
      addTerm(terms, keyOf(powers), {
        coefficient: multiply(one.coefficient, other.coefficient),
        powers,
      });
    }
  }
  if (terms.size > MAX_TERMS) throw new TooLarge();
  return terms;
}

/** The value of a polynomial without variables; `null` for any other. */
export function constantOf(polynomial: Polynomial): Rational | null {
  if (polynomial.size === 0) return ZERO;
  return polynomial.size === 1 ? (polynomial.get('')?.coefficient ?? null) : null;
}

export function isSamePolynomial(a: Polynomial, b: Polynomial): boolean {
  if (a.size !== b.size) return false;
  for (const [key, { coefficient }] of a) {
    const other = b.get(key);
    if (other === undefined || !isSame(coefficient, other.coefficient)) return false;
  }
  return true;
}

/** The coefficient of the term whose spelling comes last, or `null` for the polynomial 0. */
export function leadingCoefficient(polynomial: Polynomial): Rational | null {
  const last = [...polynomial.keys()].sort().at(-1);
  return last === undefined ? null : (polynomial.get(last)?.coefficient ?? null);
}

export function scale(polynomial: Polynomial, factor: Rational): Polynomial {
  const scaled = [...polynomial].map(([key, { coefficient, powers }]) => {
    return [key, { coefficient: multiply(coefficient, factor), powers }] as const;
  });
  return new Map(scaled);
}

/** One spelling for equal polynomials. */
export function spelling(polynomial: Polynomial): string {
  return [...polynomial]
    .map(([key, { coefficient }]) => `${coefficient.over}/${coefficient.under} ${key}`)
    .sort()
    .join('+');
}

/** The variables of a polynomial. */
export function variablesOf(polynomial: Polynomial): Set<string> {
  return new Set([...polynomial.values()].flatMap(({ powers }) => [...powers.keys()]));
}

function addTerm(terms: Map<string, Term>, key: string, term: Term): void {
  const before = terms.get(key);
  const coefficient =
    before === undefined ? term.coefficient : add(before.coefficient, term.coefficient);
  if (coefficient.over === 0n) terms.delete(key);
  else terms.set(key, { coefficient, powers: term.powers });
}

function joinPowers(
  a: ReadonlyMap<string, number>,
  b: ReadonlyMap<string, number>,
): Map<string, number> {
  const joined = new Map(a);
  for (const [name, exponent] of b) joined.set(name, (joined.get(name) ?? 0) + exponent);
  const sorted = [...joined].sort(([one], [other]) => (one < other ? -1 : 1));
  if (sorted.some(([, exponent]) => exponent > MAX_DEGREE)) throw new TooLarge();
  return new Map(sorted);
}

function keyOf(powers: ReadonlyMap<string, number>): string {
  let key = '';
  for (const [name, exponent] of powers) key += `${name}^${exponent} `;
  return key;
}
