import { rememberingStem } from './porter.ts';

/** A word of the answer and the word of the reference it matches, by their places. */
export interface WordPair {
  readonly found: number;
  readonly wanted: number;
}

/** Stands for a word that has its pair; no token is empty. */
const TAKEN = '';

/**
 * Pairs of equal words, then pairs of equal stems among the words left, in the order of the answer.
 * From the end, each word takes the last equal one that is free, as NLTK's METEOR does; the paper
 * asks for the alignment with the fewest crossings, which this comes near to.
 */
export function alignWords(
  found: readonly string[],
  wanted: readonly string[],
  stems: boolean,
): WordPair[] {
  const exact = equalPairs(found, wanted);
  if (!stems) return exact.reverse();
  const takenFound = new Set(exact.map((pair) => pair.found));
  const takenWanted = new Set(exact.map((pair) => pair.wanted));
  const stem = rememberingStem();
  const left = (words: readonly string[], taken: ReadonlySet<number>) =>
    words.map((word, place) => (taken.has(place) ? TAKEN : stem(word)));
  const stemmed = equalPairs(left(found, takenFound), left(wanted, takenWanted));
  return [...exact, ...stemmed].sort((a, b) => a.found - b.found);
}

/** How many runs of pairs stand side by side in both texts. */
export function chunkCount(pairs: readonly WordPair[]): number {
  return pairs.filter(({ found, wanted }, at) => {
    const before = pairs[at - 1];
    return before?.found !== found - 1 || before.wanted !== wanted - 1;
  }).length;
}

function equalPairs(found: readonly string[], wanted: readonly string[]): WordPair[] {
  const free = new Map<string, number[]>();
  for (const word of found) if (word !== TAKEN && !free.has(word)) free.set(word, []);
  wanted.forEach((word, place) => {
    free.get(word)?.push(place);
  });
  const pairs: WordPair[] = [];
  for (let place = found.length - 1; place >= 0; place--) {
    const taken = free.get(found[place] ?? TAKEN)?.pop();
    if (taken !== undefined) pairs.push({ found: place, wanted: taken });
  }
  return pairs;
}
