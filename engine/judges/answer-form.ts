import { detectLanguage } from '../scorers/text/detect-language.ts';
import type { VoteOnAnswer } from './bias.ts';

/** Longest part of an answer that is looked at, in characters. */
const MAX_CHARS = 50_000;

/** Headings, list items, quotations, fences and rows of tables at the start of a line. */
const BLOCKS = /^[ \t]{0,3}(?:#{1,6} \S|[-*+] \S|\d{1,3}[.)] \S|> \S|```|~~~|\|[^|\n]+\|)/m;

const BOLD = /\*\*\S[^*\n]{0,200}\*\*|__\S[^_\n]{0,200}__/;

/** What of an answer's form may sway a judge. */
export function formOf(
  output: string | null,
): Pick<VoteOnAnswer, 'length' | 'formatted' | 'language'> {
  const text = output ?? '';
  const start = text.slice(0, MAX_CHARS);
  return {
    length: text.length,
    formatted: BLOCKS.test(start) || BOLD.test(start),
    language: detectLanguage(start).language,
  };
}
