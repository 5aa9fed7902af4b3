import { featuresOf, gramsOf } from './features.ts';
import { GLOSSARY } from './glossary.ts';
import { SEARCH_LIMITS } from './limits.ts';
import type { SemanticSpace } from './space.ts';
import { rightVectors } from './svd.ts';
import { chosenWords, compareUnits, spaceFrom } from './train.ts';
import { isTelling, wordsOf } from './words.ts';

/** A word whose vector is asked for. */
export interface Term {
  readonly stem: string;
  /** The spelling that most texts have: a model knows words, not stems. */
  readonly word: string;
  /** How much the word tells: its inverse document frequency. */
  readonly rarity: number;
}

/** Vectors from elsewhere, one a text, all of one length. */
export type Embed = (texts: readonly string[]) => Promise<readonly (readonly number[])[]>;

/**
 * A space made of a model's vectors: each word of the texts and of the glossary lies where the model
 * puts it, in the dimensions that tell the words apart best. N-grams lie between the words that have
 * them. Queries are placed by this table, so the model is needed at build time only.
 *
 * @throws RangeError when the vectors are not one a word, or of different lengths.
 */
export async function spaceFromTerms(
  texts: readonly string[],
  embed: Embed,
): Promise<SemanticSpace> {
  const terms = termsOf([...texts, ...GLOSSARY]);
  const vectors = centred(await embed(terms.map(({ word }) => word)), terms.length);
  const width = vectors[0]?.length ?? 0;
  const all = Array.from({ length: width }, (_, column) => column);
  const rows = vectors.map((values) => ({ columns: all, values }));
  const { dimensions, places } = rightVectors(rows, width, SEARCH_LIMITS.dimensions);
  const reduced = vectors.map((vector, index) =>
    Float64Array.from({ length: dimensions }, (_, k) => {
      const sum = vector.reduce(
        (total, value, column) => total + value * (places[column * dimensions + k] ?? 0),
        0,
      );
      return sum * (terms[index]?.rarity ?? 0);
    }),
  );
  const { buckets } = SEARCH_LIMITS;
  const grams = gramPlaces(terms, reduced, dimensions, buckets);
  return spaceFrom(
    terms.map(({ stem }) => stem),
    buckets,
    dimensions,
    (row, k) => reduced[row]?.[k] ?? grams[(row - terms.length) * dimensions + k] ?? 0,
  );
}

/** The words that texts have, the commonest spelling of each stem, sorted by stem. */
export function termsOf(texts: readonly string[]): Term[] {
  const frequencies = new Map<string, number>();
  const spellings = new Map<string, Map<string, number>>();
  for (const text of texts) {
    for (const stem of featuresOf(text, 0).words.keys())
      frequencies.set(stem, (frequencies.get(stem) ?? 0) + 1);
    for (const word of wordsOf(text).filter(isTelling)) {
      const known = spellings.get(word.stem) ?? new Map<string, number>();
      known.set(word.folded, (known.get(word.folded) ?? 0) + 1);
      spellings.set(word.stem, known);
    }
  }
  return chosenWords(frequencies, SEARCH_LIMITS.words).map((stem) => ({
    stem,
    word: commonest(spellings.get(stem)) ?? stem,
    rarity: Math.log(texts.length / (frequencies.get(stem) ?? 1)) + 1,
  }));
}

function commonest(spellings: ReadonlyMap<string, number> | undefined): string | undefined {
  const sorted = [...(spellings ?? [])].sort(([a, m], [b, n]) => n - m || compareUnits(a, b));
  return sorted[0]?.[0];
}

/** Less the mean of all, which says nothing of any word. */
function centred(vectors: readonly (readonly number[])[], count: number): number[][] {
  const width = vectors[0]?.length ?? 0;
  if (vectors.length !== count || width === 0 || vectors.some(({ length }) => length !== width))
    throw new RangeError(`expected ${count} vectors of one length`);
  const mean = Array.from(
    { length: width },
    (_, column) => vectors.reduce((sum, vector) => sum + (vector[column] ?? 0), 0) / count,
  );
  return vectors.map((vector) => vector.map((value, column) => value - (mean[column] ?? 0)));
}

function gramPlaces(
  terms: readonly Term[],
  reduced: readonly Float64Array[],
  dimensions: number,
  buckets: number,
): Float64Array {
  const sums = new Float64Array(buckets * dimensions);
  for (const [index, { word }] of terms.entries())
    for (const bucket of new Set(gramsOf(word, buckets)))
      for (let k = 0; k < dimensions; k++) {
        const at = bucket * dimensions + k;
        sums[at] = (sums[at] ?? 0) + (reduced[index]?.[k] ?? 0);
      }
  return sums;
}
