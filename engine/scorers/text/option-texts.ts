import { collapseSpace, foldCase } from './normalise.ts';

/** The places of the options whose text a reply is, whatever its case, spaces and end marks. */
export function sameOption(reply: string, options: readonly string[]): number[] {
  const longest = Math.max(0, ...options.map((option) => option.length));
  if (reply.length > 2 * longest + 20) return [];
  const text = plain(reply);
  return options.flatMap((option, place) => (text !== '' && plain(option) === text ? [place] : []));
}

/** The place of the longest option that a text begins with, or -1; one-letter options never count. */
export function optionAtStart(text: string, options: readonly string[]): number {
  const start = plain(text);
  let found = -1;
  let longest = 1;
  options.forEach((option, place) => {
    const wanted = plain(option);
    if (wanted.length <= longest || !start.startsWith(wanted)) return;
    if (isWordAt(start, 0, wanted.length)) [found, longest] = [place, wanted.length];
  });
  return found;
}

/**
 * The places of the options whose text stands in a reply. Where one option's text is part of
 * another's (“cat” and “a cat and a dog”), only the places count that the longer one leaves.
 */
export function namedOptions(reply: string, options: readonly string[]): number[] {
  const byLength = options
    .map((option, place) => ({ place, text: plain(option) }))
    .filter(({ text }) => text.length > 0)
    .sort((a, b) => b.text.length - a.text.length);
  let rest = plain(reply);
  const places: number[] = [];
  const lengths = Map.groupBy(byLength, ({ text }) => text);
  for (const [text, group] of lengths) {
    const without = withoutWord(rest, text);
    if (without === rest) continue;
    places.push(...group.map(({ place }) => place));
    rest = without;
  }
  return places.sort((a, b) => a - b);
}

function plain(text: string): string {
  return collapseSpace(foldCase(text.normalize())).replaceAll(/^[("'“‘[]+|[)"'”’\].,;:!]+$/gu, '');
}

/** The text with every occurrence of a word or phrase replaced by a mark that is no letter. */
function withoutWord(text: string, phrase: string): string {
  const parts: string[] = [];
  let from = 0;
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + phrase.length)) {
    if (!isWordAt(text, at, at + phrase.length)) continue;
    parts.push(text.slice(from, at));
    from = at + phrase.length;
  }
  return parts.length === 0 ? text : [...parts, text.slice(from)].join('\u0001');
}

/** Whether no letter or digit stands right before `start` or at `end`; 3 is not in “3.5” either. */
function isWordAt(text: string, start: number, end: number): boolean {
  if (/[\p{L}\p{N}]$|\d\.$/u.test(text.slice(Math.max(0, start - 2), start))) return false;
  return !/^(?:[\p{L}\p{N}]|[.,]\d)/u.test(text.slice(end, end + 2));
}
