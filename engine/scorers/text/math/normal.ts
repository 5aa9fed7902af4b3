import type { Expression } from './expression.ts';
import {
  addPolynomials,
  type Budget,
  constant,
  constantOf,
  isSamePolynomial,
  leadingCoefficient,
  multiplyPolynomials,
  type Polynomial,
  scale,
  spelling,
  variable,
  variablesOf,
} from './polynomial.ts';
import { integerOf, inverse, ONE, power, type Rational, rational, TooLarge } from './rational.ts';
import { exactCall } from './whole.ts';

/** A quotient of polynomials. What is no polynomial itself (roots, logarithms) is a variable in it. */
export interface NormalForm {
  readonly over: Polynomial;
  readonly under: Polynomial;
}

/** Multiplications of terms that one normal form may cost. */
const MAX_STEPS = 50_000;
/** Starts the name of a variable that stands for an expression. */
const OPAQUE = '@';

/** The normal form of an expression; `null` when it has none or would be too large. */
export function normalForm(expression: Expression): NormalForm | null {
  try {
    return new Normaliser({ steps: MAX_STEPS }).form(expression);
  } catch (error) {
    if (error instanceof TooLarge) return null;
    throw error;
  }
}

/** Whether two forms are the same function; `null` when that would take too long. */
export function isSameForm(a: NormalForm, b: NormalForm): boolean | null {
  try {
    const budget = { steps: MAX_STEPS };
    const [left, right] = [
      multiplyPolynomials(a.over, b.under, budget),
      multiplyPolynomials(b.over, a.under, budget),
    ];
    return isSamePolynomial(left, right);
  } catch (error) {
    if (error instanceof TooLarge) return null;
    throw error;
  }
}

/** Whether different forms are different functions: so it is where no variable is opaque. */
export function isTransparent({ over, under }: NormalForm): boolean {
  const names = [...variablesOf(over), ...variablesOf(under)];
  return names.every((name) => !name.startsWith(OPAQUE));
}

/** The rational number that a form is, or `null`. */
export function rationalOf({ over, under }: NormalForm): Rational | null {
  const [a, b] = [constantOf(over), constantOf(under)];
  return a === null || b === null || b.over === 0n
    ? null
    : rational(a.over * b.under, a.under * b.over);
}

class Normaliser {
  readonly #budget: Budget;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  form(expression: Expression): NormalForm {
    switch (expression.kind) {
      case 'number':
        return whole(constant(expression.value));
      case 'symbol':
        return whole(
          variable(
            /^(?:pi|e|i|infinity|emptyset)$/.test(expression.name)
              ? `${OPAQUE}${expression.name}`
              : expression.name,
          ),
        );
      case 'sum':
        return expression.terms.map((term) => this.form(term)).reduce((a, b) => this.#sum(a, b));
      case 'product':
        return expression.factors
          .map((factor) => this.form(factor))
          .reduce((a, b) => this.#product(a, b));
      case 'power':
        return this.#power(this.form(expression.base), this.form(expression.exponent));
      case 'call':
        return this.#call(
          expression.name,
          expression.items.map((item) => this.form(item)),
        );
      default:
        throw new TooLarge();
    }
  }

  #sum(a: NormalForm, b: NormalForm): NormalForm {
    if (isSamePolynomial(a.under, b.under)) {
      return { over: addPolynomials(a.over, b.over), under: a.under };
    }
    const over = addPolynomials(this.#times(a.over, b.under), this.#times(b.over, a.under));
    return { over, under: this.#times(a.under, b.under) };
  }

  #product(a: NormalForm, b: NormalForm): NormalForm {
    return { over: this.#times(a.over, b.over), under: this.#times(a.under, b.under) };
  }

  #times(a: Polynomial, b: Polynomial): Polynomial {
    return multiplyPolynomials(a, b, this.#budget);
  }

  #power(base: NormalForm, exponent: NormalForm): NormalForm {
    const size = integerOf(rationalOf(exponent) ?? rational(1n, 2n));
    if (size === null) return opaque('power', [base, exponent]);
    const value = rationalOf(base);
    if (value !== null) return whole(constant(power(value, size)));
    if (Math.abs(size) > 1_000) throw new TooLarge();
    const raised = {
      over: this.#raise(base.over, Math.abs(size)),
      under: this.#raise(base.under, Math.abs(size)),
    };
    if (size >= 0) return raised;
    if (raised.over.size === 0) throw new TooLarge();
    return { over: raised.under, under: raised.over };
  }

  #raise(base: Polynomial, exponent: number): Polynomial {
    let result = constant(ONE);
    for (let count = 0; count < exponent; count++) result = this.#times(result, base);
    return result;
  }

  #call(name: string, items: readonly NormalForm[]): NormalForm {
    const [item] = items;
    if (item === undefined) throw new TooLarge();
    if (name === 'negative') return { over: scale(item.over, rational(-1n)), under: item.under };
    if (name === 'percent')
      return { over: scale(item.over, rational(1n, 100n)), under: item.under };
    const values = items.map(rationalOf).map((value) => (value === null ? null : integerOf(value)));
    const exact = exactCall(name, values);
    return exact === null ? opaque(name, items) : whole(constant(rational(exact)));
  }
}

function whole(polynomial: Polynomial): NormalForm {
  return { over: polynomial, under: constant(ONE) };
}

/** A variable named for the function and the one spelling of what it is applied to. */
function opaque(name: string, items: readonly NormalForm[]): NormalForm {
  const spellings = items.map(({ over, under }) => {
    const lead = leadingCoefficient(under);
    if (lead === null) throw new TooLarge();
    return `${spelling(scale(over, inverse(lead)))}:${spelling(scale(under, inverse(lead)))}`;
  });
  const text = `${OPAQUE}${name}(${spellings.join(';')})`;
  if (text.length > 10_000) throw new TooLarge();
  return whole(variable(text));
}
