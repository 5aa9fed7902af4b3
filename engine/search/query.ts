import { nearest } from '../nearest.ts';
import type { SearchLibrary } from './library.ts';
import { SEARCH_LIMITS } from './limits.ts';
import { wholeWord } from './text-index.ts';
import { tellingWords } from './words.ts';

/** A word of a query and what is looked for instead of it. */
export interface QueryWord {
  /** As it was written, folded. */
  readonly written: string;
  /** As it is meant: the written word, or its correction. */
  readonly meant: string;
  /** The stem of the index that is looked for; with `isBeginning`, how the stem begins. */
  readonly stem: string;
  readonly isBeginning: boolean;
  /** Whether the written word is unknown and this one is its nearest. */
  readonly isCorrected: boolean;
}

/** A query, understood by the words that an index knows. */
export interface Query {
  readonly text: string;
  /** What the semantic space is asked: the text with its corrections. */
  readonly meaning: string;
  readonly words: readonly QueryWord[];
  /** Tokens for the text index. */
  readonly tokens: readonly string[];
}

/** Shorter words have too many neighbours to be corrected. */
const LEAST_CORRECTED = 4;

/**
 * Understands a query: a known word stands for itself, the last one may be a beginning, and one that
 * neither texts nor semantic space know stands for its nearest neighbour, at most a third of its
 * letters away.
 */
export function understand(
  text: string,
  { index: { vocabulary, spellings }, knows }: Pick<SearchLibrary, 'index' | 'knows'>,
): Query {
  const cut = text.slice(0, SEARCH_LIMITS.queryChars);
  const found = tellingWords(cut).slice(0, SEARCH_LIMITS.queryWords);
  const words = found.map(({ folded, stem }, index): QueryWord => {
    const plain = { written: folded, meant: folded, stem, isBeginning: false, isCorrected: false };
    if (vocabulary.has(stem)) return plain;
    const isLast = index === found.length - 1;
    if (isLast && folded.length > 1 && hasBeginning(vocabulary, folded))
      return { ...plain, stem: folded, isBeginning: true };
    if (knows(stem) || folded.length < LEAST_CORRECTED) return plain;
    const near = neighbour(folded, spellings);
    return near === undefined ? plain : { ...plain, ...near, isCorrected: true };
  });
  const tokens = words.map(({ stem, isBeginning }) => (isBeginning ? stem : wholeWord(stem)));
  return {
    text: cut,
    meaning: words.map(({ meant }) => meant).join(' '),
    words,
    tokens: [...new Set(tokens)],
  };
}

function hasBeginning(vocabulary: ReadonlyMap<string, number>, beginning: string): boolean {
  for (const stem of vocabulary.keys()) if (stem.startsWith(beginning)) return true;
  return false;
}

/** The nearest word. A misspelling rarely begins with another letter, and hardly ever with two of them. */
function neighbour(
  written: string,
  spellings: ReadonlyMap<string, string>,
): Pick<QueryWord, 'meant' | 'stem'> | undefined {
  const candidates = [...spellings.keys()].filter(
    (word) =>
      Math.abs(word.length - written.length) <= 2 &&
      (word[0] === written[0] || word[1] === written[1]),
  );
  const near = nearest(written, candidates);
  // Of a short word, `nearest` allows too much.
  const isNear = near !== undefined && (written.length > 5 || near[0] === written[0]);
  return isNear ? { meant: near, stem: spellings.get(near) ?? near } : undefined;
}

/** Whether a word of a text is what a query asks for. */
export function matchesWord(query: Query, stem: string, folded: string): boolean {
  return query.words.some(({ stem: wanted, isBeginning }) =>
    isBeginning ? stem.startsWith(wanted) || folded.startsWith(wanted) : stem === wanted,
  );
}
