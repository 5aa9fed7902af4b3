import { type Features, featuresOf } from './features.ts';

/**
 * A semantic space: where each word and each bucket of character n-grams lies. A text lies where the
 * weighted sum of its parts points to, so a query is placed without any model.
 */
export interface SemanticSpace {
  readonly dimensions: number;
  /** Stems, sorted by their UTF-16 units. */
  readonly words: readonly string[];
  /** Number of buckets of character n-grams. */
  readonly buckets: number;
  /** `(words + buckets) × dimensions`, row by row: the direction of each part, −127…127. */
  readonly table: Int8Array;
  /** How much each part counts for one unit of its direction, at least 0. */
  readonly weights: Float32Array;
}

/** Where n-grams stand against words when a text is placed. */
const GRAM_SHARE = 0.55;

/** A text as a unit vector of the space; all zero when the space knows nothing of it. */
export type Placer = (text: string) => Float32Array;

/** The function that places texts in a space. */
export function placerIn(space: SemanticSpace): Placer {
  const rows = new Map(space.words.map((word, index) => [word, index]));
  return (text) => placed(featuresOf(text, space.buckets), space, rows);
}

function placed(
  { words, grams }: Features,
  space: SemanticSpace,
  rows: ReadonlyMap<string, number>,
): Float32Array {
  const byWord = new Float64Array(space.dimensions);
  const byGram = new Float64Array(space.dimensions);
  for (const [word, count] of words) {
    const row = rows.get(word);
    if (row !== undefined) add(byWord, space, row, termWeight(count));
  }
  for (const [bucket, count] of grams)
    add(byGram, space, space.words.length + bucket, termWeight(count));
  const wordScale = inverseLength(byWord);
  const gramScale = inverseLength(byGram) * (wordScale === 0 ? 1 : GRAM_SHARE);
  return unit(
    Float64Array.from(byWord, (value, k) => value * wordScale + (byGram[k] ?? 0) * gramScale),
  );
}

/** The weight of a part that occurs so often: it grows ever more slowly, by squares and not by logarithms, which machines round differently. */
export function termWeight(count: number): number {
  return Math.sqrt(count);
}

function add(sum: Float64Array, space: SemanticSpace, row: number, weight: number): void {
  const scale = (space.weights[row] ?? 0) * weight;
  const from = row * space.dimensions;
  for (let k = 0; k < space.dimensions; k++)
    sum[k] = (sum[k] ?? 0) + scale * (space.table[from + k] ?? 0);
}

function inverseLength(vector: Float64Array): number {
  let sum = 0;
  for (const value of vector) sum += value * value;
  return sum === 0 ? 0 : 1 / Math.sqrt(sum);
}

/** The vector of length 1 in the same direction; zero stays zero. */
export function unit(vector: Float64Array): Float32Array {
  const scale = inverseLength(vector);
  return Float32Array.from(vector, (value) => value * scale);
}

/** Components as whole numbers of −127…127, the largest at the end of that range, and what 1 of them stands for. */
export function quantise(vector: Float32Array | Float64Array): {
  readonly bytes: Int8Array;
  readonly step: number;
} {
  let largest = 0;
  for (const value of vector) largest = Math.max(largest, Math.abs(value));
  const step = largest / 127;
  const bytes = Int8Array.from(vector, (value) => (step === 0 ? 0 : Math.round(value / step)));
  return { bytes, step };
}

/** Cosine of two unit vectors. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k] ?? 0) * (b[k] ?? 0);
  return sum;
}
