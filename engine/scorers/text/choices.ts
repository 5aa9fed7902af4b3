import { announced, hinted, lastEndorsed, withoutFiller } from './announcements.ts';
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
  const last = lastLine(text);
  const weak = [
    whole(last, shown) ?? [],
    labels(text, shown.count),
    lastHinted(text, shown) ?? [],
    labels(last, shown.count).length > 0 ? [] : namedOptions(last, shown.texts),
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
  const rest = withoutFiller(text);
  const option = optionAtStart(rest, shown.texts);
  if (option >= 0) return [option];
  const place = leadingLetter(rest, shown.count);
  if (place < 0) return null;
  const other = joinedLetter(afterLetter(rest), shown.count, false);
  return distinct(other === null ? [place] : [place, other.place]);
}

function statedList(text: string, shown: ShownOptions): number[] | null {
  const rest = withoutFiller(text).replace(/^both\s/i, '');
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
  const endorsed = lastEndorsed(text);
  for (const announcement of announced(text)) {
    const places = stated(announcement.text, shown);
    if (places === null) continue;
    if (endorsed === null || announcement.at > endorsed.at) return places;
    break;
  }
  const place = placeOf(endorsed?.letter ?? '', shown.count);
  return place < 0 ? null : [place];
}

function lastHinted(text: string, shown: ShownOptions): number[] | null {
  for (const hint of hinted(text)) {
    const places = stated(hint.text, shown);
    if (places !== null) return places;
  }
  return null;
}

function lastAnnouncedList(text: string, shown: ShownOptions): number[] | null {
  for (const announcement of announced(text)) {
    const places = statedList(announcement.text, shown);
    if (places !== null) return places;
  }
  return null;
}

function lastLine(text: string): string {
  return text.slice(text.lastIndexOf('\n') + 1).trim();
}
