import { lcsLength, lcsPlaces } from './lcs.ts';
import { overlaps } from './ngrams.ts';
import { rememberingStem } from './porter.ts';
import { foldedWords } from './tokens.ts';

/** The most cells that the tables of all pairs of lines may have together. */
const MAX_CELLS = 10_000_000;

/** What ROUGE counts, and in which words. */
export interface RougeRules {
  readonly variant: 'rouge1' | 'rouge2' | 'rouge3' | 'rouge4' | 'rougeL' | 'rougeLsum';
  readonly stemmer: boolean;
  readonly words: 'ascii' | 'unicode';
}

/** How many units the answer has, how many were expected, and how many they share. */
export interface RougeCounts {
  readonly both: number;
  readonly found: number;
  readonly wanted: number;
}

/**
 * The lines of a text as words, lines without any left out. Words are those of Google's
 * rouge-score; of more than three letters it takes the stem.
 */
export function rougeLines(text: string, { stemmer, words }: RougeRules): string[][] {
  const split = words === 'unicode' ? foldedWords : asciiWords;
  const remembered = rememberingStem();
  const stem = (word: string) => (word.length > 3 ? remembered(word) : word);
  return text
    .split('\n')
    .map((line) => (stemmer ? split(line).map(stem) : split(line)))
    .filter((tokens) => tokens.length > 0);
}

function asciiWords(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

/** The counts of a variant; `null` when the texts are too long to compare. */
export function rougeCounts(
  found: readonly (readonly string[])[],
  wanted: readonly (readonly string[])[],
  variant: RougeRules['variant'],
): RougeCounts | null {
  if (variant === 'rougeLsum') return summaryCounts(found, wanted);
  const [left, right] = [found.flat(), wanted.flat()];
  if (variant === 'rougeL') {
    const both = lcsLength(left, right);
    return both === null ? null : { both, found: left.length, wanted: right.length };
  }
  const last = overlaps(left, right, Number(variant.slice(-1))).at(-1);
  return { both: last?.both ?? 0, found: last?.left ?? 0, wanted: last?.right ?? 0 };
}

/**
 * Summary-level LCS (section 3.2 of the paper): of each expected line the words that lie on a
 * longest common subsequence with any line of the answer. As in ROUGE 1.5.5 a word counts no more
 * often than it stands in either text.
 */
function summaryCounts(
  found: readonly (readonly string[])[],
  wanted: readonly (readonly string[])[],
): RougeCounts | null {
  const [foundWords, wantedWords] = [found.flat(), wanted.flat()];
  const cells = (foundWords.length + found.length) * (wantedWords.length + wanted.length);
  if (cells > MAX_CELLS) return null;
  const left = minimumCounts(foundWords, wantedWords);
  let both = 0;
  for (const line of wanted) {
    for (const word of unionOfLcs(line, found)) {
      const count = left.get(word) ?? 0;
      if (count > 0) both++;
      left.set(word, count - 1);
    }
  }
  return { both, found: foundWords.length, wanted: wantedWords.length };
}

function unionOfLcs(line: readonly string[], others: readonly (readonly string[])[]): string[] {
  const places = new Set(others.flatMap((other) => lcsPlaces(line, other)));
  return line.filter((_, place) => places.has(place));
}

function minimumCounts(a: readonly string[], b: readonly string[]): Map<string, number> {
  const [inA, inB] = [a, b].map((words) => {
    const counts = new Map<string, number>();
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    return counts;
  });
  const least = new Map<string, number>();
  for (const [word, count] of inA ?? []) least.set(word, Math.min(count, inB?.get(word) ?? 0));
  return least;
}
