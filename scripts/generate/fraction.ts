/** An exact number; the denominator is above 0 and has no divisor in common with the numerator. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/**
 * A fraction in lowest terms, of whole numbers.
 *
 * @throws RangeError when the denominator is 0 or a number is not whole.
 */
export function fraction(numerator: number | bigint, denominator: number | bigint = 1): Fraction {
  const [above, below] = [BigInt(numerator), BigInt(denominator)];
  if (below === 0n) throw new RangeError('a denominator is 0');
  const divisor = greatestDivisor(above, below) * (below < 0n ? -1n : 1n);
  return { numerator: above / divisor, denominator: below / divisor };
}

/** A decimal number as it is written, such as 0.1. */
export function exact(number: number): Fraction {
  const [whole = '0', decimals = ''] = number.toFixed(9).replace(/0+$/, '').split('.');
  return fraction(BigInt(whole + decimals), 10n ** BigInt(decimals.length));
}

export function plus(...terms: readonly Fraction[]): Fraction {
  return terms.reduce(
    (sum, term) =>
      fraction(
        sum.numerator * term.denominator + term.numerator * sum.denominator,
        sum.denominator * term.denominator,
      ),
    fraction(0),
  );
}

export function times(...factors: readonly Fraction[]): Fraction {
  return factors.reduce(
    (product, factor) =>
      fraction(product.numerator * factor.numerator, product.denominator * factor.denominator),
    fraction(1),
  );
}

export function over(above: Fraction, below: Fraction): Fraction {
  return fraction(above.numerator * below.denominator, above.denominator * below.numerator);
}

export function minus(from: Fraction, taken: Fraction): Fraction {
  return plus(from, times(taken, fraction(-1)));
}

export function numberOf({ numerator, denominator }: Fraction): number {
  return Number(numerator) / Number(denominator);
}

/** `3/4`, or `5` for a whole number. */
export function fractionText({ numerator, denominator }: Fraction): string {
  return denominator === 1n ? String(numerator) : `${numerator}/${denominator}`;
}

/** The number as decimals that are exact, or `null` when it needs more than `places` of them. */
export function decimal(value: Fraction, places: number): number | null {
  const scaled = times(value, fraction(10n ** BigInt(places)));
  return scaled.denominator === 1n ? Number(scaled.numerator) / 10 ** places : null;
}

/**
 * An exact result that binary arithmetic confirms.
 *
 * @throws Error when they differ by more than a billionth.
 */
export function confirmed(what: string, value: Fraction, approximate: number): Fraction {
  const difference = Math.abs(numberOf(value) - approximate);
  if (difference > 1e-9 * Math.max(1, Math.abs(approximate)))
    throw new Error(`${what}: ${fractionText(value)} is not ${approximate}`);
  return value;
}

function greatestDivisor(one: bigint, other: bigint): bigint {
  let [high, low] = [one < 0n ? -one : one, other < 0n ? -other : other];
  while (low > 0n) [high, low] = [low, high % low];
  return high === 0n ? 1n : high;
}
