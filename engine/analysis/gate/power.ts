import { gatePower, type PairedDifference, requiredCases } from '../../statistics/index.ts';
import type { SharedCases } from '../pairs.ts';
import type { GatePowerLine } from './verdict.ts';

/** One-sided 5 % has the critical value of a two-sided 10 %. */
const ONE_SIDED = { alpha: 0.1 } as const;

/**
 * What a gate with as many cases, differing as much, can see; `null` with fewer than two.
 *
 * Scores with partial credit count by the mean square of their differences, which for passes and
 * failures is the share of cases that differ. Clusters count as the cases they are worth.
 */
export function powerLineOf(
  { pairs }: SharedCases,
  estimate: PairedDifference | null,
  margin: number,
): GatePowerLine | null {
  const squares = pairs.reduce((sum, { a, b }) => sum + (b - a) ** 2, 0) / (pairs.length || 1);
  const cases = effectivePairs(pairs.length, squares, estimate);
  if (cases < 2) return null;
  // Two runs that agree everywhere still tell nothing of a smaller discordance than the margin.
  const discordance = Math.min(1, Math.max(squares, margin, 1 / pairs.length));
  const gate = { cases, discordance, rule: 'bound' } as const;
  const { false_alarm, caught } = gatePower({ ...gate, margin: Math.max(margin, 1e-9) });
  const cases_needed =
    margin === 0 ? null : requiredCases(margin, { between: discordance }, ONE_SIDED);
  return { ...gate, false_alarm, caught, cases_needed };
}

/** Independent cases that would give the same standard error, at most the cases there are. */
function effectivePairs(cases: number, squares: number, estimate: PairedDifference | null): number {
  if (estimate === null || estimate.standard_error === null) return 0;
  if (estimate.clusters === cases || estimate.standard_error === 0) return estimate.clusters;
  const variance = Math.max(0, squares - estimate.difference ** 2);
  return Math.max(2, Math.min(cases, Math.round(variance / estimate.standard_error ** 2) + 1));
}
