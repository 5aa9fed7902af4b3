const MAX_FACTORIAL = 300;

/** Factorials and binomials of whole numbers; `null` for everything else. */
export function exactCall(name: string, [n, k]: readonly (number | null)[]): bigint | null {
  if (n === null || n === undefined || n < 0 || n > MAX_FACTORIAL) return null;
  if (name === 'factorial') return factorial(n);
  if (name !== 'binom' || k === null || k === undefined) return null;
  return k < 0 || k > n ? 0n : factorial(n) / (factorial(k) * factorial(n - k));
}

function factorial(n: number): bigint {
  let result = 1n;
  for (let factor = 2n; factor <= BigInt(n); factor++) result *= factor;
  return result;
}
