import { type Fraction, fraction, fractionText, times } from '../fraction.ts';
import { agreed, type Draft } from '../generator.ts';

/** All results of independent draws, each a list of equally likely values. */
export function outcomes(sides: readonly (readonly number[])[]): number[][] {
  return sides.reduce<number[][]>(
    (rows, side) => rows.flatMap((row) => side.map((value) => [...row, value])),
    [[]],
  );
}

export function share<Item>(all: readonly Item[], isWanted: (item: Item) => boolean): Fraction {
  return fraction(all.filter(isWanted).length, all.length);
}

export function draft(question: string, one: Fraction, other: Fraction): Draft {
  return {
    fields: { question },
    expected: agreed(question, fractionText(one), fractionText(other)),
  };
}

/** Whole numbers are left out: certain and impossible events are no exercise. */
export function fractional(made: Draft): Draft | null {
  return String(made.expected).includes('/') ? made : null;
}

export function choose(from: number, count: number): Fraction {
  return Array.from({ length: count }, (_, index) => fraction(from - index, index + 1)).reduce(
    (product, factor) => times(product, factor),
    fraction(1),
  );
}
