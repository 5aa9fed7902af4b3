import { lastBoxed } from './boxed.ts';
import {
  distinct,
  joinedLetter,
  labels,
  leadingLetter,
  letterList,
  mentionedLetters,
  placeOf,
  wholeLetter,
  withoutMarkup,
} from './letters.ts';
import { namedOptions, optionAtStart, sameOption } from './option-texts.ts';

/** The question as the model saw it. */
export interface ShownOptions {
  /** Texts in the order shown; empty when only letters are known. */
  readonly texts: readonly string[];
  /** How many letters name an option. */
  readonly count: number;
}

/** How many announcements are read, from the last one back. */
const MAX_ANNOUNCEMENTS = 50;
const ANNOUNCED_CHARS = 400;

/** “The final answer is”, “Answer:”, “The correct option is”, “I choose”, “####”. */
const ANNOUNCEMENT = new RegExp(
  [
    '(?<!\\p{L})(?:answers?|ans|conclusion|solution|verdict)(?:\\s?\\([^()\\n]{0,20}\\))?\\s{0,3}(?:to (?:the|this) question |here |choice |option |letter )?(?:(?:is|are|was|would be|should be|must be|will be|has to be)(?!\\p{L})|:|=|→|-{1,2}>|–|—)',
    '(?<!\\p{L})(?:correct|right|best|final|chosen|my)\\s(?:option|choice|statement|letter|pick|response|one)s?\\s{0,3}(?:(?:is|are|was|would be|should be|must be)(?!\\p{L})|:|=)',
    "(?<!\\p{L})I(?:['’]d|['’]ll| would| will)?\\s(?:choose|pick|select|go with|chose|picked|selected)(?!\\p{L})",
    '####',
  ].join('|'),
  'giu',
);
/** “B is the correct answer”. */
const ENDORSEMENT =
  /(?<![\p{L}\p{N}'’])\(?([A-Z])\)?\s(?:is|are|must be|seems)\s(?:the\s)?(?:only\s|most\s)?(?:correct|right|best|appropriate|accurate)(?!\p{L})/gu;
const FILLER =
  /^(?:\s|[:=→>_{“‘"']|(?:is|the|clearly|definitely|most likely|likely|probably|therefore|thus|simply|indeed|options?|choices?|letters?|answers?|statements?)(?!\p{L}))+/iu;

/**
 * The places of the options that a reply names: none when it names none, several when it does not
 * decide. The strongest sign counts: the whole reply, a box, the last announcement, the last line;
 * and only where these are silent a label, the text of an option, a letter in passing.
 */
export function chosenPlaces(reply: string, shown: ShownOptions): number[] {
  const text = withoutMarkup(reply).trim();
  const strong =
    whole(text, shown) ?? inBox(reply, (box) => stated(box, shown)) ?? lastAnnounced(text, shown);
  if (strong !== null) return strong;
  const weak = [
    whole(lastLine(text), shown) ?? [],
    labels(text, shown.count),
    namedOptions(lastLine(text), shown.texts),
    namedOptions(text, shown.texts),
    mentionedLetters(text, shown.count),
  ];
  return (
    weak.find((places) => places.length === 1) ?? weak.find((places) => places.length > 1) ?? []
  );
}

/** The places of all options that a reply to a question with several right ones names. */
export function allChosenPlaces(reply: string, shown: ShownOptions): number[] {
  const text = withoutMarkup(reply).trim();
  const signs = [
    () => letterList(text, shown.count),
    () => inBox(reply, (box) => statedList(box, shown)) ?? [],
    () => lastAnnouncedList(text, shown) ?? [],
    () => letterList(lastLine(text), shown.count),
    () => labels(text, shown.count),
    () => namedOptions(text, shown.texts),
    () => mentionedLetters(text, shown.count),
  ];
  for (const sign of signs) {
    const places = sign();
    if (places.length > 0) return places;
  }
  return [];
}

function whole(text: string, shown: ShownOptions): number[] | null {
  const letter = wholeLetter(text, shown.count);
  const places = [...sameOption(text, shown.texts), ...(letter < 0 ? [] : [letter])];
  return places.length > 0 ? distinct(places) : null;
}

function inBox(reply: string, read: (box: string) => number[] | null): number[] | null {
  const box = lastBoxed(reply);
  return box === null ? null : read(withoutMarkup(box));
}

/** What a text right after an announcement says; `null` when it says nothing of an option. */
function stated(text: string, shown: ShownOptions): number[] | null {
  const rest = text.replace(FILLER, '');
  const option = optionAtStart(rest, shown.texts);
  if (option >= 0) return [option];
  const place = leadingLetter(rest, shown.count);
  if (place < 0) return null;
  const other = joinedLetter(afterLetter(rest), shown.count, false);
  return distinct(other === null ? [place] : [place, other.place]);
}

function statedList(text: string, shown: ShownOptions): number[] | null {
  const rest = text.replace(FILLER, '').replace(/^both\s/i, '');
  const listed = lettersJoined(rest, shown.count);
  const labelled = labels(rest.split('\n\n')[0] ?? '', shown.count);
  if (labelled.length > listed.length) return labelled;
  if (listed.length > 0) return listed;
  const named = namedOptions(rest.split('\n')[0] ?? '', shown.texts);
  return named.length > 0 ? named : null;
}

function lettersJoined(text: string, count: number): number[] {
  const places = [leadingLetter(text, count)];
  if (places[0] === -1) return [];
  let rest = afterLetter(text);
  for (let next = joinedLetter(rest, count, true); next; next = joinedLetter(rest, count, true)) {
    places.push(next.place);
    rest = rest.slice(next.end);
  }
  return distinct(places);
}

function afterLetter(text: string): string {
  return text.slice(/^[^A-Za-z]?[A-Za-z]/.exec(text)?.[0].length ?? 0);
}

function lastAnnounced(text: string, shown: ShownOptions): number[] | null {
  const endorsed = [...text.matchAll(ENDORSEMENT)].at(-1);
  for (const at of announcements(text)) {
    const places = stated(text.slice(at, at + ANNOUNCED_CHARS), shown);
    if (places === null) continue;
    if (endorsed === undefined || at > endorsed.index) return places;
    break;
  }
  const place = placeOf(endorsed?.[1] ?? '', shown.count);
  return place < 0 ? null : [place];
}

function lastAnnouncedList(text: string, shown: ShownOptions): number[] | null {
  for (const at of announcements(text)) {
    const places = statedList(text.slice(at, at + ANNOUNCED_CHARS), shown);
    if (places !== null) return places;
  }
  return null;
}

/** Where the last announcements end, the last one first. */
function announcements(text: string): number[] {
  const ends = [...text.matchAll(ANNOUNCEMENT)].map((match) => match.index + match[0].length);
  return ends.slice(-MAX_ANNOUNCEMENTS).reverse();
}

function lastLine(text: string): string {
  return text.slice(text.lastIndexOf('\n') + 1).trim();
}
