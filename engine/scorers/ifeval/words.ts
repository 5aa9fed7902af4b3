/** Words as the reference counts them: runs of letters, digits and underscores. */
export function wordCount(text: string): number {
  return text.match(/[\p{L}\p{N}_]+/gu)?.length ?? 0;
}

/** How often a text occurs in another, in any case, without overlaps. */
export function occurrences(text: string, part: string): number {
  const [where, what] = [text.toLowerCase(), part.toLowerCase()];
  if (what === '') return 0;
  let count = 0;
  for (let at = where.indexOf(what); at >= 0; at = where.indexOf(what, at + what.length)) count++;
  return count;
}

/** Whether a text occurs in another between the edges of words, in any case. */
export function hasWord(text: string, word: string): boolean {
  const [where, what] = [text.toLowerCase(), word.toLowerCase()];
  if (what === '') return false;
  for (let at = where.indexOf(what); at >= 0; at = where.indexOf(what, at + 1))
    if (isEdge(where, at) && isEdge(where, at + what.length)) return true;
  return false;
}

/** Words in capital letters; those joined by hyphens, stops and slashes are one, clitics two. */
export function capitalWords(text: string): number {
  const words = text.match(/[\p{L}\p{N}]+(?:[-./_][\p{L}\p{N}]+)*/gu) ?? [];
  return words.filter((word) => isUpper(word)).length;
}

/** Whether a text has capital letters and no small ones. */
export function isUpper(text: string): boolean {
  return /\p{Lu}/u.test(text) && !/\p{Ll}/u.test(text);
}

/** Whether a text has small letters and no capital ones. */
export function isLower(text: string): boolean {
  return /\p{Ll}/u.test(text) && !/\p{Lu}/u.test(text);
}

function isEdge(text: string, at: number): boolean {
  return isWordCharacter(text[at - 1]) !== isWordCharacter(text[at]);
}

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_]/u.test(character);
}
