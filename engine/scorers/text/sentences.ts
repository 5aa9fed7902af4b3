/**
 * How many sentences a text has. A sentence ends at . ! ? … or their like in other scripts, with
 * closing quotes and brackets, before white space, and at an empty line or the end of a list item.
 * A full stop does not end one after an abbreviation, an initial or the number of a list item, nor
 * before a small letter.
 */
export function sentenceCount(text: string): number {
  return text
    .split(/\n\s*\n|\n(?=\s{0,8}(?:[-*•]|\d{1,3}[.)])\s)/)
    .reduce((sum, block) => sum + sentencesIn(block), 0);
}

function sentencesIn(block: string): number {
  let count = 0;
  let start = 0;
  for (const match of block.matchAll(END)) {
    const end = match.index + match[0].length;
    if (!endsSentence(block, start, match.index, match[0])) continue;
    if (HAS_WORD.test(block.slice(start, end))) count++;
    start = end;
  }
  return count + (HAS_WORD.test(block.slice(start)) ? 1 : 0);
}

function endsSentence(text: string, start: number, at: number, mark: string): boolean {
  const next = text.slice(at + mark.length, at + mark.length + 40);
  if (!/^[.…]/.test(mark)) return /^[。！？｡．]/.test(mark) || !/^\s*\p{Ll}/u.test(next);
  if (!/^\s/.test(next) && next !== '') return false;
  if (/^\s*\p{Ll}/u.test(next)) return false;
  return mark.length > 1 || !isAbbreviated(text.slice(Math.max(start, at - 30), at), at === start);
}

/** Whether the word before a full stop is an abbreviation, an initial or the number of an item. */
function isAbbreviated(before: string, isEmpty: boolean): boolean {
  if (isEmpty) return true;
  const word = /\P{White_Space}*$/u.exec(before)?.[0].replace(/^["'“‘(«[]+/, '') ?? '';
  if (/^\d{1,3}$/.test(before.trim())) return true;
  return /^\p{Lu}$/u.test(word) ? word !== 'I' : ABBREVIATIONS.has(word.toLowerCase());
}

const HAS_WORD = /[\p{L}\p{N}]/u;
/** Marks that end a sentence, with the closing quotes and brackets after them. */
const END = /[.!?…。！？｡．؟۔।॥]+["'”’»)\]」』]{0,3}/gu;
const ABBREVIATIONS = new Set(
  'mr mrs ms dr prof sr jr st mt rev hon gen col capt lt sgt vs etc fig no vol pp ed eds inc ltd co corp approx dept est e.g i.e cf al a.m p.m u.s u.k u.n ph.d b.a m.a jan feb mar apr jun jul aug sep sept oct nov dec z.b d.h bzw usw ca nr str hr fr evtl ggf vgl mme mlle p.ex sra sta ud'.split(
    ' ',
  ),
);
