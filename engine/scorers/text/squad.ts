/** Characters that Python's `string.punctuation` lists, which SQuAD's script deletes. */
const PUNCTUATION = /[!-/:-@[-`{-~]/g;
const ARTICLES = /(?<![\p{L}\p{N}_])(?:a|an|the)(?![\p{L}\p{N}_])/gu;

/**
 * A text as the evaluation script of SQuAD compares it: small letters, no ASCII punctuation, no
 * articles, single spaces (Rajpurkar et al. 2016, doi:10.18653/v1/D16-1264). HELM calls equality
 * of such texts “quasi exact match”, and leaves the articles in one of its variants.
 */
export function squadText(text: string, ignoreArticles = true): string {
  const bare = text.toLowerCase().replaceAll(PUNCTUATION, '');
  const plain = ignoreArticles ? bare.replaceAll(ARTICLES, ' ') : bare;
  return plain
    .split(/\p{White_Space}+/u)
    .filter(Boolean)
    .join(' ');
}

/**
 * The F1 of the words of two such texts, each word as often as it stands there; of empty texts 1
 * when both are, else 0, as for questions without an answer in SQuAD 2.0.
 */
export function tokenF1(answer: string, expected: string): number {
  const [found, wanted] = [wordsOf(answer), wordsOf(expected)];
  if (found.length === 0 || wanted.length === 0) return found.length === wanted.length ? 1 : 0;
  const left = new Map<string, number>();
  for (const word of wanted) left.set(word, (left.get(word) ?? 0) + 1);
  const same = found.filter((word) => {
    const count = left.get(word) ?? 0;
    left.set(word, count - 1);
    return count > 0;
  }).length;
  return (2 * same) / (found.length + wanted.length);
}

/** The F1 of the sets of words: HELM's `f1_score`. */
export function wordSetF1(answer: string, expected: string): number {
  const [found, wanted] = [new Set(wordsOf(answer)), new Set(wordsOf(expected))];
  if (found.size + wanted.size === 0) return 1;
  return (2 * found.intersection(wanted).size) / (found.size + wanted.size);
}

function wordsOf(text: string): string[] {
  return text === '' ? [] : text.split(' ');
}
