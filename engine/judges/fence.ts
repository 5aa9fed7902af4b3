/** A text made safe to stand inside a prompt, and what had to be made safe. */
export interface FencedText {
  /** One line: JSON of the text, with everything that could look like structure written in escapes. */
  readonly json: string;
  /** Characters and marks that were escaped; much of it is a sign of an attack. */
  readonly escaped: number;
}

/**
 * What must not be read as structure: angle brackets (all chat templates and our fences begin with
 * one), square ones round instructions, and every character that shows nothing or turns the order
 * of others.
 */
const LOOK_ALIKES =
  /[<>＜＞‹›«»\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|\[(?=\/?(?:INST|SYS)\b)|(?<=INST|SYS)\]|`{3,}/gu;

/**
 * The text as one line of JSON that nothing can break out of: quotes and line ends are escaped by
 * JSON, look-alikes of structure by `\u` escapes. Reading the JSON gives the text back, whole.
 */
export function fencedText(text: string): FencedText {
  let escaped = 0;
  const escapeFound = (found: string) => {
    escaped++;
    return [...found].map(unicodeEscape).join('');
  };
  const json = JSON.stringify(text.toWellFormed()).replace(LOOK_ALIKES, escapeFound);
  return { json, escaped };
}

/** UTF-16 units as `\uXXXX`, which JSON reads back. */
function unicodeEscape(character: string): string {
  let text = '';
  for (let index = 0; index < character.length; index++)
    text += `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
  return text;
}

/** A labelled block that only the nonce opens and closes. */
export function fence(label: string, nonce: string, json: string): string {
  return `<<<BEGIN ${label} ${nonce}>>>\n${json}\n<<<END ${label} ${nonce}>>>`;
}

/** Longest candidate that a judge is shown, in characters. */
export const MAX_CANDIDATE_CHARS = 24_000;

/** Head and tail of a text that is too long, and how many characters were left out between them. */
export function headAndTail(
  text: string,
  most: number = MAX_CANDIDATE_CHARS,
): { readonly text: string; readonly omitted: number } {
  if (text.length <= most) return { text, omitted: 0 };
  const [head, tail] = [Math.floor(most * 0.6), Math.floor(most * 0.4)];
  const omitted = text.length - head - tail;
  return {
    text: `${text.slice(0, head)}\n[… ${omitted} characters left out …]\n${text.slice(-tail)}`,
    omitted,
  };
}
