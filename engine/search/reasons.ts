import { type BenchmarkEntry, textOfBenchmark } from './document.ts';
import { matchesIn } from './highlight.ts';
import type { SearchLibrary } from './library.ts';
import type { Query } from './query.ts';
import type { Ranked } from './rank.ts';
import { cosine } from './space.ts';
import { isTelling, wordsOf } from './words.ts';

/** A word this near to the query tells why a text was found by its meaning. */
const NEAR = 0.45;
const WORDS_SHOWN = 3;
/** Words of a text that are looked at. */
const WORDS_READ = 80;

/** Why a benchmark was found, in words, such as `title: currency · meaning: exchange, money`. */
export function reasonsFor(
  library: SearchLibrary,
  query: Query,
  { cosine: meaning, cases }: Ranked,
  entry: BenchmarkEntry,
): string {
  if (query.words.length === 0) return '';
  const fields = [
    ['title', entry.title],
    ['tags', entry.tags.join(' ')],
    ['description', entry.description],
  ] as const;
  const reasons = fields.flatMap(([name, text]) => {
    const words = matchesIn(text, query).filter(isTelling);
    return words.length === 0 ? [] : [`${name}: ${listed(words.map(({ folded }) => folded))}`];
  });
  if (cases.length > 0) reasons.push(`cases: ${cases.length}`);
  if (meaning > 0) {
    const near = nearWords(library, query, entry);
    reasons.push(near.length > 0 ? `meaning: ${listed(near)}` : 'meaning');
  }
  return reasons.join(' · ');
}

function listed(words: readonly string[]): string {
  return [...new Set(words)].slice(0, WORDS_SHOWN).join(', ');
}

/** The words of a benchmark that lie nearest to the query and are none of its own. */
function nearWords(
  { place, placeWord }: SearchLibrary,
  query: Query,
  entry: BenchmarkEntry,
): string[] {
  const target = place(query.meaning);
  const text = textOfBenchmark(entry);
  const asked = new Set(matchesIn(text, query).map(({ folded }) => folded));
  const words = wordsOf(text).filter((word) => isTelling(word) && !asked.has(word.folded));
  return [...new Set(words.slice(0, WORDS_READ).map(({ folded }) => folded))]
    .map((word) => ({ word, near: cosine(placeWord(word), target) }))
    .filter(({ near }) => near >= NEAR)
    .sort((a, b) => b.near - a.near)
    .slice(0, WORDS_SHOWN)
    .map(({ word }) => word);
}
