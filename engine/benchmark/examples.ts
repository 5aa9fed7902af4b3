import { hashOf } from '../hash.ts';
import type { TestCase } from './benchmark.ts';

/**
 * The worked examples that are shown: the first `count`, or with a seed a random choice of that
 * many that is the same for ever (cases ranked by the hash of seed and case).
 */
export function pickExamples(
  cases: readonly TestCase[],
  count: number | undefined,
  seed: number | undefined,
): readonly TestCase[] {
  if (seed === undefined) return cases.slice(0, count);
  const ranked = cases.map((example) => ({ example, rank: hashOf([seed, example.hash]) }));
  ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1));
  return ranked.slice(0, count).map(({ example }) => example);
}
