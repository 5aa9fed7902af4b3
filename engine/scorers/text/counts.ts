/**
 * How many words a text has: runs of letters and digits with what joins them (don’t, e-mail,
 * 3.14), and each Chinese or Japanese character, which no space sets apart, as word processors
 * count. Thai, Lao, Khmer and Burmese are counted by their spaces.
 */
export function wordCount(text: string): number {
  return text.match(WORD)?.length ?? 0;
}

/** How many runs of anything but white space a text has. */
export function spacedWordCount(text: string): number {
  return text.match(/\P{White_Space}+/gu)?.length ?? 0;
}

/** The characters a person sees as one (extended grapheme clusters, UAX #29). */
export function graphemes(text: string): string[] {
  if (/^[\n -~]*$/.test(text)) return text.split('');
  return Array.from(SEGMENTER.segment(text), ({ segment }) => segment);
}

/** How many blocks of lines a text has with empty lines between them, or how many lines with text. */
export function paragraphCount(text: string, separator: 'blank_line' | 'line'): number {
  let count = 0;
  let wasEmpty = true;
  for (const line of text.split(/\r\n|[\n\r\u2028\u2029]/)) {
    const isEmpty = line.trim() === '';
    if (!isEmpty && (wasEmpty || separator === 'line')) count++;
    wasEmpty = isEmpty;
  }
  return count;
}

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' });
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[[\p{L}\p{M}\p{N}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]]+(?:['’.,:_\-\u00ad][[\p{L}\p{M}\p{N}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]]+)*/gv;
