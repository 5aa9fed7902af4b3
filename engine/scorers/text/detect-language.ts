import { type LanguageProfile, PROFILES } from './languages.ts';

/** Only so much of a text is read. */
const MAX_CHARS = 50_000;
/** A word that only one language has says more than a letter, a letter more than a letter group. */
const WORD_WEIGHT = 4;
const LETTER_WEIGHT = 2;
const GROUP_WEIGHT = 1;
/** Kana among Chinese characters from which on a text is Japanese. */
const KANA_SHARE = 0.1;

/** What a text is written in. */
export interface DetectedLanguage {
  /** ISO 639-1; `null` when the text does not tell. */
  readonly language: string | null;
  readonly script: string | null;
}

/** Scripts that one language of those known here is written in. */
const SCRIPT_LANGUAGES: Readonly<Record<string, string>> = {
  Greek: 'el',
  Hebrew: 'he',
  Devanagari: 'hi',
  Bengali: 'bn',
  Tamil: 'ta',
  Telugu: 'te',
  Thai: 'th',
  Georgian: 'ka',
  Hangul: 'ko',
  Kana: 'ja',
  Han: 'zh',
};

/** Every language that can be told, by ISO 639-1 code. */
export const LANGUAGES: readonly string[] = [
  ...Object.values(SCRIPT_LANGUAGES),
  ...Object.values(PROFILES).flatMap((profiles) => Object.keys(profiles)),
].sort();

/**
 * The language of a text: by its script, and in a script of many languages by frequent words,
 * letters and letter groups. A mark that several languages share counts less for each of them.
 */
export function detectLanguage(text: string): DetectedLanguage {
  const sample = text.slice(0, MAX_CHARS).normalize('NFC').toLowerCase();
  const script = mainScript(sample);
  if (script === null) return { language: null, script };
  const only = SCRIPT_LANGUAGES[script];
  if (only !== undefined) return { language: only, script };
  return { language: mostLikely(sample, MODELS[script] ?? new Map()), script };
}

const SCRIPT_LETTERS: readonly (readonly [script: string, letters: RegExp])[] = [
  ['Latin', /\p{Script=Latin}/gu],
  ['Cyrillic', /\p{Script=Cyrillic}/gu],
  ['Arabic', /\p{Script=Arabic}/gu],
  ['Greek', /\p{Script=Greek}/gu],
  ['Hebrew', /\p{Script=Hebrew}/gu],
  ['Devanagari', /\p{Script=Devanagari}/gu],
  ['Bengali', /\p{Script=Bengali}/gu],
  ['Tamil', /\p{Script=Tamil}/gu],
  ['Telugu', /\p{Script=Telugu}/gu],
  ['Thai', /\p{Script=Thai}/gu],
  ['Georgian', /\p{Script=Georgian}/gu],
  ['Hangul', /\p{Script=Hangul}/gu],
  ['Kana', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['Han', /\p{Script=Han}/gu],
];

/** The script of most letters; a character of Han, Kana and Hangul stands for a syllable or more. */
function mainScript(text: string): string | null {
  const counts = new Map(
    SCRIPT_LETTERS.map(([script, letters]) => [script, text.match(letters)?.length ?? 0]),
  );
  const count = (script: string) => counts.get(script) ?? 0;
  const isJapanese = count('Kana') > KANA_SHARE * (count('Han') + count('Kana'));
  const eastern = 3 * (count('Han') + count('Kana'));
  counts.set('Kana', isJapanese ? eastern : 0);
  counts.set('Han', isJapanese ? 0 : eastern);
  counts.set('Hangul', 2 * count('Hangul'));
  const [script, most] = [...counts].reduce((best, next) => (next[1] > best[1] ? next : best));
  return most === 0 ? null : script;
}

/** What each word, letter and letter group of a script says: languages and how much for each. */
type Model = ReadonlyMap<string, readonly (readonly [language: string, weight: number])[]>;

const MODELS: Readonly<Record<string, Model>> = Object.fromEntries(
  Object.entries(PROFILES).map(([script, profiles]) => [script, modelOf(profiles)]),
);

function modelOf(profiles: Readonly<Record<string, LanguageProfile>>): Model {
  const owners = new Map<string, string[]>();
  const weights = new Map<string, number>();
  for (const [language, profile] of Object.entries(profiles)) {
    for (const [mark, weight] of weightedMarks(profile)) {
      owners.set(mark, [...(owners.get(mark) ?? []), language]);
      weights.set(mark, weight);
    }
  }
  return new Map(
    [...owners].map(([mark, languages]) => {
      const weight = (weights.get(mark) ?? 0) / languages.length;
      return [mark, languages.map((language) => [language, weight] as const)];
    }),
  );
}

/** The marks of a profile, each once, under the names that `marksOf` gives them. */
function weightedMarks({ words, letters, groups }: LanguageProfile): Map<string, number> {
  return new Map([
    ...words.split(' ').map((word) => [`w ${word}`, WORD_WEIGHT] as const),
    ...[...letters].map((letter) => [`l ${letter}`, LETTER_WEIGHT] as const),
    ...groups.split(' ').map((group) => [`g ${group}`, GROUP_WEIGHT] as const),
  ]);
}

function mostLikely(text: string, model: Model): string | null {
  const points = new Map<string, number>();
  for (const mark of marksOf(text)) {
    for (const [language, weight] of model.get(mark) ?? []) {
      points.set(language, (points.get(language) ?? 0) + weight);
    }
  }
  const [best, second] = [...points].sort((a, b) => b[1] - a[1]);
  return best === undefined || best[1] === second?.[1] ? null : best[0];
}

/** Words, letters beyond ASCII, and letter groups of up to six with the edges of words. */
function* marksOf(text: string): Generator<string> {
  for (const match of text.matchAll(/[\p{L}\p{M}]+(?:['’\u200c-][\p{L}\p{M}]+)*|[¿¡]/gu)) {
    const word = match[0].replaceAll('’', "'").slice(0, 60);
    for (const part of new Set([word, ...word.split(/['\u200c-]/)])) yield `w ${part}`;
    for (const letter of word) if (letter > '\u007f') yield `l ${letter}`;
    const edged = `_${word}_`;
    for (let from = 0; from < edged.length; from++) {
      for (let size = 1; size <= 6; size++) {
        if (from + size <= edged.length) yield `g ${edged.slice(from, from + size)}`;
      }
    }
  }
}
