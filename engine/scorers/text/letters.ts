/** Letters of Latin script; where the options are unknown, all of them may name one. */
export const LETTER_COUNT = 26;

/** The letter of a place: 0 is A. */
export function letterOf(place: number): string {
  return String.fromCharCode(65 + place);
}

/** The place of a letter among the first `count`, or -1; lower case is a letter too. */
export function placeOf(letter: string, count: number): number {
  const place = /^[A-Za-z]$/.test(letter) ? letter.toUpperCase().charCodeAt(0) - 65 : -1;
  return place < count ? place : -1;
}

/** The text without Markdown and LaTeX round its letters, and with full-width letters made ASCII. */
export function withoutMarkup(text: string): string {
  return text
    .replaceAll(/[Ａ-Ｚａ-ｚ（）．：，]/g, (char) =>
      String.fromCharCode(char.charCodeAt(0) - 0xfee0),
    )
    .replaceAll(/\\(?:text|textbf|mathrm|mathbf)\s?\{([^{}]{0,200})\}/g, '$1')
    .replaceAll(/\\[()[\]]|[*`$]+|__+/g, '');
}

/** The place that a text names which is nothing but a letter: “B”, “(b).”, “Option B”, “Thus, B.” */
export function wholeLetter(text: string, count: number): number {
  if (text.length > 60) return -1;
  const bare = text.replace(CONCLUSION, '');
  const letter = /^[\s("'“‘[{]*([A-Za-z])[\s)."'”’\]},;:!]*$/u.exec(bare)?.[1];
  return letter === undefined ? -1 : placeOf(letter, count);
}

/** The place of the letter that a text begins with; -1 when it begins with a word, “a” and “I” included. */
export function leadingLetter(text: string, count: number): number {
  const match = /^[("'“‘[{]?([A-Za-z])(?![\p{L}\p{N}'’])/u.exec(text);
  const letter = match?.[1] ?? '';
  const after = text.slice(match?.[0].length ?? 0);
  const isWord = letter === letter.toUpperCase() ? isEnglishWord(letter, after) : !ENDS.test(after);
  return isWord ? -1 : placeOf(letter, count);
}

/** The letters that a text is a list of (“A, C and D”, “ACD”), as places; empty when it is none. */
export function letterList(text: string, count: number): number[] {
  if (text.length > 100) return [];
  const words = text
    .replace(CONCLUSION, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !/^(?:and|or|options?|choices?|answers?|both)$/i.test(word));
  const isGlued = words.length === 1 && /^[A-Z]{2,}$/.test(words[0] ?? '');
  const places = (isGlued ? [...(words[0] ?? '')] : words).map((word) => placeOf(word, count));
  return places.includes(-1) ? [] : distinct(places);
}

/** The places of labels that lines begin with: “B) text”, “(B) text”, “B. text”, “B: text”. */
export function labels(text: string, count: number): number[] {
  const found = [...text.matchAll(LABEL)].map((match) =>
    placeOf(match[1] ?? match[2] ?? '', count),
  );
  return distinct(found.filter((place) => place >= 0));
}

/** The places of letters in passing: those in brackets if there are any, else those that stand alone. */
export function mentionedLetters(text: string, count: number): number[] {
  const inBrackets = distinct(
    [...text.matchAll(/\(([A-Z])\)/g)].map((match) => placeOf(match[1] ?? '', count)),
  ).filter((place) => place >= 0);
  if (inBrackets.length > 0) return inBrackets;
  const alone = [...text.matchAll(ALONE)]
    .filter((match) => !isEnglishWord(match[0], text.slice(match.index + 1, match.index + 20)))
    .map((match) => placeOf(match[0], count));
  return distinct(alone.filter((place) => place >= 0));
}

/** The letter joined to what stands before: “ and C”, “/C”; with commas where lists are expected. */
export function joinedLetter(
  text: string,
  count: number,
  commas: boolean,
): { place: number; end: number } | null {
  const match = (commas ? JOINED_IN_LIST : JOINED).exec(text);
  const place = placeOf(match?.[1] ?? '', count);
  return match === null || place < 0 ? null : { place, end: match[0].length };
}

/** The values without repetitions, in order. */
export function distinct(places: readonly number[]): number[] {
  return [...new Set(places)];
}

const CONCLUSION =
  /^\s*(?:(?:so|thus|therefore|hence)(?!\p{L}),?\s*)?(?:it(?:'s|’s| is)\s)?(?:the\s)?(?:correct\s|final\s)?(?:(?:answers?|options?|choices?|letter)(?!\p{L})\s*(?:is|are)?\s*[:=]?\s*)?/iu;
const LABEL =
  /^[\s>#-]{0,8}(?:\(([A-Z])\)|([A-Z])(?:[).:,\]]|\s[-–—]))(?=\s|$)(?!\s(?:and|or|[A-Z][\s,.)])(?!\p{L}))/gmu;
const ALONE = /(?<![\p{L}\p{N}'’&/+.-])[A-Z](?![\p{L}\p{N}'’&/+-]|\.\p{L})/gu;
const JOINED =
  /^[)\].'"”’]?\s?(?:(?:and|or)(?!\p{L})|[&/])\s?(?:option\s)?\(?([A-Z])(?![\p{L}\p{N}'’])/u;
const JOINED_IN_LIST =
  /^[)\].'"”’]?\s{0,2}(?:[,;&/]\s?(?:(?:and|or)\s)?|(?:and|or)\s|(?=\())(?:option\s)?\(?([A-Z])(?![\p{L}\p{N}'’])/u;
const ENDS = /^(?:[)\].,;:!"'”’}]|\s*$|\s*\n)/u;
const CONNECTED =
  /^\s(?:because|since|as|is|and|or|for|due|which|given|with|based|if|but)(?!\p{L})/u;

/** Whether “A” or “I” is the English word: a word follows that does not go on about an option. */
function isEnglishWord(letter: string, after: string): boolean {
  if (letter !== 'A' && letter !== 'I') return false;
  return /^\s\p{L}/u.test(after) && (letter === 'I' || !CONNECTED.test(after));
}
