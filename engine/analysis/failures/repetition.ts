/** Words that are looked at, from the end: loops do not stop. */
const MOST_WORDS = 4_000;
/** The longest phrase that is recognised when it repeats. */
const LONGEST_PHRASE = 40;
/** A phrase has to be repeated this often, over this many words: lists and tables repeat a little. */
const LEAST_TIMES = 4;
const LEAST_WORDS = 32;
/** Characters of one word that is a loop by itself, such as `hahahaha…`. */
const LONG_WORD = 400;

/** A phrase that an answer repeats. */
export interface Repetition {
  readonly phrase: string;
  readonly times: number;
}

/**
 * The phrase that a text repeats until its end, as a loop does that ran into the limit of tokens;
 * `undefined` when there is none. Work grows with the number of words.
 */
export function repetitionAtEnd(text: string): Repetition | undefined {
  const words = text.slice(-60_000).trim().split(/\s+/).slice(-MOST_WORDS);
  for (let length = 1; length <= LONGEST_PHRASE; length++) {
    const covered = periodicTail(words, length);
    const times = Math.floor(covered / length);
    if (times >= LEAST_TIMES && covered >= LEAST_WORDS)
      return { phrase: words.slice(-length).join(' '), times };
  }
  return loopInWord(words.at(-1) ?? '');
}

/** Words at the end that equal those `length` places before; the last word may be cut off. */
function periodicTail(words: readonly string[], length: number): number {
  let at = words.length - 2;
  while (at >= length && words[at] === words[at - length]) at--;
  const same = words.length - 2 - at;
  return same === 0 ? 0 : same + length + 1;
}

function loopInWord(word: string): Repetition | undefined {
  if (word.length < LONG_WORD) return undefined;
  const tail = word.slice(-LONG_WORD);
  for (let length = 1; length <= 20; length++) {
    const phrase = tail.slice(0, length);
    if (tail === phrase.repeat(Math.ceil(LONG_WORD / length)).slice(0, LONG_WORD))
      return { phrase, times: Math.floor(word.length / length) };
  }
  return undefined;
}
