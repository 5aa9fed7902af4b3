/**
 * Kendall's τ-b of two rankings of the same items, −1…1: (concordant − discordant) pairs over the
 * root of the pairs that neither ties (Kendall 1945, doi:10.2307/2332303). `null` where one side
 * ties everything or there are fewer than two items. Quadratic in the items.
 */
export function tauB(a: readonly number[], b: readonly number[]): number | null {
  let difference = 0;
  let untiedA = 0;
  let untiedB = 0;
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < i; j++) {
      const signA = Math.sign((a[i] ?? 0) - (a[j] ?? 0));
      const signB = Math.sign((b[i] ?? 0) - (b[j] ?? 0));
      difference += signA * signB;
      untiedA += Math.abs(signA);
      untiedB += Math.abs(signB);
    }
  }
  if (untiedA === 0 || untiedB === 0) return null;
  // Without the root where it is exact, so that equal rankings give exactly 1.
  const tau =
    untiedA === untiedB ? difference / untiedA : difference / Math.sqrt(untiedA * untiedB);
  return Math.max(-1, Math.min(1, tau));
}
