import { hashOf } from '../hash.ts';
import {
  holm,
  mcnemarExact,
  minimumDetectableEffect,
  quantile,
  type RankRange,
  rankRanges,
  signFlipBound,
  signFlipPermutation,
} from '../statistics/index.ts';
import type { BoardRow } from './board.ts';
import { isScored, type ModelCase } from './case-scores.ts';
import { compareCases, sharedCases, standardErrorOf } from './pairs.ts';

/** One model on its way to the board. */
export interface Contestant {
  readonly name: string;
  readonly board: BoardRow;
  readonly cases: readonly ModelCase[];
}

/** What all pairs of models say. */
export interface Ranking {
  readonly ranges: ReadonlyMap<string, RankRange>;
  /** Pairs tested: the family of Holm's correction. */
  readonly tests: number;
  /** The smallest difference that half of the pairs would detect, 0…1; `null` when none varies. */
  readonly resolution: number | null;
}

/** Error of the whole family. */
const ALPHA = 0.05;

/**
 * Ranks by paired tests over all pairs with Holm's correction: a simultaneous 95 % statement. A
 * pair whose worst-case bounds cross, because of what is missing, is never told apart.
 */
export function rankContestants(fingerprint: string, all: readonly Contestant[]): Ranking {
  const names = all.map(({ name }) => name);
  const compare = comparerOf(fingerprint, all);
  const compared = all.flatMap((a, i) =>
    all.slice(i + 1).flatMap((b, offset) => {
      const tested = compare(i, i + 1 + offset);
      return tested === undefined ? [] : [{ a, b, ...tested }];
    }),
  );
  const adjusted = holm(compared.map(({ p_value }) => p_value));
  const pairs = compared.map(({ a, b, difference }, index) => ({
    a: a.name,
    b: b.name,
    difference,
    p_adjusted: boundsCross(a.board, b.board) ? 1 : (adjusted[index] ?? 1),
  }));
  const errors = compared.flatMap(({ standardError }) => standardError ?? []);
  const resolution = errors.length === 0 ? null : minimumDetectableEffect(quantile(errors, 0.5));
  return {
    ranges: new Map(rankRanges(names, pairs, ALPHA).map((range) => [range.model, range])),
    tests: compared.length,
    resolution: resolution === 0 ? null : resolution,
  };
}

interface Tested {
  /** Two-sided; an upper bound of it where that already decides. */
  readonly p_value: number;
  readonly difference: number;
  readonly standardError: number | undefined;
}

type Comparer = (a: number, b: number) => Tested | undefined;

/** Scores by place are compared many times faster than cases by hash, where nothing is clustered. */
function comparerOf(fingerprint: string, all: readonly Contestant[]): Comparer {
  const places = placesOf(all);
  const seed = (a: number, b: number) =>
    [fingerprint, all[a]?.name ?? '', all[b]?.name ?? ''] as const;
  if (places === undefined)
    return (a, b) => {
      const shared = sharedCases(all[a]?.cases ?? [], all[b]?.cases ?? []);
      const compared = compareCases(shared, seed(a, b));
      return compared && { ...compared, standardError: standardErrorOf(shared) };
    };
  const vectors = all.map(({ cases }) => vectorOf(cases, places));
  const pairs = (all.length * (all.length - 1)) / 2;
  const none = new Float64Array();
  return (a, b) =>
    compareVectors(vectors[a] ?? none, vectors[b] ?? none, ALPHA / pairs, () => hashOf(seed(a, b)));
}

/** The place of every case; `undefined` when cases are clustered or weigh differently. */
function placesOf(all: readonly Contestant[]): Map<string, number> | undefined {
  const places = new Map<string, number>();
  const clusters = new Set<string>();
  let weight: number | undefined;
  for (const { cases } of all)
    for (const one of cases) {
      weight ??= one.weight;
      if (one.weight !== weight) return undefined;
      if (places.has(one.hash)) continue;
      if (clusters.has(one.cluster)) return undefined;
      clusters.add(one.cluster);
      places.set(one.hash, places.size);
    }
  return places;
}

function vectorOf(cases: readonly ModelCase[], places: ReadonlyMap<string, number>): Float64Array {
  const vector = new Float64Array(places.size).fill(Number.NaN);
  for (const one of cases) if (isScored(one)) vector[places.get(one.hash) ?? -1] = one.score;
  return vector;
}

/** The same tests as `comparePaired`, for cases of equal weight that are independent. */
function compareVectors(
  a: Float64Array,
  b: Float64Array,
  decisive: number,
  seed: () => string,
): Tested | undefined {
  const differences = new Float64Array(a.length);
  let [count, total, squares, onlyA, onlyB, isBinary] = [0, 0, 0, 0, 0, true];
  for (let place = 0; place < a.length; place++) {
    const [one, other] = [a[place] ?? Number.NaN, b[place] ?? Number.NaN];
    const difference = other - one;
    if (Number.isNaN(difference)) continue;
    differences[count++] = difference;
    total += difference;
    squares += difference ** 2;
    if (difference === 1) onlyB++;
    else if (difference === -1) onlyA++;
    if ((one !== 0 && one !== 1) || (other !== 0 && other !== 1)) isBinary = false;
  }
  if (count === 0) return undefined;
  const known = differences.subarray(0, count);
  const p_value = isBinary
    ? mcnemarExact(onlyA, onlyB)
    : permuted(known, total, squares, decisive, seed);
  return { p_value, difference: total / count, standardError: errorOf(known, total) };
}

function permuted(
  differences: Float64Array,
  total: number,
  squares: number,
  decisive: number,
  seed: () => string,
): number {
  // A p-value below alpha over the number of tests is significant whatever the others are.
  const bound = signFlipBound(squares, Math.abs(total) * (1 - 1e-9));
  return bound <= decisive ? bound : signFlipPermutation(differences, seed());
}

function errorOf(differences: Float64Array, total: number): number | undefined {
  const count = differences.length;
  if (count < 2) return undefined;
  const mean = total / count;
  let squares = 0;
  for (const difference of differences) squares += (difference - mean) ** 2;
  const error = Math.sqrt(squares / (count - 1) / count);
  // Rounding leaves a crumb where all differences are equal.
  return error <= 1e-12 ? 0 : error;
}

/** Whether what is missing could turn the order of two scores round. */
function boundsCross(a: BoardRow, b: BoardRow): boolean {
  if (a.missing === 0 && b.missing === 0) return false;
  const [worse, better] = (a.score ?? 0) < (b.score ?? 0) ? [a, b] : [b, a];
  return (worse.score_if_missing_pass ?? 1) >= (better.score_if_missing_fail ?? 0);
}
