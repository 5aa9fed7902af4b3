/** Stands between tags in an attribute; no tag holds one. */
export const TAG_SEPARATOR = '\n';

/** The tags an attribute lists. */
export function tagsOf(attribute: string | undefined): string[] {
  return attribute ? attribute.split(TAG_SEPARATOR) : [];
}

/** Whether a text has every word of the query, in any order and case, and every tag. */
export function matches(
  text: string,
  tags: readonly string[],
  query: string,
  wanted: readonly string[],
): boolean {
  const plain = fold(text);
  const words = fold(query).split(/\s+/).filter(Boolean);
  return words.every((word) => plain.includes(word)) && wanted.every((tag) => tags.includes(tag));
}

/** Lower case without accents, so that `zoe` finds `Zoë`. */
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
