import { matchesWord, type Query } from './query.ts';
import { isTelling, type Word, wordsOf } from './words.ts';

/** A part of a text; marked when the query asks for it. */
export interface Part {
  readonly text: string;
  readonly isMarked: boolean;
}

/** A text in parts, the words of the query marked. */
export function highlight(text: string, query: Query): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const { start, end } of matchesIn(text, query)) {
    if (start < at) continue;
    if (start > at) parts.push({ text: text.slice(at, start), isMarked: false });
    parts.push({ text: text.slice(start, end), isMarked: true });
    at = end;
  }
  if (at < text.length) parts.push({ text: text.slice(at), isMarked: false });
  return parts;
}

/** The words of a text that a query asks for. */
export function matchesIn(text: string, query: Query): Word[] {
  return wordsOf(text).filter((word) => matchesWord(query, word.stem, word.folded));
}

/** At most `most` characters of a text, from shortly before its first match, at limits of words. */
export function excerpt(text: string, query: Query, most: number): string {
  if (text.length <= most) return text;
  const first = matchesIn(text, query).find(isTelling)?.start ?? 0;
  const from = first + 40 < most ? 0 : Math.max(0, text.lastIndexOf(' ', first - 40) + 1);
  const whole = text.slice(from, from + most);
  const isCut = from + most < text.length;
  const cut = isCut ? whole.replace(/\s*\S*$/, '') || whole : whole;
  return `${from > 0 ? '… ' : ''}${cut}${isCut ? ' …' : ''}`;
}
