/** How many announcements are read, from the last one back. */
const MAX_ANNOUNCEMENTS = 50;
const ANNOUNCED_CHARS = 400;

const BE =
  '(?:is|are|was|were|(?:would|should|must|will|could|has to)(?:\\s\\p{L}{1,12}){0,2}\\sbe)(?!\\p{L})';
const SETS_OFF = `(?:${BE}|:|=|→|-{1,2}>|\\s-\\s|–|—)`;

/** “The final answer is”, “Answer:”, “The correct option is”, “I choose”, “####”, “Antwort:”, “答案是”. */
const ANNOUNCEMENT = new RegExp(
  [
    `(?<!\\p{L})(?:answers?|ans|conclusion|solution|verdict)(?:\\s?\\([^()\\n]{0,20}\\))?\\s{0,3}(?:to (?:the|this) question |here |choice |option |letter )?${SETS_OFF}`,
    `(?<!\\p{L})(?:correct|right|best|final|chosen|my)\\s(?:option|choice|statement|letter|pick|response|one)s?\\s{0,3}${SETS_OFF}`,
    "(?<!\\p{L})I(?:['’]d|['’]ll| would| will)?\\s(?:choose|pick|select|go with|chose|picked|selected)(?!\\p{L})",
    '(?<!\\p{L})(?:antwort|lösung|respuesta|réponse|risposta|resposta|ответ|odpowiedź|antwoord|svar|cevap|jawaban)(?:\\s(?:correcta|correcte|corretta))?\\s?(?:(?:ist|lautet|es|est|è|é|to|är|er|adalah)(?!\\p{L})|:|=|–|—)',
    '(?:答案|答え|正解|정답)(?:是|为|為|は|은|:)?',
    '####',
  ].join('|'),
  'giu',
);

/** “It’s”, “so”: what may come before an answer, and often comes before something else. */
const HINT =
  /(?<!\p{L})(?:it(?:['’]s| is| must be| should be| has to be)|so|thus|therefore|hence|conclude(?: that)?)(?!\p{L}),?/giu;

/** “B is the correct answer”. */
const ENDORSEMENT =
  /(?<![\p{L}\p{N}'’])\(?([A-Z])\)?\s(?:is|are|must be|seems)\s(?:the\s)?(?:only\s|most\s)?(?:correct|right|best|appropriate|accurate)(?!\p{L})/gu;

const FILLER =
  /^(?:\s|[:=→>_{“‘"'-]|(?:is|are|be|the|that|clearly|definitely|most likely|likely|probably|therefore|thus|simply|indeed|it['’]s|options?|choices?|letters?|answers?|statements?)(?!\p{L}))+/iu;

/** What follows an announcement, and where it begins. */
export interface Announced {
  readonly at: number;
  readonly text: string;
}

/** What the announcements of a text announce, the last one first. */
export function announced(text: string): Announced[] {
  return following(text, ANNOUNCEMENT);
}

/** What the hints of a text lead to, the last one first. */
export function hinted(text: string): Announced[] {
  return following(text, HINT);
}

/** The last letter that a text calls the right one. */
export function lastEndorsed(text: string): { at: number; letter: string } | null {
  const match = [...text.matchAll(ENDORSEMENT)].at(-1);
  return match === undefined ? null : { at: match.index, letter: match[1] ?? '' };
}

/** The text without the words that may stand between an announcement and what it announces. */
export function withoutFiller(text: string): string {
  return text.replace(FILLER, '');
}

function following(text: string, mark: RegExp): Announced[] {
  const ends = [...text.matchAll(mark)].map((match) => match.index + match[0].length);
  return ends
    .slice(-MAX_ANNOUNCEMENTS)
    .reverse()
    .map((at) => ({ at, text: text.slice(at, at + ANNOUNCED_CHARS) }));
}
