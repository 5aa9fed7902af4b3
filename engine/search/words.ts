import { rememberingStem } from '../scorers/text/porter.ts';

/** A word of a text, as search knows it, and where it stands; `end` is exclusive, in UTF-16 units. */
export interface Word {
  /** Lower case, without accents. */
  readonly folded: string;
  /** What the index holds: the stem of an English word, else the folded word. */
  readonly stem: string;
  readonly start: number;
  readonly end: number;
}

/** Longer texts are cut: no query and no entry of the index needs more. */
export const MAX_TEXT_CHARS = 20_000;

/** Letters of scripts that write no spaces between words. */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Khmer}\\p{Script=Lao}ー';
/** Words of either kind: 7 in `白の7` is a word of its own. */
const WORD: RegExp = new RegExp(
  `[${UNSPACED}][${UNSPACED}\\p{M}]*|(?:(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}])+`,
  'gu',
);
const IS_UNSPACED: RegExp = new RegExp(`^[${UNSPACED}]`, 'u');
/** Letters that Unicode does not take apart. */
const LETTERS: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['ł', 'l'],
  ['þ', 'th'],
  ['ı', 'i'],
]);

/** English words that say nothing of what a text is about. */
const EMPTY: ReadonlySet<string> = new Set(
  (
    'a about above after again all also am an and any are as at be because been before being but by can ' +
    'could did do does doing done each every few for from get gets had has have having he her here him his how i if in ' +
    'into is it its just like make makes me more most my no nor not of off on one ones only or other our out over own ' +
    'same she should so some such than that the their them then there these they this those through to too under up ' +
    'us use uses using very was we were what when where whether which while who whom whose why will with without would you your'
  ).split(' '),
);

/** Lower case without accents, so that `zoe` finds `Zoë` and `strasse` finds `Straße`. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøđðłþı]/g, (letter) => LETTERS.get(letter) ?? letter);
}

/** The words of a text in order; where a script has no spaces, its pairs of characters. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const { 0: word, index } of text.slice(0, MAX_TEXT_CHARS).matchAll(WORD)) {
    if (IS_UNSPACED.test(word)) for (const pair of pairsOf(word, index)) words.push(pair);
    else words.push(wordAt(word, index));
  }
  return words;
}

function wordAt(word: string, start: number): Word {
  const folded = fold(word);
  return { folded, stem: stemOf(folded), start, end: start + word.length };
}

const stemmed = rememberingStem();

function stemOf(folded: string): string {
  return /^[a-z]+$/.test(folded) ? stemmed(folded) : folded;
}

function pairsOf(run: string, start: number): Word[] {
  const characters = [...run];
  if (characters.length === 1) return [wordAt(run, start)];
  let place = start;
  return characters.slice(1).map((next, index) => {
    const first = characters[index] ?? '';
    const from = place;
    place += first.length;
    const folded = fold(first + next);
    return { folded, stem: folded, start: from, end: place + next.length };
  });
}

/** Whether a word says something of what a text is about. */
export function isTelling({ folded }: Pick<Word, 'folded'>): boolean {
  return !EMPTY.has(folded);
}

/** The words that tell something; all of them when none does. */
export function tellingWords(text: string): Word[] {
  const words = wordsOf(text);
  const telling = words.filter(isTelling);
  return telling.length > 0 ? telling : words;
}
