/** Comparisons that one call may cost: 7,000 items against 7,000. */
const MAX_COMPARISONS = 50_000_000;

/**
 * Length of the longest subsequence that two lists share; `null` when both are so long that it
 * would take too long. Two rows of the table of Wagner and Fischer, doi:10.1145/321796.321811.
 */
export function commonSubsequence(a: readonly string[], b: readonly string[]): number | null {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length * long.length > MAX_COMPARISONS) return null;
  let above = new Uint32Array(short.length + 1);
  let row = new Uint32Array(short.length + 1);
  for (const item of long) {
    for (let at = 1; at <= short.length; at++) {
      const isSame = short[at - 1] === item;
      row[at] = isSame ? (above[at - 1] ?? 0) + 1 : Math.max(above[at] ?? 0, row[at - 1] ?? 0);
    }
    [above, row] = [row, above];
  }
  return above[short.length] ?? 0;
}
