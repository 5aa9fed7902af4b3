import { checkWithin } from './check.ts';

/**
 * Holm's adjusted p-values, in the order given, each in 0…1; input p-values in 0…1.
 *
 * Holm (1979): the running maximum of (m − rank + 1)·p. Throws `RangeError` outside the bounds. Of
 * all differences called real at 5 %, the chance that even one is not is at most 5 %. The family is
 * the list given: it must be the one that is shown.
 */
export function holm(pValues: readonly number[]): number[] {
  let running = 0;
  return adjustedInOrder(
    pValues,
    (a, b) => a - b,
    (p, rank) => {
      running = Math.max(running, (pValues.length - rank + 1) * p);
      return running;
    },
  );
}

/**
 * Benjamini and Hochberg's adjusted p-values, in the order given, each in 0…1; input in 0…1.
 *
 * Benjamini and Hochberg (1995): the running minimum, from the largest, of m·p/rank. Throws
 * `RangeError` outside the bounds. Of all findings called real at 10 %, a tenth is expected to be
 * false. For screening hints, never for ranks or gates.
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  const count = pValues.length;
  let running = 1;
  return adjustedInOrder(
    pValues,
    (a, b) => b - a,
    (p, rank) => {
      running = Math.min(running, (count * p) / (count - rank + 1));
      return running;
    },
  );
}

/** Visits the p-values in the order of `compare`, ranks from 1, and puts the answers back in place. */
function adjustedInOrder(
  pValues: readonly number[],
  compare: (a: number, b: number) => number,
  adjust: (p: number, rank: number) => number,
): number[] {
  const adjusted = pValues.map(() => 1);
  const ordered = pValues.map((p, index) => ({ p, index }));
  for (const { p } of ordered) checkWithin('p-value', p, 0, 1);
  ordered.sort((a, b) => compare(a.p, b.p));
  ordered.forEach(({ p, index }, position) => {
    adjusted[index] = Math.min(1, adjust(p, position + 1));
  });
  return adjusted;
}
