import { isTelling, wordsOf } from './words.ts';

/** What the semantic space knows of a text: how often each stem and each hashed character n-gram occurs. */
export interface Features {
  readonly words: ReadonlyMap<string, number>;
  /** By number of the bucket, 0…`buckets` − 1. */
  readonly grams: ReadonlyMap<number, number>;
}

/** Length of a character n-gram; words have a mark at either end. */
const GRAM = 4;

/**
 * Stems and hashed n-grams of a text. N-grams bring spellings and members of a word family together
 * that no stemmer unites, in any language; hashing bounds their number.
 *
 * @param buckets number of buckets for n-grams; 0 = none
 */
export function featuresOf(text: string, buckets: number): Features {
  const words = new Map<string, number>();
  const grams = new Map<number, number>();
  for (const word of wordsOf(text)) {
    if (!isTelling(word) || !/\p{L}/u.test(word.folded)) continue;
    words.set(word.stem, (words.get(word.stem) ?? 0) + 1);
    for (const bucket of gramsOf(word.folded, buckets))
      grams.set(bucket, (grams.get(bucket) ?? 0) + 1);
  }
  return { words, grams };
}

/** Buckets of the n-grams of one folded word. */
export function gramsOf(folded: string, buckets: number): number[] {
  if (buckets === 0) return [];
  const marked = `<${folded}>`;
  const last = Math.max(marked.length - GRAM, 0);
  return Array.from(
    { length: last + 1 },
    (_, start) => hash(marked.slice(start, start + GRAM)) % buckets,
  );
}

/** FNV-1a over UTF-16 units, with a final mix, because only the low bits are used. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 13)) >>> 0;
}
