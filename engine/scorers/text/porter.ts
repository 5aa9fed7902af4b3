import { IRREGULAR, STEP_2, STEP_3, STEP_4, type SuffixRule } from './porter-rules.ts';

/** Longer words stay as they are: no language has them. */
const MAX_WORD_CHARS = 100;

/**
 * The stem of an English word in lower case: M. F. Porter, “An algorithm for suffix stripping”,
 * Program 14(3), 1980, doi:10.1108/eb046814, with the changes of NLTK's default mode, by which
 * rouge-score and NLTK's METEOR stem.
 */
export function porterStem(word: string): string {
  const irregular = IRREGULAR.get(word);
  if (irregular !== undefined) return irregular;
  if (word.length <= 2 || word.length > MAX_WORD_CHARS) return word;
  const plain = withoutY(withoutEnding(withoutPlural(word)));
  return withoutDoubleL(withoutE(withoutSuffix(replaced(step2(plain), STEP_3))));
}

/** `porterStem` that remembers the words it has seen: texts repeat theirs. */
export function rememberingStem(): (word: string) => string {
  const stems = new Map<string, string>();
  return (word) => {
    const known = stems.get(word);
    if (known !== undefined) return known;
    const stem = porterStem(word);
    stems.set(word, stem);
    return stem;
  };
}

/** Step 1a: plurals. Of four letters, “ties” keeps its e. */
function withoutPlural(word: string): string {
  if (word.endsWith('ies')) return word.slice(0, word.length === 4 ? -1 : -2);
  if (word.endsWith('sses')) return word.slice(0, -2);
  return word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

/** Step 1b: -eed, -ed and -ing; of four letters, “died” keeps its e. */
function withoutEnding(word: string): string {
  if (word.endsWith('ied')) return word.slice(0, word.length === 4 ? -1 : -2);
  if (word.endsWith('eed')) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
  const suffix = ['ed', 'ing'].find((item) => word.endsWith(item));
  const stem = suffix === undefined ? '' : word.slice(0, -suffix.length);
  return hasVowel(stem) ? repaired(stem) : word;
}

/** Gives a stem its e back, or takes one of two equal consonants: hop(p)ing, fil(e)ing. */
function repaired(stem: string): string {
  if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (endsInDoubleConsonant(stem)) return /[lsz]$/.test(stem) ? stem : stem.slice(0, -1);
  return measure(stem) === 1 && endsInShortSyllable(stem) ? `${stem}e` : stem;
}

/** Step 1c: y after a consonant, but not in “by”. */
function withoutY(word: string): string {
  const stem = word.slice(0, -1);
  const turns = word.endsWith('y') && stem.length > 1 && consonants(stem).at(-1) === true;
  return turns ? `${stem}i` : word;
}

function step2(word: string): string {
  if (word.endsWith('alli') && measure(word.slice(0, -4)) > 0) return step2(word.slice(0, -2));
  const result = replaced(word, STEP_2);
  if (result !== word || STEP_2.some(([suffix]) => word.endsWith(suffix))) return result;
  return word.endsWith('logi') && measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
}

/** By the first rule whose suffix fits, if the stem before it has a measure above 0. */
function replaced(word: string, rules: readonly SuffixRule[]): string {
  const rule = rules.find(([suffix]) => word.endsWith(suffix));
  if (rule === undefined) return word;
  const stem = word.slice(0, -rule[0].length);
  return measure(stem) > 0 ? stem + rule[1] : word;
}

/** Step 4. */
function withoutSuffix(word: string): string {
  const suffix = STEP_4.find(([item]) => word.endsWith(item))?.[0];
  if (suffix === undefined) return word;
  const stem = word.slice(0, -suffix.length);
  if (measure(stem) <= 1 || (suffix === 'ion' && !/[st]$/.test(stem))) return word;
  return stem;
}

/** Step 5a: a final e. */
function withoutE(word: string): string {
  if (!word.endsWith('e')) return word;
  const stem = word.slice(0, -1);
  const size = measure(stem);
  return size > 1 || (size === 1 && !endsInShortSyllable(stem)) ? stem : word;
}

/** Step 5b. */
function withoutDoubleL(word: string): string {
  return word.endsWith('ll') && measure(word.slice(0, -1)) > 1 ? word.slice(0, -1) : word;
}

/** How many times a vowel goes before a consonant: the m of the paper. */
function measure(stem: string): number {
  const flags = consonants(stem);
  return flags.filter((isConsonant, place) => isConsonant && flags[place - 1] === false).length;
}

function hasVowel(stem: string): boolean {
  return consonants(stem).includes(false);
}

/** Of each letter whether it is a consonant; y is one at the beginning and after a vowel. */
function consonants(word: string): boolean[] {
  const flags: boolean[] = [];
  for (const letter of word) {
    flags.push(letter === 'y' ? flags.at(-1) !== true : !'aeiou'.includes(letter));
  }
  return flags;
}

function endsInDoubleConsonant(word: string): boolean {
  return word.length >= 2 && word.at(-1) === word.at(-2) && consonants(word).at(-1) === true;
}

/** Whether a stem ends consonant, vowel, consonant but w, x and y (hop), or is like “up”. */
function endsInShortSyllable(word: string): boolean {
  const [before, vowel, last] = consonants(word).slice(-3);
  if (word.length === 2) return before === false && vowel === true;
  return before === true && vowel === false && last === true && !/[wxy]$/.test(word);
}
