import { checkCount, checkNotEmpty, checkWithin, clampPValue } from './check.ts';
import { maximum, sum } from './mean.ts';
import { type Random, seededRandom } from './random.ts';
import { spectralShare } from './sign-spectrum.ts';

/** Up to here all 2ⁿ signs are tried. */
const ENUMERATED_VALUES = 16;
/** Steps that counting on the score grid may take: about a tenth of a second. */
const MOST_GRID_STEPS = 50_000_000;
/** Sums closer than this share of the whole are equal: scores are decimals, sums of them are not. */
const TOLERANCE = 1e-9;
/** Random signs when counting is out of reach; the smallest p is then 1 in 20,001. */
const DEFAULT_DRAWS = 20_000;

/**
 * The two-sided p-value of a sign-flip permutation test, above 0 and at most 1.
 *
 * `differences` are one number for each independent unit: of a case, or the sum over a cluster. All
 * signs are tried up to 16 of them, counted by dynamic programming when the differences lie on a
 * grid, else drawn at random, (1 + hits)/(1 + draws) (Fisher 1935; Phipson and Smyth 2010). `seed` is
 * any text, `draws` a whole number of at least 1; `RangeError` otherwise and without differences. If
 * the models were equally good, swapping them in any case would change nothing. This is the share of
 * such swaps with a difference at least as large.
 */
export function signFlipPermutation(
  differences: ArrayLike<number>,
  seed: string,
  draws: number = DEFAULT_DRAWS,
): number {
  checkNotEmpty('differences', differences);
  checkCount('draws', draws, 1);
  const observed = Math.abs(sum(differences));
  return clampPValue(shareAtLeast(sizesOf(differences), observed, seed, draws));
}

/** Sorted sizes say all the test needs, and make it blind to the order of rows and to A and B. */
function sizesOf(differences: ArrayLike<number>): number[] {
  const sizes = new Float64Array(differences.length);
  let count = 0;
  for (let index = 0; index < differences.length; index++) {
    const size = Math.abs(differences[index] ?? Number.NaN);
    checkWithin('difference', size, 0, Number.MAX_VALUE);
    if (size > 0) sizes[count++] = size;
  }
  const ascending: number[] = [];
  for (const size of sizes.subarray(0, count).sort()) ascending.push(size);
  return ascending;
}

function shareAtLeast(
  sizes: readonly number[],
  observed: number,
  seed: string,
  draws: number,
): number {
  const total = sum(sizes);
  const threshold = observed - TOLERANCE * total;
  if (threshold <= 0) return 1;
  if (sizes.length <= ENUMERATED_VALUES) return enumeratedShare(sizes, threshold);
  const units = gridUnits(sizes);
  if (units !== null) {
    const least = (threshold / total) * sum(units);
    // Counting keeps all digits of a chance that is too small for the inversion.
    return spectralShare(units, least) ?? countedShare(units, least);
  }
  return drawnShare(sizes, threshold, seededRandom(seed), draws);
}

function enumeratedShare(sizes: readonly number[], threshold: number): number {
  const signedSums = sizes.reduce<number[]>(
    (sums, size) => sums.flatMap((total) => [total + size, total - size]),
    [0],
  );
  const hits = signedSums.filter((total) => Math.abs(total) >= threshold);
  return hits.length / signedSums.length;
}

/** The sizes as whole multiples of one step; `null` when they share none, or one too fine to count. */
function gridUnits(sizes: readonly number[]): number[] | null {
  const scale = maximum(sizes);
  const step = sizes.reduce((common, size) => commonStep(common, size, scale * TOLERANCE), 0);
  const units = sizes.map((size) => Math.round(size / step));
  const isOnGrid = sizes.every((size, index) => Math.abs(size / step - (units[index] ?? 0)) < 1e-4);
  return isOnGrid && sum(units) * sizes.length <= MOST_GRID_STEPS ? units : null;
}

/** Euclid's algorithm on decimals: what is left below `least` is rounding. */
function commonStep(a: number, b: number, least: number): number {
  let [large, small] = [Math.max(a, b), Math.min(a, b)];
  while (small > least) {
    const rest = Math.abs(large - Math.round(large / small) * small);
    [large, small] = [small, rest];
  }
  return large;
}

/** Chance of a sum beyond `threshold`, from the chances of all sums of the positive part. */
function countedShare(units: readonly number[], threshold: number): number {
  const total = sum(units);
  const chances = new Float64Array(total + 1);
  chances[0] = 1;
  let reached = 0;
  for (const unit of units) {
    reached += unit;
    for (let part = reached; part >= 0; part--) {
      const without = chances[part] ?? 0;
      chances[part] = (without + (part >= unit ? (chances[part - unit] ?? 0) : 0)) / 2;
    }
  }
  return chances.reduce(
    (share, chance, part) => (Math.abs(2 * part - total) >= threshold ? share + chance : share),
    0,
  );
}

function drawnShare(
  sizes: readonly number[],
  threshold: number,
  random: Random,
  draws: number,
): number {
  let hits = 0;
  for (let draw = 0; draw < draws; draw++) {
    if (Math.abs(randomlySigned(sizes, random)) >= threshold) hits++;
  }
  return (1 + hits) / (1 + draws);
}

function randomlySigned(sizes: readonly number[], random: Random): number {
  let [total, bits] = [0, 0];
  sizes.forEach((size, index) => {
    bits = index % 32 === 0 ? random.bits() : bits >>> 1;
    total += bits & 1 ? size : -size;
  });
  return total;
}
