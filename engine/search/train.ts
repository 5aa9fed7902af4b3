import { type Features, featuresOf } from './features.ts';
import { GLOSSARY } from './glossary.ts';
import { SEARCH_LIMITS } from './limits.ts';
import { quantise, type SemanticSpace, termWeight } from './space.ts';
import { rightVectors, type SparseRow } from './svd.ts';

/** What may be changed of a space; everything else is `SEARCH_LIMITS`. */
export interface TrainingOptions {
  /** Groups of words that belong together, beside the texts. */
  readonly background?: readonly string[];
  readonly dimensions?: number;
  readonly words?: number;
  readonly buckets?: number;
}

/**
 * Latent semantic analysis (Deerwester et al. 1990, doi:10.1002/(SICI)1097-4571(199009)41:6<391::AID-ASI1>3.0.CO;2-9)
 * of the texts over stems and hashed character n-grams: parts that occur in the same texts come to
 * lie close to each other. Small libraries say too little of what words mean, so the glossary of
 * evaluation stands beside their texts. Equal texts give equal bytes.
 */
export function trainSpace(texts: readonly string[], options: TrainingOptions = {}): SemanticSpace {
  const { background = GLOSSARY, dimensions = SEARCH_LIMITS.dimensions } = options;
  const buckets = options.buckets ?? SEARCH_LIMITS.buckets;
  const counted = [...sampled(texts), ...background].map((text) => featuresOf(text, buckets));
  const frequencies = documentFrequencies(counted);
  const words = chosenWords(frequencies, options.words ?? SEARCH_LIMITS.words);
  const columns = words.length + buckets;
  const rarity = rarities(counted, words, buckets, frequencies);
  const numbers = new Map(words.map((word, index) => [word, index]));
  const rows = counted.map((features) => rowOf(features, numbers, rarity));
  const found = rightVectors(rows, columns, dimensions);
  return spaceFrom(words, buckets, found.dimensions, (row, k) => {
    return (found.places[row * found.dimensions + k] ?? 0) * (rarity[row] ?? 0);
  });
}

/** A space whose parts lie where the function says. */
export function spaceFrom(
  words: readonly string[],
  buckets: number,
  dimensions: number,
  place: (row: number, k: number) => number,
): SemanticSpace {
  const rows = words.length + buckets;
  const table = new Int8Array(rows * dimensions);
  const weights = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const vector = Float64Array.from({ length: dimensions }, (_, k) => place(row, k));
    const { bytes, step } = quantise(vector);
    table.set(bytes, row * dimensions);
    weights[row] = step;
  }
  return { dimensions, words, buckets, table, weights };
}

/** Evenly spread over the whole when there are too many. */
function sampled(texts: readonly string[]): readonly string[] {
  const most = SEARCH_LIMITS.trainingDocuments;
  if (texts.length <= most) return texts;
  return Array.from(
    { length: most },
    (_, index) => texts[Math.floor((index * texts.length) / most)] ?? '',
  );
}

function documentFrequencies(counted: readonly Features[]): Map<string, number> {
  const frequencies = new Map<string, number>();
  for (const { words } of counted)
    for (const word of words.keys()) frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
  return frequencies;
}

/** The words that most texts have, since the others place few queries; sorted by themselves. */
export function chosenWords(frequencies: ReadonlyMap<string, number>, most: number): string[] {
  return [...frequencies]
    .sort(([a, times], [b, others]) => others - times || compareUnits(a, b))
    .slice(0, most)
    .map(([word]) => word)
    .sort(compareUnits);
}

/** The order of UTF-16 units, which no language of the machine changes. */
export function compareUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Inverse document frequency of each part, log(n / df) + 1 as a multiple of 1/1024. */
function rarities(
  counted: readonly Features[],
  words: readonly string[],
  buckets: number,
  frequencies: ReadonlyMap<string, number>,
): Float64Array {
  const inBuckets = new Float64Array(buckets);
  for (const { grams } of counted)
    for (const bucket of grams.keys()) inBuckets[bucket] = (inBuckets[bucket] ?? 0) + 1;
  return Float64Array.from({ length: words.length + buckets }, (_, row) => {
    const word = words[row];
    const times =
      word === undefined ? (inBuckets[row - words.length] ?? 0) : (frequencies.get(word) ?? 0);
    const rarity = times === 0 ? 0 : Math.log(counted.length / times) + 1;
    return Math.round(rarity * 1024) / 1024;
  });
}

/** A text as a row of the matrix; words and n-grams have the same length, 1. */
function rowOf(
  { words, grams }: Features,
  numbers: ReadonlyMap<string, number>,
  rarity: Float64Array,
): SparseRow {
  const byWord: [number, number][] = [];
  for (const [word, count] of words) {
    const column = numbers.get(word);
    if (column !== undefined) byWord.push([column, termWeight(count) * (rarity[column] ?? 0)]);
  }
  const byGram = [...grams].map(([bucket, count]): [number, number] => {
    const column = numbers.size + bucket;
    return [column, termWeight(count) * (rarity[column] ?? 0)];
  });
  const all = [...normalised(byWord), ...normalised(byGram)];
  return { columns: all.map(([column]) => column), values: all.map(([, value]) => value) };
}

function normalised(entries: readonly (readonly [number, number])[]): [number, number][] {
  const length = Math.sqrt(entries.reduce((sum, [, value]) => sum + value * value, 0));
  return length === 0 ? [] : entries.map(([column, value]) => [column, value / length]);
}
